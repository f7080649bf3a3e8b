"""One ticket's page at a desk: what is shown, what may be done, and the one button that cures it."""

from dataclasses import dataclass, replace
from urllib.parse import urlencode
from uuid import UUID

from django.urls import NoReverseMatch, reverse

from jiaoyun.helpdesk.access import is_at_desk, is_ones_own
from jiaoyun.helpdesk.desk_reading import OpenCase, TicketAtDesk
from jiaoyun.helpdesk.desks import desks_around
from jiaoyun.helpdesk.kinds import Cure, Piece, kind_of
from jiaoyun.helpdesk.levels import Level
from jiaoyun.helpdesk.models import Ticket, TicketState
from jiaoyun.helpdesk.two_people import KINDS_OF, TwoPeopleCure
from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.powers import holds

#: What the house found out itself, in words.
FACTS = {
    "document_fits": ("证件号与账号一致", "证件号与账号不一致，或没有填"),
    "name_fits": ("姓名与账号一致", "姓名与账号不一致"),
    "phone_was_bound": ("已用短信验证删除时绑定的手机号", "没有验证删除时绑定的手机号"),
}


@dataclass(frozen=True, slots=True)
class Button:
    """A way to the cure."""

    label: str
    address: str


@dataclass(frozen=True, slots=True)
class DeskView:
    """What the page knows besides the ticket itself."""

    case: OpenCase | None
    may_handle: bool
    why_not: str
    cures: list[Button]
    cure_hint: str
    above: str
    below: str
    facts: list[tuple[bool, str]]
    proposed_by: str
    joined: int
    lead: str
    piece: Piece | None


def desk_view(actor: Actor, read: TicketAtDesk, organization_id: int, number: int = 1) -> DeskView:
    """Everything for the page of one ticket; `organization_id` is that of the desk that looks; `number`: which of
    the things that it is about support looks at. No query but for those."""
    ticket = read.ticket
    at_desk, own = is_at_desk(actor, ticket), is_ones_own(actor, ticket)
    may_handle = at_desk and not own and ticket.closed_at is None
    level = Level(ticket.level)
    above, below = desks_around(level, ticket.home)
    case = read.case if may_handle else None
    return DeskView(
        case=case,
        may_handle=may_handle,
        why_not=_why_not(ticket, at_desk, own),
        cures=_buttons(actor, read, organization_id) if may_handle else [],
        cure_hint=_hint(actor, read),
        above=above.level.label if above is not None else "",
        below=below.level.label if below is not None else "",
        facts=_facts(ticket),
        proposed_by=read.proposed.by_name if read.proposed is not None else "",
        joined=read.joined,
        lead=read.lead,
        piece=_piece(ticket, number) if case is not None and level is Level.SUPPORT else None,
    )


def _facts(ticket: Ticket) -> list[tuple[bool, str]]:
    """What was compared, where the kind of ticket gave something to compare."""
    kind = kind_of(ticket.kind)
    told = {"name_fits"} if any(ask.field == "name" for ask in kind.asks) else set[str]()
    told |= {"document_fits"} if any(ask.field == "document" for ask in kind.asks) else set()
    told |= {"phone_was_bound"} if kind.key in KINDS_OF[TwoPeopleCure.RESTORE] else set()
    return [(fits, FACTS[name][0 if fits else 1]) for name, fits in ticket.facts.items() if name in told]


def _piece(ticket: Ticket, number: int) -> Piece | None:
    find = kind_of(ticket.kind).piece
    return find(ticket, number) if find is not None else None


def _why_not(ticket: Ticket, at_desk: bool, own: bool) -> str:
    if ticket.closed_at is not None:
        return "这张工单已经办结。"
    if own:
        return "这张工单是您提交的，或者关系到您自己的账号，请由别人来办。"
    return "" if at_desk else "这张工单现在由别的一级处理，您可以看，不能办。"


def _buttons(actor: Actor, read: TicketAtDesk, organization_id: int) -> list[Button]:
    """The cures that this level has the power for, in the state the ticket is in."""
    ticket, kind = read.ticket, kind_of(read.ticket.kind)
    shown = read.case.account_id if read.case is not None else None
    grant = replace(actor.grant, case_account=shown) if actor.grant is not None else None
    waits = ticket.state == TicketState.WAITING
    if waits and (read.lacking is None or actor.account_id in read.lacking):
        return []
    fitting = [
        cure
        for cure in kind.cures
        if cure.second == waits
        and cure.is_for(administrator=read.administers)
        and holds(grant, cure.power, read.person_place)
    ]
    needs_person = kind.finds_person and ticket.person_id is None
    if needs_person:
        return []
    found = (_button(cure, read, organization_id) for cure in fitting)
    return [button for button in found if button is not None]


def _button(cure: Cure, read: TicketAtDesk, organization_id: int) -> Button | None:
    ticket = read.ticket
    path = cure.path(ticket, organization_id, read.person_place) if cure.path is not None else {}
    try:
        address = reverse(cure.page, kwargs=path)
    except NoReverseMatch:
        return None
    back = desk_address(organization_id, ticket.pk)
    query = {"ticket": str(ticket.pk), "next": back} if cure.event else {"next": back}
    return Button(cure.label, f"{address}?{urlencode(query)}")


def _hint(actor: Actor, read: TicketAtDesk) -> str:
    ticket, kind = read.ticket, kind_of(read.ticket.kind)
    if ticket.state == TicketState.WAITING:
        if read.lacking is None:
            return "第二人已经确认，时间到了自动生效。"
        if read.lacking[0] == actor.account_id:
            return "已经提出，等另一个人核对确认。本级没有别人时，请交给上一级确认。"
    if kind.finds_person and ticket.person_id is None:
        return "按填写的号码没有找到账号。请核对材料，或者请提交人补充。"
    if kind.cures and not any(cure.is_for(administrator=read.administers) for cure in kind.cures):
        return "这个账号没有担任管理员，没有要办的；请直接答复。"
    if kind.cures and actor.grant is not None and actor.grant.role is Level.SUPPORT.role:
        return "先打开本人资料，才会出现办理的按钮。"
    return "本级没有办理这件事的按钮，请交给有权的一级，或者直接答复。" if kind.cures else ""


def desk_address(organization_id: int, ticket_id: UUID) -> str:
    """The ticket's page at a desk."""
    return reverse("helpdesk:desk_ticket", kwargs={"organization_id": organization_id, "ticket_id": ticket_id})
