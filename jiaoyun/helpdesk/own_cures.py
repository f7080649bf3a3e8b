"""The buttons that cure tickets about accounts and schools: the page, the power, and whose account it is for."""

from typing import Any

from jiaoyun.accounts.models import FirstSecret
from jiaoyun.accounts.people.powers import (
    ACCOUNT_FREEZE,
    ACCOUNT_THAW,
    ADMINISTRATOR_RENAME,
    ADMINISTRATOR_RESET,
    PASSWORD_RESET,
    PERSON_RENAME,
    PHONE_UNBIND,
    UNBIND_CONFIRM,
)
from jiaoyun.accounts.second_factor.powers import FACTOR_RESET_POWER
from jiaoyun.helpdesk.kinds import Cure, Whose
from jiaoyun.helpdesk.models import Ticket
from jiaoyun.helpdesk.powers import ACCOUNT_RESTORE, ACCOUNTS_MERGE, DOCUMENT_UNBIND
from jiaoyun.organizations.powers import TENANT_ADD
from jiaoyun.plumbing.powers import Place


def _on_desk(ticket: Ticket, organization_id: int, _person_place: Place) -> dict[str, Any]:
    return {"organization_id": organization_id, "ticket_id": ticket.pk}


def _person_at_school(ticket: Ticket, _organization_id: int, person_place: Place) -> dict[str, Any]:
    """The path of a page of a school's people; the page itself finds out whether the person belongs there."""
    return {"school_id": person_place.organization_id, "account_id": ticket.person_id}


def _person(ticket: Ticket, _organization_id: int, _person_place: Place) -> dict[str, Any]:
    """The path of a page about an administrator, which finds the place above by itself."""
    return {"account_id": ticket.person_id}


def _one_reset(ticket: Ticket, result: Any) -> bool:
    """Whether the run of resets was this one person's."""
    slips = FirstSecret.objects.everywhere("the run that the command made").filter(run=result.run)
    return result.count == 1 and ticket.person_id is not None and slips.filter(account_id=ticket.person_id).exists()


def _opened_there(ticket: Ticket, result: Any) -> bool:
    """Whether the school was opened in the county that the ticket names, where it names one."""
    return ticket.home.kind not in ("county", "zone") or result.county_id == ticket.home_id


RESTORE = Cure("恢复这个账号", "helpdesk:restore", "helpdesk.account_restored", ACCOUNT_RESTORE, path=_on_desk)
MERGE = Cure("合并两个账号", "helpdesk:merge", "helpdesk.accounts_merged", ACCOUNTS_MERGE, path=_on_desk)
UNBIND_DOCUMENT = Cure(
    "解绑身份证件", "helpdesk:unbind", "helpdesk.document_unbinding", DOCUMENT_UNBIND, begins=True, path=_on_desk
)
CONFIRM_DOCUMENT = Cure(
    "确认解绑身份证件",
    "helpdesk:unbind",
    "helpdesk.document_confirmed",
    DOCUMENT_UNBIND,
    begins=True,
    second=True,
    path=_on_desk,
)
UNBIND_PHONE = Cure(
    "解绑手机号",
    "accounts:person_unbind",
    "accounts.unbinding_asked",
    PHONE_UNBIND,
    begins=True,
    path=_person_at_school,
)
CONFIRM_PHONE = Cure(
    "确认解绑手机号",
    "accounts:person_unbind_confirm",
    "accounts.unbinding_confirmed",
    UNBIND_CONFIRM,
    begins=True,
    second=True,
    path=_person_at_school,
)
THAW = Cure("解冻这个账号", "accounts:person_thaw", "accounts.thawed", ACCOUNT_THAW, path=_person_at_school)
FREEZE = Cure("先冻结这个账号", "accounts:person_freeze", "", ACCOUNT_FREEZE, path=_person_at_school)
RESET = Cure(
    "重置密码",
    "accounts:person_reset",
    "accounts.passwords_reset",
    PASSWORD_RESET,
    path=_person_at_school,
    fits=_one_reset,
    whose=Whose.OTHERS,
)
RESET_ABOVE = Cure(
    "重置密码",
    "accounts:administrator_reset",
    "accounts.administrator_reset",
    ADMINISTRATOR_RESET,
    path=_person,
    whose=Whose.ADMINISTRATOR,
)
RENAME = Cure(
    "更正姓名",
    "accounts:person_rename",
    "accounts.renamed",
    PERSON_RENAME,
    path=_person_at_school,
    whose=Whose.OTHERS,
)
RENAME_ABOVE = Cure(
    "更正姓名",
    "accounts:administrator_rename",
    "accounts.renamed",
    ADMINISTRATOR_RENAME,
    path=_person,
    whose=Whose.ADMINISTRATOR,
)
SCHOOL = Cure(
    "开通这所学校",
    "helpdesk:open_school",
    "organizations.tenant_added",
    TENANT_ADD,
    path=_on_desk,
    fits=_opened_there,
)
FACTOR = Cure(
    "重置二次验证",
    "accounts:factor_reset",
    "accounts.factor_reset",
    FACTOR_RESET_POWER,
    path=_person,
    whose=Whose.ADMINISTRATOR,
)
