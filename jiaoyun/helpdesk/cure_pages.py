"""What the page of a cure says before it is done: whom it touches (masked), what happens, which buttons there are."""

from dataclasses import dataclass, field
from uuid import UUID

from django.http import HttpRequest

from jiaoyun.accounts.models import Account, AccountState, Identifier, WaitingChange, WaitingKind, WaitingState
from jiaoyun.helpdesk.models import Proposal, ProposalState, Ticket
from jiaoyun.helpdesk.persons import home_of
from jiaoyun.helpdesk.powers import ACCOUNT_RESTORE, ACCOUNTS_MERGE, DOCUMENT_UNBIND
from jiaoyun.helpdesk.restoring import is_proved
from jiaoyun.helpdesk.two_people import KINDS_OF, TwoPeopleCure, place_of_person
from jiaoyun.helpdesk.unbinding import KINDS as UNBIND_KINDS
from jiaoyun.plumbing.gates import admit
from jiaoyun.plumbing.powers import Power
from jiaoyun.plumbing.refusals import Refused
from jiaoyun.rules.masking import mask_name


@dataclass(frozen=True, slots=True)
class Card:
    """A person as a desk may see it: masked name, place, state, what is bound (masked)."""

    title: str
    name: str
    place: str
    state: str
    hints: list[str]


@dataclass(frozen=True, slots=True)
class CurePage:
    """The page. `acts`: (value, verb, whether it is the main one); `done`: what is said afterwards."""

    ticket_id: UUID
    title: str
    fate: str
    cards: list[Card]
    acts: list[tuple[str, str, bool]]
    needs_words: bool
    said: str = ""
    done: dict[str, str] = field(default_factory=dict)


_DONE = {
    "do": "已办好，提交人会收到通知。",
    "propose": "已提出，等另一个人确认。",
    "decline": "已记下不同意的原因。",
    "confirm": "已确认，到时间自动生效。",
}


def restore_page(request: HttpRequest, ticket: Ticket) -> CurePage:
    """恢复账号. Refuses what the command would refuse of kind and person."""
    account = _person(request, ticket, KINDS_OF[TwoPeopleCure.RESTORE], ACCOUNT_RESTORE)
    if account.state == AccountState.DELETED and is_proved(ticket, account):
        acts, words = [("do", "恢复这个账号", True)], False
        fate = "姓名、证件号和删除时绑定的手机号都已核对一致，可以直接恢复。"
    else:
        acts, words = _two_people(ticket, request, "恢复账号")
        fate = "没有验证删除时绑定的手机号，或者姓名、证件号对不上，要两个人来办：一人提出，另一人核对材料后确认。"
    return CurePage(ticket.pk, "恢复账号", fate, [_card("要恢复的账号", account)], acts, words, _said(ticket), _DONE)


def merge_page(request: HttpRequest, ticket: Ticket) -> CurePage:
    """合并账号."""
    account = _person(request, ticket, KINDS_OF[TwoPeopleCure.MERGE], ACCOUNTS_MERGE)
    if ticket.asker_id is None or ticket.asker_id == account.pk:
        raise Refused("helpdesk.cure.nobody_found")
    into = Account.objects.of_account(ticket.asker_id).get()
    acts, words = _two_people(ticket, request, "合并账号")
    fate = (
        "保留的账号不变，继续用它的密码和手机号登录。并入的账号停用，它的密码、手机号、通行密钥都作废；"
        "证件号、学籍号和身份转到保留的账号上，管理员身份不转。"
    )
    cards = [_card("保留的账号（提交人现在用的）", into), _card("并入的账号", account)]
    return CurePage(ticket.pk, "合并账号", fate, cards, acts, words, _said(ticket), _DONE)


def unbind_page(request: HttpRequest, ticket: Ticket) -> CurePage:
    """解绑身份证件."""
    account = _person(request, ticket, UNBIND_KINDS, DOCUMENT_UNBIND)
    waiting = WaitingChange.objects.of_account(account.pk).filter(
        kind=WaitingKind.UNBIND_DOCUMENT, state=WaitingState.WAITING, ticket=ticket.pk
    )
    row = waiting.first()
    if row is None:
        acts, fate = [("do", "申请解绑身份证件", True)], _UNBIND_FATE
    else:
        fate = "请核对材料以后再确认。提出的人和账号本人不能确认。"
        done = row.second_at is not None or request.actor.account_id in (row.asked_by, row.account_id)  # type: ignore[attr-defined]
        acts = [] if done else [("confirm", "我已核对，确认解绑", True)]
    title = "解绑身份证件"
    return CurePage(ticket.pk, title, fate, [_card("占用证件号的账号", account)], acts, row is None, "", _DONE)


_UNBIND_FATE = (
    "账号原来绑定的手机号和邮箱会收到通知，48 小时内可以取消；还要另一个人确认，时间到了才生效。"
    "生效后证件号可以重新注册，原来的记录保留，里面的证件号和 G 开头的学籍号一起解绑。"
)


def _person(request: HttpRequest, ticket: Ticket, kinds: tuple[str, ...], power: Power) -> Account:
    if ticket.kind not in kinds:
        raise Refused("helpdesk.ticket.wrong_cure")
    if ticket.person_id is None:
        raise Refused("helpdesk.cure.nobody_found")
    admit(request.actor, power, place_of_person(ticket.person_id))  # type: ignore[attr-defined]
    found: Account = Account.objects.of_account(ticket.person_id).get()
    return found


def _two_people(ticket: Ticket, request: HttpRequest, what: str) -> tuple[list[tuple[str, str, bool]], bool]:
    row = _proposal(ticket)
    if row is None:
        return [("propose", f"提出{what}", True)], True
    if row.by_id == request.actor.account_id:  # type: ignore[attr-defined]
        return [("decline", "收回", False)], True
    return [("do", f"我已核对，确认{what}", True), ("decline", "不同意", False)], True


def _proposal(ticket: Ticket) -> Proposal | None:
    rows = Proposal.objects.everywhere("the proposal of a ticket behind its gate").select_related("by")
    found: Proposal | None = rows.filter(ticket=ticket, state=ProposalState.OPEN).first()
    return found


def _said(ticket: Ticket) -> str:
    row = _proposal(ticket)
    return f"{row.by.name}已提出：{row.reason}" if row is not None else ""


def _card(title: str, account: Account) -> Card:
    home = home_of(account.pk)
    bound = Identifier.objects.of_account(account.pk).filter(released_at__isnull=True).order_by("kind")
    return Card(
        title,
        mask_name(account.name),
        home.name if home is not None else "没有单位",
        AccountState(account.state).label,
        [f"{row.get_kind_display()} {row.hint}" for row in bound],
    )
