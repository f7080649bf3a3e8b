"""The house's middleware: a number for each request, and deny by default."""

import re
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from uuid_utils.compat import uuid7

from jiaoyun.plumbing.errors import not_found
from jiaoyun.plumbing.pages import declaration_of

GetResponse = Callable[[HttpRequest], HttpResponse]
_ODD_PATH = re.compile(r"//|/\./|/\.\./|;|\x00|[^\x00-\x7f]")


class RequestIdMiddleware:
    """Gives each request a number that refusals show, logs carry and the audit keeps."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.request_id = uuid7().hex  # type: ignore[attr-defined]
        response = self.get_response(request)
        # One view, one address: the fragment when htmx asks, the whole page otherwise.
        patch_vary_headers(response, ["HX-Request"])
        return response


class DeclaredPagesMiddleware:
    """Denies every view that declared nothing, and paths that are written in odd ways (security.md §3 P8)."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if _ODD_PATH.search(request.path_info):
            return not_found(request)
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """Stop a view without a declaration; the system check finds it before, this is the second fence."""
        return None if declaration_of(view) is not None else not_found(request)
