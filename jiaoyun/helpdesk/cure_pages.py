"""What the page of a cure says before it is done: whom it touches (masked), what happens, which buttons there are."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from jiaoyun.accounts.models import Account, AccountState, Identifier, WaitingChange, WaitingKind, WaitingState
from jiaoyun.helpdesk.desk_reading import TicketAtDesk
from jiaoyun.helpdesk.persons import home_name
from jiaoyun.helpdesk.powers import ACCOUNT_RESTORE, ACCOUNTS_MERGE, DOCUMENT_UNBIND
from jiaoyun.helpdesk.restoring import is_proved_by
from jiaoyun.helpdesk.two_people import KINDS_OF, TwoPeopleCure
from jiaoyun.helpdesk.unbinding import KINDS as UNBIND_KINDS
from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.gates import admit
from jiaoyun.plumbing.pages import PageRequest
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
    """The page. `acts`: (value, verb, whether it is the main one)."""

    ticket_id: UUID
    title: str
    fate: str
    cards: list[Card]
    acts: list[tuple[str, str, bool]]
    needs_words: bool
    said: str = ""


#: What is said after an act.
DONE = {
    "do": "已办好，提交人会收到通知。",
    "propose": "已提出，等另一个人确认。",
    "decline": "已记下不同意的原因。",
    "confirm": "已确认，到时间自动生效。",
}


def restore_page(request: PageRequest, read: TicketAtDesk) -> CurePage:
    """恢复账号. Refuses what the command would refuse of kind and person."""
    [account] = _persons(request, read, KINDS_OF[TwoPeopleCure.RESTORE], ACCOUNT_RESTORE)
    numbers = _numbers([account])
    if account.state == AccountState.DELETED and is_proved_by(read.ticket, account, numbers):
        acts, words = [("do", "恢复这个账号", True)], False
        fate = "姓名、证件号和删除时绑定的手机号都已核对一致，可以直接恢复。"
    else:
        acts, words = _two_people(read, request.actor, "恢复账号")
        fate = "没有验证删除时绑定的手机号，或者姓名、证件号对不上，要两个人来办：一人提出，另一人核对材料后确认。"
    cards = [_card("要恢复的账号", account, numbers)]
    return CurePage(read.ticket.pk, "恢复账号", fate, cards, acts, words, _said(read))


def merge_page(request: PageRequest, read: TicketAtDesk) -> CurePage:
    """合并账号."""
    kinds, asker = KINDS_OF[TwoPeopleCure.MERGE], read.ticket.asker_id
    account, *others = _persons(request, read, kinds, ACCOUNTS_MERGE, *([asker] if asker is not None else []))
    if not others:
        raise Refused("helpdesk.cure.nobody_found")
    acts, words = _two_people(read, request.actor, "合并账号")
    fate = (
        "保留的账号不变，继续用它的密码和手机号登录。并入的账号停用，它的密码、手机号、通行密钥都作废；"
        "证件号、学籍号和身份转到保留的账号上，管理员身份不转。"
    )
    numbers = _numbers([account, *others])
    cards = [_card("保留的账号（提交人现在用的）", others[0], numbers), _card("并入的账号", account, numbers)]
    return CurePage(read.ticket.pk, "合并账号", fate, cards, acts, words, _said(read))


def unbind_page(request: PageRequest, read: TicketAtDesk) -> CurePage:
    """解绑身份证件."""
    [account] = _persons(request, read, UNBIND_KINDS, DOCUMENT_UNBIND)
    waiting = WaitingChange.objects.of_account(account.pk).filter(
        kind=WaitingKind.UNBIND_DOCUMENT, state=WaitingState.WAITING, ticket=read.ticket.pk
    )
    row = waiting.first()
    if row is None:
        acts, fate = [("do", "申请解绑身份证件", True)], _UNBIND_FATE
    else:
        fate = "请核对材料以后再确认。提出的人和账号本人不能确认。"
        done = row.second_at is not None or request.actor.account_id in (row.asked_by, row.account_id)
        acts = [] if done else [("confirm", "我已核对，确认解绑", True)]
    cards = [_card("占用证件号的账号", account, _numbers([account]))]
    return CurePage(read.ticket.pk, "解绑身份证件", fate, cards, acts, row is None)


_UNBIND_FATE = (
    "账号原来绑定的手机号和邮箱会收到通知，48 小时内可以取消；还要另一个人确认，时间到了才生效。"
    "生效后证件号可以重新注册，原来的记录保留，里面的证件号和 G 开头的学籍号一起解绑。"
)


def _persons(
    request: PageRequest, read: TicketAtDesk, kinds: tuple[str, ...], power: Power, *others: UUID
) -> list[Account]:
    """The ticket's person, then the others that are somebody else, each with where they belong. One query."""
    ticket = read.ticket
    if ticket.kind not in kinds:
        raise Refused("helpdesk.ticket.wrong_cure")
    if ticket.person_id is None:
        raise Refused("helpdesk.cure.nobody_found")
    admit(request.actor, power, read.person_place)
    rows = Account.objects.everywhere("the persons of a ticket behind its gate").annotate(home=home_name("pk"))
    found = {row.pk: row for row in rows.filter(pk__in=(ticket.person_id, *others))}
    return [found[key] for key in dict.fromkeys((ticket.person_id, *others))]


def _two_people(read: TicketAtDesk, actor: Actor, what: str) -> tuple[list[tuple[str, str, bool]], bool]:
    if read.proposed is None:
        return [("propose", f"提出{what}", True)], True
    if read.proposed.by_id == actor.account_id:
        return [("decline", "收回", False)], True
    return [("do", f"我已核对，确认{what}", True), ("decline", "不同意", False)], True


def _said(read: TicketAtDesk) -> str:
    return f"{read.proposed.by_name}已提出：{read.proposed.reason}" if read.proposed is not None else ""


def _numbers(accounts: Sequence[Account]) -> list[Identifier]:
    """What is and was bound to them. One query."""
    rows = Identifier.objects.everywhere("the persons of a ticket behind its gate")
    return list(rows.filter(account_id__in=[account.pk for account in accounts]).order_by("kind", "bound_at"))


def _card(title: str, account: Account, numbers: Sequence[Identifier]) -> Card:
    bound = [row for row in numbers if row.account_id == account.pk and row.released_at is None]
    return Card(
        title,
        mask_name(account.name),
        account.home or "没有单位",  # type: ignore[attr-defined]
        AccountState(account.state).label,
        [f"{row.get_kind_display()} {row.hint}" for row in bound],
    )
