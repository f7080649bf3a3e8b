"""Steps that would do harm in a stranger's hands ask again who is there once ten minutes have passed, when they are
opened and when they are sent off (security.md, threat 22; jiaoyun/accounts/reproof.py)."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from jiaoyun.accounts.reproof import FRESH
from jiaoyun.plumbing.models import AuditEvent
from jiaoyun.plumbing.routes import all_routes
from tests.whole.matrix.bodies import body_of, made_ready
from tests.whole.matrix.stage import Stage
from tests.whole.matrix.targets import desk_of, path_values, targets_of

_TOKEN = "a" * 32
#: Who gets into an account, what is kept of a person, what two people do together; and who of the cast may open it.
#: The page of one's own data explains itself to everybody, only taking the data with one asks.
ASK_AGAIN = {
    **dict.fromkeys(("accounts:password", "accounts:document", "accounts:my_data"), "teacher"),
    **dict.fromkeys(("accounts:number_old", "accounts:number_new"), "teacher"),
    **dict.fromkeys(("accounts:factor_set_up", "accounts:factor_app_new", "accounts:factor_app"), "school_admin"),
    **dict.fromkeys(("accounts:app_remove", "accounts:recovery_codes"), "school_admin"),
    **dict.fromkeys(("accounts:passkey_options", "accounts:passkey_add", "accounts:passkey_remove"), "school_admin"),
    **dict.fromkeys(("accounts:person_reset", "accounts:person_freeze", "accounts:person_thaw"), "school_admin"),
    **dict.fromkeys(("accounts:person_unbind", "accounts:person_unbind_confirm"), "school_admin"),
    **dict.fromkeys(("accounts:person_rename", "accounts:document_reverse"), "school_admin"),
    **dict.fromkeys(("roster:students_reset", "roster:class_reset", "helpdesk:unbind"), "school_admin"),
    **dict.fromkeys(("roster:slips", "roster:student_slips", "roster:slip_print", "roster:slip_sheet"), "school_admin"),
    "accounts:factor_reset": "county_admin",
    **dict.fromkeys(("accounts:administrator_reset", "accounts:administrator_rename"), "county_admin"),
    **dict.fromkeys(("helpdesk:restore", "helpdesk:merge", "helpdesk:open_school"), "support"),
}
_OPENS_FIRST = {"accounts:my_data"}


def _late_client(stage: Stage, role: str) -> Client:
    """In a session that is in use, and was proved a little longer ago than counts."""
    client, key = Client(enforce_csrf_checks=True), stage.world.session(role)
    store = import_module(settings.SESSION_ENGINE).SessionStore(key)
    store["proved_at"] = store["factor_at"] = int((timezone.now() - FRESH - timedelta(seconds=5)).timestamp())
    store.save()
    client.cookies[settings.CSRF_COOKIE_NAME], client.cookies[settings.SESSION_COOKIE_NAME] = _TOKEN, key
    return client


@pytest.mark.parametrize("name", ASK_AGAIN)
def test_a_dangerous_step_asks_again_and_does_nothing_before(stage: Stage, name: str) -> None:
    role, route = ASK_AGAIN[name], next(route for route in all_routes() if route.name == name)
    targets, client, events = targets_of(route), _late_client(stage, role), AuditEvent.objects.count()
    target = targets.get("own") or targets.get("of_school_admin") or next(iter(targets.values()))
    address = reverse(name, kwargs=path_values(stage, route, target))
    pages = (reverse("accounts:prove_again"), reverse("accounts:second_factor"))
    assert route.declaration is not None
    for method in set(route.declaration.methods) - ({"GET"} if name in _OPENS_FIRST else set()):
        point, desk = transaction.savepoint(), desk_of(stage, target)
        with made_ready(name, method, stage, desk, target.owner):
            form = {**body_of(name, stage, desk, role), "csrfmiddlewaretoken": _TOKEN}
            answer = getattr(client, method.lower())(address, form if method == "POST" else None)
        assert answer.headers.get("Location", "").split("?")[0] in pages, f"{method}: {answer.status_code}"
        transaction.savepoint_rollback(point)
    assert AuditEvent.objects.count() == events
