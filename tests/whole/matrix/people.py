"""What stands ready for the pages of a school's people: a frozen account, a phone to unbind, guardians who wait."""

from typing import Any
from uuid import UUID

from uuid_utils.compat import uuid7

from jiaoyun.accounts.binding import bind
from jiaoyun.accounts.consents.purposes import TEXTS, Purpose
from jiaoyun.accounts.models import (
    Account,
    Identifier,
    IdentifierKind,
    Identity,
    IdentityRequest,
    WaitingChange,
    WaitingKind,
)
from jiaoyun.plumbing.actor import Role
from jiaoyun.plumbing.digests import digest
from tests.accounts.knocking import PHONE, new_answer
from tests.people import invent_phone
from tests.whole.matrix.stage import Desk, Stage

Body = dict[str, Any]
REQUESTS = (UUID("01900000-0000-7000-8000-0000000000a1"), UUID("01900000-0000-7000-8000-0000000000a2"))
BOND = UUID("01900000-0000-7000-8000-0000000000b1")
_REASON = {"reason": "当面核对过"}
_DECIDE = {"row": [f"guardian:{key}" for key in REQUESTS], "decide": "approve"}

FIXED: dict[str, Body] = {
    "accounts:person_reset": {"how": "generated"},
    "accounts:person_freeze": _REASON,
    "accounts:person_unbind": _REASON,
    "accounts:administrator_rename": {"name": "雀更名", **_REASON},
    "accounts:person_rename": {"name": "雀更名", **_REASON},
    "roster:students_reset": {"how": "generated", "all": "1", "step": "reset"},
    "roster:class_reset": {"how": "generated", "all": "1", "step": "reset"},
    "roster:confirmations": _DECIDE,
    "roster:class_confirmations": _DECIDE,
    "roster:student_guardians": {"identity": str(BOND), **_REASON},
    "roster:consents": {"purpose": "space", "version": TEXTS[Purpose.SPACE].version, "decide": "agree"},
    "roster:own_use": {"purpose": "space", "version": TEXTS[Purpose.SPACE].version, "decide": "agree"},
}
_PHONE_PAGES = ("roster:register_student", "roster:register_guardian")


def body(name: str, stage: Stage) -> Body | None:
    """The form of one of these pages; None for any other page."""
    if name in _PHONE_PAGES:
        return {"phone": PHONE, **new_answer()}
    if name == "roster:child_add":
        pupil = stage.world.pupils["far_school"][0]
        return {"child_name": pupil.name, "number": pupil.document, "relation": "52"}
    if name in ("roster:my_class", "roster:child_class"):
        return {"class": str(stage.world.classes["school"][1])}
    return dict(FIXED[name]) if name in FIXED else None


def make_ready(name: str, method: str, stage: Stage, desk: Desk) -> None:
    """Let what the page is for be possible, for the first pupil of each class of the desk."""
    pupils = (desk.pupils[0], desk.pupils[2])
    if name == "accounts:person_thaw":
        rows = Account.objects.everywhere("the test's own").filter(id__in=pupils)
        rows.update(state="frozen", state_role="school_admin")
    if name in ("accounts:person_unbind", "accounts:person_unbind_confirm"):
        _bind_phones(pupils, stage, waiting=name.endswith("confirm"))
    if method != "POST":
        return
    if name in ("roster:confirmations", "roster:class_confirmations"):
        for key, pupil in zip(REQUESTS, pupils, strict=True):
            _ask(key, pupil, stage, desk)
    if name == "roster:student_guardians":
        _identity(BOND, pupils[0], stage, desk, "active")


def _bind_phones(pupils: tuple[UUID, ...], stage: Stage, *, waiting: bool) -> None:
    now = stage.world.now
    for serial, pupil in enumerate(pupils):
        phone: Identifier = bind(pupil, IdentifierKind.PHONE, invent_phone(9300 + serial), now=now)
        if waiting:
            row = WaitingChange(account_id=pupil, kind=WaitingKind.UNBIND_PHONE, identifier=phone, needs_second=True)
            row.asked_at, row.due_at, row.cancel_digest = now, now, digest("matrix", str(pupil))
            row.save(force_insert=True)


def _ask(key: UUID, pupil: UUID, stage: Stage, desk: Desk) -> None:
    identity = _identity(uuid7(), pupil, stage, desk, "pending")
    row = IdentityRequest(id=key, account_id=identity.account_id, identity=identity, role=Role.GUARDIAN)
    row.organization_id, row.child_id, row.submitted_at = identity.organization_id, pupil, stage.world.now
    row.save(force_insert=True)


def _identity(key: UUID, pupil: UUID, stage: Stage, desk: Desk, state: str) -> Identity:
    # Somebody outside the cast: its members' own pages stay as they are.
    guardian = Account(id=uuid7(), name="溪雀家长", name_key="溪雀家长", created_at=stage.world.now, password="!")
    guardian.save(force_insert=True)
    row = Identity(id=key, account_id=guardian.id, role=Role.GUARDIAN, child_id=pupil)
    row.organization_id, row.state, row.since = desk.place.organization_id, state, stage.world.now
    row.save(force_insert=True)
    return row
