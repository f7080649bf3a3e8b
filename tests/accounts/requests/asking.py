"""People who ask to be a teacher, written straight into the tables."""

from datetime import date, timedelta

from django.utils import timezone

from jiaoyun.accounts.binding import bind
from jiaoyun.accounts.models import Account, IdentifierKind, IdentityRequest
from jiaoyun.accounts.registration.person import describe, put_on
from jiaoyun.accounts.requests.writing import write_request
from jiaoyun.plumbing.actor import Role
from jiaoyun.rules.codes import Sex
from tests.html import Form
from tests.pages import Page
from tests.people import invent_id, invent_name, invent_phone
from tests.world import World, password_hash


def applicant(world: World, serial: int = 1, *, school: str = "school", days: int = 0) -> IdentityRequest:
    """Somebody who registered at a school so many days ago and waits; account name new_<serial>, PASSWORD."""
    now = timezone.now() - timedelta(days=days)
    account = Account(created_at=now, password=password_hash(), password_at=now)
    number = invent_id(date(1991, 4, 6), Sex.FEMALE, serial)
    put_on(account, describe(invent_name(serial), "1", number, today=now.date()))
    account.save(force_insert=True)
    bind(account.id, IdentifierKind.DOCUMENT, number, now=now, document_kind="1")
    bind(account.id, IdentifierKind.PHONE, invent_phone(9000 + serial), now=now)
    bind(account.id, IdentifierKind.ACCOUNT_NAME, f"new_{serial}", now=now)
    return write_request(account.id, Role.TEACHER, world.place(school).organization_id, now=now)


def key_of(request: IdentityRequest) -> str:
    """What the tick of a request sends."""
    return f"{request.id}.{request.version}"


def bulk(page: Page) -> Form:
    """The form of the list of requests; the filters stand in one of their own."""
    ends = ("teachers/review", "teacher-requests")
    [form] = [
        form
        for form in page.html.forms
        if form.method == "post" and form.action.split("?")[0].endswith(ends) and "q" not in form.names
    ]
    return form
