"""Tickets at every desk with a file each, and the saved answers of the desks, for the addresses of the help desk."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from jiaoyun.accounts.binding import bind
from jiaoyun.accounts.models import Account, AccountState, IdentifierKind
from jiaoyun.helpdesk.commands.hand_up_ticket import hand_up_ticket
from jiaoyun.helpdesk.commands.save_answer import save_answer
from jiaoyun.helpdesk.evidence import attach, take_pieces
from jiaoyun.helpdesk.models import Ticket, TicketFile
from jiaoyun.rules.codes import Sex
from tests.helpdesk.raising import again, raised, raised_by_visitor, typed_for
from tests.people import invent_id, invent_phone
from tests.world import World

#: Whose desk keeps which answer: the key of the place of each role.
ANSWERS = {
    "class": ("homeroom", "school"),
    "school": ("school_admin", "school"),
    "neighbour": ("neighbour_admin", "neighbour"),
    "county": ("county_admin", "county"),
    "support": ("support", "province"),
}


@dataclass(frozen=True, slots=True)
class Lying:
    """A ticket that lies at a desk, and its file."""

    id: UUID
    file_id: UUID


def raise_tickets(world: World) -> dict[str, Lying]:
    """A ticket for each desk under the desk's name, one of an administrator's own, and those that cures are for.

    What is typed are numbers of pupils, so that a desk that shows more than it may is seen.
    """
    county, other_county = (str(world.place(key).organization_id) for key in ("county", "other_county"))
    student, teacher = world.actor("student"), world.actor("teacher")
    own, others = typed_for(world, "student"), world.pupils["neighbour"][0]
    second = typed_for(world, "neighbour_teacher")
    merge = {"name": second["name"], "account": second["document"]}
    restore = _deleted(world)
    found = {
        "class": raised(student, "password_reset", name=own["name"], account=world.login("student")),
        "school": raised(student, "unbind_document", f"我的号码是 {own['document']}", **own),
        "neighbour": raised_by_visitor(
            "unbind_document", f"请核对 {others.document}", name=others.name, document=others.document
        ),
        "county": _up(world, raised(teacher), "school_admin"),
        "other_county": raised_by_visitor("other", phone=invent_phone(8802), county=other_county),
        "support": raised(teacher, "school_missing", school="雀林县雀尾镇中心小学", county=county),
        "ones_own": raised(world.actor("school_admin")),
        "restore": raised_by_visitor("account_restore", **restore),
        "restore_at_support": _up(world, raised_by_visitor("account_restore", **restore), "province_admin"),
        "merge": raised(teacher, "identity_merge", **merge),
        "merge_at_support": _up(world, raised(teacher, "identity_merge", **merge), "province_admin"),
    }
    return {key: Lying(ticket.pk, _with_file(ticket)) for key, ticket in found.items()}


def save_answers(world: World) -> dict[str, UUID]:
    """A saved answer at each desk."""
    given = {"title": "在路上", "text": "已转给老师核对。"}
    return {
        key: save_answer(actor=world.actor(role), place=world.place(place), now=timezone.now(), **given).answer_id
        for key, (role, place) in ANSWERS.items()
    }


def _up(world: World, ticket: Ticket, role: str) -> Ticket:
    hand_up_ticket(actor=world.actor(role), ticket_id=ticket.pk, now=timezone.now())
    return again(ticket.pk)


def _with_file(ticket: Ticket) -> UUID:
    paper = SimpleUploadedFile("材料.pdf", b"%PDF-1.4\n%%EOF\n")
    attach(ticket, take_pieces([paper]).pieces, now=timezone.now())
    rows = TicketFile.objects.everywhere("the test's own ticket").filter(ticket=ticket)
    return UUID(str(rows.values_list("id", flat=True).get()))


def _deleted(world: World) -> dict[str, str]:
    """Name and document of somebody whose account is deleted."""
    typed = {"name": "溪雀旧人", "document": invent_id(date(1984, 5, 6), Sex.FEMALE, 71)}
    account = Account(name=typed["name"], name_key=typed["name"], created_at=world.now, birth_date=date(1984, 5, 6))
    account.password = "!"
    account.save(force_insert=True)
    bind(account.pk, IdentifierKind.DOCUMENT, typed["document"], now=world.now, document_kind="1")
    Account.objects.of_account(account.pk).update(state=AccountState.DELETED, state_at=timezone.now())
    return typed
