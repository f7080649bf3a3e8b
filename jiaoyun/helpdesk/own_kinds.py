"""The kinds of tickets that are about accounts and schools. The rooms above declare theirs beside their own pages."""

from typing import Any
from uuid import UUID

from jiaoyun.accounts.authority import identities_held
from jiaoyun.accounts.models import Account, AccountState, FirstSecret
from jiaoyun.accounts.people.powers import (
    ACCOUNT_FREEZE,
    ACCOUNT_THAW,
    PASSWORD_RESET,
    PERSON_RENAME,
    PHONE_UNBIND,
    UNBIND_CONFIRM,
)
from jiaoyun.accounts.second_factor.powers import FACTOR_RESET_POWER
from jiaoyun.helpdesk.kinds import Ask, Cure, Kind, Way, declare_kind
from jiaoyun.helpdesk.levels import LEVEL_OF_ROLE, ORDER, Level
from jiaoyun.helpdesk.models import Ticket
from jiaoyun.helpdesk.persons import NOBODYS
from jiaoyun.helpdesk.powers import ACCOUNT_RESTORE, ACCOUNTS_MERGE, DOCUMENT_UNBIND
from jiaoyun.organizations.powers import TENANT_ADD
from jiaoyun.plumbing.actor import ROLE_LABELS, Role
from jiaoyun.plumbing.powers import Place

_NAME, _DOCUMENT, _PHONE, _ACCOUNT = Ask("name"), Ask("document"), Ask("phone"), Ask("account")


def _on_desk(ticket: Ticket, organization_id: int, _person_place: Place) -> dict[str, Any]:
    return {"organization_id": organization_id, "ticket_id": ticket.pk}


def _person_at_school(ticket: Ticket, _organization_id: int, person_place: Place) -> dict[str, Any]:
    """The path of a page of a school's people; the page itself finds out whether the person belongs there."""
    return {"school_id": person_place.organization_id, "account_id": ticket.person_id}


def _one_reset(ticket: Ticket, result: Any) -> bool:
    """Whether the run of resets was this one person's."""
    slips = FirstSecret.objects.everywhere("the run that the command made").filter(run=result.run)
    return result.count == 1 and ticket.person_id is not None and slips.filter(account_id=ticket.person_id).exists()


def _opened_there(ticket: Ticket, result: Any) -> bool:
    """Whether the school was opened in the county that the ticket names, where it names one."""
    return ticket.home.kind not in ("county", "zone") or result.county_id == ticket.home_id


_ABOVE = {
    Role.SCHOOL_ADMIN: Level.COUNTY,
    Role.COUNTY_ADMIN: Level.CITY,
    Role.CITY_ADMIN: Level.PROVINCE,
    # Another administrator of the province: nobody stands above.
    Role.PROVINCE_ADMIN: Level.PROVINCE,
    Role.SUPPORT: Level.PROVINCE,
}


def _above_person(person_id: UUID | None) -> tuple[Level, int | None]:
    """The desk above the highest office that somebody holds: nobody resets a colleague's second factor."""
    whose = person_id or NOBODYS
    held = identities_held([whose]).get(whose, [])
    levels = [_ABOVE[identity.role] for identity in held if identity.role in _ABOVE]
    return max(levels, key=ORDER.index, default=Level.COUNTY), None


def _who_froze(person_id: UUID | None) -> tuple[Level, int | None]:
    """The desk that froze the account (product.md L5); without one, where such tickets begin anyway."""
    account = Account.objects.of_account(person_id or NOBODYS).first()
    if account is None or account.state != AccountState.FROZEN or account.state_role not in ROLE_LABELS:
        return Level.SCHOOL, None
    return LEVEL_OF_ROLE.get(Role(account.state_role), Level.SCHOOL), account.state_organization_id


_RESTORE = Cure("恢复这个账号", "helpdesk:restore", "helpdesk.account_restored", ACCOUNT_RESTORE, path=_on_desk)
_MERGE = Cure("合并两个账号", "helpdesk:merge", "helpdesk.accounts_merged", ACCOUNTS_MERGE, path=_on_desk)
_UNBIND_DOCUMENT = Cure(
    "解绑身份证件", "helpdesk:unbind", "helpdesk.document_unbinding", DOCUMENT_UNBIND, begins=True, path=_on_desk
)
_CONFIRM_DOCUMENT = Cure(
    "确认解绑身份证件",
    "helpdesk:unbind",
    "helpdesk.document_confirmed",
    DOCUMENT_UNBIND,
    begins=True,
    second=True,
    path=_on_desk,
)
_UNBIND_PHONE = Cure(
    "解绑手机号",
    "accounts:person_unbind",
    "accounts.unbinding_asked",
    PHONE_UNBIND,
    begins=True,
    path=_person_at_school,
)
_CONFIRM_PHONE = Cure(
    "确认解绑手机号",
    "accounts:person_unbind_confirm",
    "accounts.unbinding_confirmed",
    UNBIND_CONFIRM,
    begins=True,
    second=True,
    path=_person_at_school,
)
_THAW = Cure("解冻这个账号", "accounts:person_thaw", "accounts.thawed", ACCOUNT_THAW, path=_person_at_school)
_FREEZE = Cure("先冻结这个账号", "accounts:person_freeze", "", ACCOUNT_FREEZE, path=_person_at_school)
_RESET = Cure(
    "重置密码",
    "accounts:person_reset",
    "accounts.passwords_reset",
    PASSWORD_RESET,
    path=_person_at_school,
    fits=_one_reset,
)
_RENAME = Cure("更正姓名", "accounts:person_rename", "accounts.renamed", PERSON_RENAME, path=_person_at_school)
_SCHOOL = Cure(
    "开通这所学校",
    "helpdesk:open_school",
    "organizations.tenant_added",
    TENANT_ADD,
    path=_on_desk,
    fits=_opened_there,
)
_FACTOR = Cure(
    "重置二次验证",
    "accounts:factor_reset",
    "accounts.factor_reset",
    FACTOR_RESET_POWER,
    path=lambda ticket, organization_id, person_place: {"account_id": ticket.person_id},
)
_LOG_IN = Way("用短信验证码登录", "accounts:login_sms")

