"""Answers that are no pages of a room: a refusal's card, not found, a form's proof expired, an error of ours."""

import logging
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.http import urlencode

from jiaoyun.plumbing.actor import NOBODY, Role
from jiaoyun.plumbing.powers import Power
from jiaoyun.plumbing.refusals import Refusal, Refused, Remedy

log = logging.getLogger("jiaoyun.refusals")

#: The help centre registers here what explains a refusal, because it stands in a room above: id → address, or "".
Explainer = Callable[[str], str]
_explainers: list[Explainer] = []


def explain_by(explainer: Explainer) -> None:
    """Register the help centre's function; once, when the server starts."""
    if explainer not in _explainers:
        _explainers.append(explainer)


def shown(refused: Refused) -> dict[str, Any]:
    """A refusal as templates show it: text, cause, who can put it right, buttons, the help entry that explains it."""
    refusal = refused.refusal
    return {
        "id": refusal.id,
        "text": refusal.text.format_map(_Gentle(refused.values)),
        "cause": refusal.cause.format_map(_Gentle(refused.values)),
        "who": who_can(refusal, refused.values),
        "entry": next((address for explain in _explainers if (address := explain(refusal.id))), ""),
        "remedies": [_button(remedy, {"refusal": refusal.id, **refused.values}) for remedy in refusal.remedies],
        "others": [shown(other) for other in refused.values.get("others", ())],
    }


def who_can(refusal: Refusal, values: dict[str, Any]) -> str:
    """The role and place that can put it right; 您自己 where the reader can."""
    if refusal.fixer is None:
        return str(values.get("who", "您自己就可以"))
    place = str(values.get("fixer_place", values.get("place", "")))
    if isinstance(refusal.fixer, Power):
        return f"{place}{'、'.join(role.label for role in refusal.fixer.roles())}"
    if isinstance(refusal.fixer, Role):
        return f"{place}{refusal.fixer.label}"
    raise TypeError(f"{refusal.id}: no fixer")


def refusal_response(request: HttpRequest, refused: Refused) -> HttpResponse:
    """The refusal with its true status: the card alone for a fragment (swapped into the page), else a whole page."""
    log.info("refused %s", refused.id)
    fragment = bool(request.headers.get("HX-Request"))
    template = "plumbing/refusal_card.html" if fragment else "plumbing/refusal_page.html"
    context = {"refusal": shown(refused), "reference": getattr(request, "request_id", "")}
    response = render(request, template, context, status=refused.refusal.status)
    if fragment:
        response.headers["HX-Retarget"] = "#notice"
        response.headers["HX-Reswap"] = "innerHTML"
    return response


def _button(remedy: Remedy, values: dict[str, Any]) -> dict[str, str]:
    try:
        address = reverse(remedy.page, kwargs={name: values[name] for name in remedy.takes})
    except (NoReverseMatch, KeyError):
        log.exception("remedy %s leads nowhere", remedy.page)
        address = reverse("portal:home")
    query = {name: values[name] for name in remedy.query if name in values}
    return {"label": remedy.label, "address": f"{address}?{urlencode(query)}" if query else address}


class _Gentle(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return ""


def _anonymous(request: HttpRequest) -> None:
    if not hasattr(request, "actor"):
        request.actor = NOBODY  # type: ignore[attr-defined]


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Nothing here: the same words for what does not exist and for what lies outside one's place."""
    _anonymous(request)
    return render(request, "plumbing/not_found.html", status=404)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form's proof is missing or old."""
    _anonymous(request)
    return refusal_response(request, Refused("house.form.expired"))


def server_error(request: HttpRequest) -> HttpResponse:
    """A mistake of ours, said in Chinese with a number to quote; needs no database and no context processor."""
    reference = getattr(request, "request_id", "")
    from django.template.loader import get_template

    body = get_template("plumbing/server_error.html").render({"reference": reference})
    return HttpResponse(body, status=500)
