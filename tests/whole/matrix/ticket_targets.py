"""What the addresses of the help desk are tried with: the path of a desk and a ticket of tickets.py, apart.

`owner` of a target is a ticket's key; behind a slash stands the step, or the ticket whose file is asked for.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from jiaoyun.helpdesk.models import Case, Ticket
from tests.accounts.knocking import PHONE, new_answer
from tests.whole.matrix.stage import Stage

Body = dict[str, Any]
#: Path and owner, by the target's name.
Targets = dict[str, tuple[str, str]]
#: An owner with this behind the slash: nobody has a case open on it.
NO_CASE = "no_case"

_DESKS: Targets = {
    "own": ("school", ""),
    "neighbour": ("neighbour", ""),
    "county": ("county", ""),
    "other_county": ("other_county", ""),
    "city": ("city", ""),
    "province": ("province", ""),
    "missing_place": ("", ""),
}
_NOWHERE: Targets = {"missing_place": ("", "school"), "missing_object": ("school", "")}
_TICKETS: Targets = {
    "own": ("school", "school"),
    "class": ("school", "class"),
    "neighbour": ("neighbour", "neighbour"),
    "county": ("county", "county"),
    "other_county": ("other_county", "other_county"),
    "support": ("province", "support"),
    "foreign_under_own": ("school", "neighbour"),
    "own_under_neighbour": ("neighbour", "school"),
    "below": ("county", "school"),
    "above": ("school", "county"),
    "other_county_under_county": ("county", "other_county"),
    "not_yet_support": ("province", "school"),
    "ones_own": ("school", "ones_own"),
    **_NOWHERE,
}
_STEPS: Targets = {
    step.replace("-", "_"): ("school", f"school/{step}")
    for step in ("take", "put-back", "up", "down", "ask", "answer", "no-such-step")
}
_FILES: Targets = {
    "foreign_file": ("school", "school/neighbour"),
    "without_case": ("school", f"school/{NO_CASE}"),
}
_TWO_PEOPLE: Targets = {
    "wrong_kind": ("school", "school"),
    "below": ("county", "school"),
    "foreign_under_own": ("school", "neighbour"),
    **_NOWHERE,
}
_ASKERS: Targets = {
    "of_student": ("", "school"),
    "of_teacher": ("", "county"),
    "of_visitor": ("", "neighbour"),
    "of_nobody": ("", ""),
}


def _cured_at_the_top(key: str) -> Targets:
    return {
        "province": ("province", key),
        "support": ("province", f"{key}_at_support"),
        "support_without_case": ("province", f"{key}_at_support/{NO_CASE}"),
        **_TWO_PEOPLE,
    }


TARGETS: dict[str, Targets] = {
    **dict.fromkeys(("desk", "desk_bulk", "answers", "figures"), _DESKS),
    **dict.fromkeys(("desk_ticket", "desk_case", "desk_presence"), _TICKETS),
    "desk_step": _TICKETS | _STEPS,
    "desk_file": _TICKETS | _FILES,
    "restore": _cured_at_the_top("restore"),
    "merge": _cured_at_the_top("merge"),
    "unbind": {
        "own": ("school", "school"),
        "neighbour": ("neighbour", "neighbour"),
        "wrong_kind": ("county", "county"),
        "below": ("county", "school"),
        "foreign_under_own": ("school", "neighbour"),
        "own_under_neighbour": ("neighbour", "school"),
        "ones_own": ("school", "ones_own"),
        **_NOWHERE,
    },
    "open_school": {
        "support": ("province", "support"),
        "wrong_kind": ("province", "restore_at_support"),
        "not_yet_support": ("province", "school"),
        "support_under_school": ("school", "support"),
        **_NOWHERE,
    },
    "answer_put_away": {
        "own": ("school", "school"),
        "class": ("school", "class"),
        "neighbour": ("neighbour", "neighbour"),
        "county": ("county", "county"),
        "support": ("province", "support"),
        "below": ("county", "school"),
        "foreign_under_own": ("school", "neighbour"),
        "own_under_neighbour": ("neighbour", "school"),
        **_NOWHERE,
    },
    "to_desk_ticket": {
        **{key: ("", key) for key in ("class", "school", "neighbour", "county", "other_county", "support")},
        "of_nobody": ("", ""),
    },
    **dict.fromkeys(("ticket_show", "ticket_reply", "ticket_solve", "ticket_reopen"), _ASKERS),
    "ticket_file": _ASKERS | {"foreign_file": ("", "school/county")},
    "ticket_new": {"self": ("", "other"), "for_known": ("", "identity_merge"), "no_kind": ("", "no_such_kind")},
    "ticket_way": {"self": ("", "password_reset"), "no_kind": ("", "no_such_kind")},
}
#: The pages of a desk that look at what is masked.
_IN_A_CASE = ("desk_file", "restore", "merge")
_WORDS = "已经核对过了"


def targets_of_ticket(name: str) -> Targets | None:
    """The targets of a page of tickets; None for any other page."""
    return TARGETS.get(name.removeprefix("helpdesk:")) if name.startswith("helpdesk:") else None


def ticket_values(stage: Stage, owner: str, nobody: UUID) -> Mapping[str, Any]:
    """The values of a path that an owner stands for."""
    key, _, more = owner.partition("/")
    ticket = stage.tickets.get(key)
    file = stage.tickets.get(more, ticket)
    return {
        "ticket_id": ticket.id if ticket is not None else nobody,
        "file_id": file.file_id if file is not None else nobody,
        "answer_id": stage.answers.get(key, nobody),
        "step": more or "note",
        "kind": key,
        "place": 0,
    }


def ticket_body(name: str, stage: Stage) -> Body | None:
    """The form of a page of tickets; None for any other page."""
    if name == "helpdesk:prove":
        return {"phone": PHONE, **new_answer()}
    if name == "helpdesk:open_school":
        county = stage.world.place("county").organization_id
        return {"name": "雀林县雀尾镇中心小学", "county": county, "school_type": "211", "system": "63"}
    if name == "helpdesk:desk_bulk":
        return {"row": [str(ticket.id) for ticket in stage.tickets.values()], "do": "take"}
    return dict(_FIXED[name]) if name in _FIXED else None


_FIXED: dict[str, Body] = {
    "helpdesk:ticket_new": {"text": "请帮忙看看", "name": "雀某某", "account": "q_nobody"},
    "helpdesk:ticket_reply": {"text": "补充一句"},
    "helpdesk:ticket_reopen": {"text": "还是不行"},
    "helpdesk:desk_step": {"text": _WORDS},
    "helpdesk:desk_case": {"reason": _WORDS},
    "helpdesk:desk_presence": {"text": _WORDS},
    "helpdesk:restore": {"do": "propose", "text": _WORDS},
    "helpdesk:merge": {"do": "propose", "text": _WORDS},
    "helpdesk:unbind": {"do": "do", "text": _WORDS},
    "helpdesk:answers": {"title": "已核对", "text": _WORDS},
}


def make_ticket_ready(name: str, stage: Stage, owner: str) -> None:
    """Close the ticket that is to be opened again; let everybody have a case open, so that only gates keep them out."""
    key, _, more = owner.partition("/")
    ticket = stage.tickets.get(key)
    if ticket is None:
        return
    rows = Ticket.objects.everywhere("the test's own ticket").filter(pk=ticket.id)
    if name == "helpdesk:ticket_reopen":
        rows.update(state="closed", closed_at=timezone.now(), closed_why="answered")
    if name.removeprefix("helpdesk:") in _IN_A_CASE and more != NO_CASE:
        _open_cases(stage, rows.get())


def _open_cases(stage: Stage, ticket: Ticket) -> None:
    now = timezone.now()
    Case.objects.everywhere("the test's own cases").bulk_create(
        Case(
            ticket=ticket,
            account_id=ticket.person_id,
            by_id=account_id,
            identity=stage.world.identities[role],
            reason=_WORDS,
            opened_at=now,
            until=now + timedelta(hours=2),
        )
        for role, account_id in stage.world.accounts.items()
        if account_id != ticket.person_id
    )