declare_kind(
    Kind(
        "account_restore",
        "恢复已删除的账号",
        Level.PROVINCE,
        "账号被删除了，要恢复。",
        asks=(_NAME, _DOCUMENT),
        cures=(_RESTORE,),
        two_people=True,
        help_entry="account-abnormal",
        finds_person=True,
    )
)
declare_kind(
    Kind(
        "unbind_document",
        "身份证号被占用，要解绑",
        Level.SCHOOL,
        "注册时提示身份证号已注册，但那个账号不是现在要用的。",
        asks=(_NAME, _DOCUMENT),
        ways=(_LOG_IN,),
        cures=(_UNBIND_DOCUMENT, _CONFIRM_DOCUMENT),
        two_people=True,
        help_entry="document-taken",
        finds_person=True,
    )
)
declare_kind(
    Kind(
        "unbind_phone",
        "手机号被占用，要解绑",
        Level.SCHOOL,
        "手机号绑在了别人的账号上，而且收不到那个号码的短信。",
        asks=(_NAME, _PHONE),
        ways=(_LOG_IN,),
        cures=(_UNBIND_PHONE, _CONFIRM_PHONE),
        two_people=True,
        help_entry="phone-taken",
        finds_person=True,
    )
)
declare_kind(
    Kind(
        "thaw",
        "账号被冻结，要解冻",
        Level.SCHOOL,
        "管理员冻结了账号。",
        asks=(_NAME, _ACCOUNT),
        cures=(_THAW,),
        help_entry="account-frozen",
        finds_person=True,
        first_desk=_who_froze,
    )
)
declare_kind(
    Kind(
        "password_reset",
        "请老师或学校重置密码",
        Level.CLASS,
        "忘记密码，也没有绑定手机号和邮箱。",
        asks=(_NAME, _ACCOUNT),
        ways=(Way("用手机或邮箱找回密码", "accounts:recover"),),
        cures=(_RESET,),
        help_entry="forgot-password",
        finds_person=True,
    )
)
declare_kind(
    Kind(
        "name_wrong",
        "我的姓名写错了，请学校更正",
        Level.SCHOOL,
        "登录后看到的姓名和证件上的不一样。姓名只能由学校更正，原因会留下来。",
        asks=(Ask("right_name"),),
        cures=(_RENAME,),
        help_entry="correct-my-data",
        finds_person=True,
        for_known=True,
    )
)
declare_kind(
    Kind(
        "identity_clash",
        "本人的证件号被别人登记了",
        Level.PROVINCE,
        "注册或者改正身份证号时，提示号码已被占用。",
        asks=(_NAME, _DOCUMENT),
        cures=(_UNBIND_DOCUMENT, _CONFIRM_DOCUMENT, _MERGE),
        two_people=True,
        help_entry="document-taken",
        finds_person=True,
    )
)
declare_kind(
    Kind(
        "identity_merge",
        "合并我的两个账号",
        Level.PROVINCE,
        "同一个人有两个账号：现在登录的这个会保留，另一个并进来。",
        asks=(_NAME, Ask("account", label="另一个账号")),
        cures=(_MERGE,),
        two_people=True,
        finds_person=True,
        for_known=True,
    )
)
declare_kind(
    Kind(
        "school_missing",
        "学校不在平台里",
        Level.SUPPORT,
        "注册时找不到学校，或者提示学校不在平台的租户中。",
        asks=(Ask("school"), Ask("county"), Ask("school_code", required=False)),
        cures=(_SCHOOL,),
        help_entry="school-not-found",
        joins="school",
    )
)
declare_kind(
    Kind(
        "factor_lost",
        "二次验证的手机丢了",
        Level.COUNTY,
        "管理员收不到验证码，恢复码也没有了。",
        asks=(_NAME, _ACCOUNT),
        cures=(_FACTOR,),
        help_entry="factor-lost",
        finds_person=True,
        first_desk=_above_person,
    )
)
declare_kind(
    Kind(
        "account_theft",
        "不是我操作的，账号可能被盗",
        Level.SCHOOL,
        "收到了不是自己操作的安全提醒。",
        asks=(_NAME, _ACCOUNT),
        ways=(Way("马上改密码", "accounts:password"),),
        working_days=1,
        cures=(_FREEZE, _RESET),
        help_entry="not-me",
        finds_person=True,
    )
)
declare_kind(Kind("other", "其他问题", Level.SCHOOL, "上面都不是。", help_entry="tickets"))
