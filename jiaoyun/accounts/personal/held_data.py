"""What this room holds about a person, for 我的数据."""

from collections.abc import Iterable
from uuid import UUID

from jiaoyun.accounts.binding import SEAL_KIND
from jiaoyun.accounts.models import (
    Account,
    Consent,
    DocumentChange,
    Identifier,
    IdentifierKind,
    Identity,
    IdentityRequest,
    IdentityState,
    LoginSession,
    NameChange,
    Passkey,
    WaitingChange,
)
from jiaoyun.accounts.personal.own_data import Section, declare_own_data, moment
from jiaoyun.plumbing.actor import Role
from jiaoyun.plumbing.sealing import unseal_many
from jiaoyun.rules.codes import Sex

_MOST = 5000


def person_section(account_id: UUID) -> Iterable[Section]:
    """Name, sex, birthday, the account's state and its dates."""
    row = Account.objects.of_account(account_id).get()
    facts = [
        ("姓名", row.name),
        ("性别", {Sex.MALE.value: "男", Sex.FEMALE.value: "女"}.get(row.sex, "未说明")),
        ("出生日期", row.birth_date.isoformat() if row.birth_date else ""),
        ("账号状态", row.get_state_display()),
        ("状态说明", row.state_reason),
        ("账号建立于", moment(row.created_at)),
        ("密码设置于", moment(row.password_at)),
        ("上次登录", moment(row.last_login_at)),
    ]
    yield Section("基本信息", ("项目", "内容"), facts)


def numbers_section(account_id: UUID) -> Iterable[Section]:
    """Every number that is or was bound, in full."""
    rows = list(Identifier.objects.of_account(account_id).order_by("bound_at", "id"))
    texts = unseal_many(SEAL_KIND, ((row.id, bytes(row.sealed)) for row in rows))
    listed = [
        (IdentifierKind(row.kind).label, text, moment(row.bound_at), moment(row.released_at))
        for row, text in zip(rows, texts, strict=True)
    ]
    yield Section("号码和账号", ("种类", "号码", "绑定于", "解绑于"), listed)


def identities_section(account_id: UUID) -> Iterable[Section]:
    """Identities and requests for some."""
    held = Identity.objects.of_account(account_id).select_related("organization", "child").order_by("since", "id")
    rows = [
        (
            Role(row.role).label,
            row.organization.name,
            row.child.name if row.child else "",
            IdentityState(row.state).label,
            moment(row.since),
            moment(row.until),
        )
        for row in held
    ]
    yield Section("身份", ("身份", "单位", "孩子", "状态", "开始", "结束"), rows)
    asked = IdentityRequest.objects.of_account(account_id).select_related("organization").order_by("submitted_at", "id")
    requests = [
        (Role(row.role).label, row.organization.name, row.get_state_display(), moment(row.submitted_at), row.reason)
        for row in asked
    ]
    yield Section("申请", ("身份", "单位", "状态", "提交于", "说明"), requests)


def changes_section(account_id: UUID) -> Iterable[Section]:
    """Names, documents and numbers that were changed, or wait to be."""
    names = NameChange.objects.of_account(account_id).order_by("at", "id")
    documents = DocumentChange.objects.of_account(account_id).select_related("old", "new").order_by("at", "id")
    waits = WaitingChange.objects.of_account(account_id).order_by("asked_at", "id")
    rows = [
        *(("姓名", row.old_name, row.new_name, row.reason, moment(row.at)) for row in names),
        *(("身份证件", row.old.hint if row.old else "", row.new.hint, row.reason, moment(row.at)) for row in documents),
        *((row.get_kind_display(), "", row.new_hint, row.get_state_display(), moment(row.asked_at)) for row in waits),
    ]
    yield Section("更改记录", ("项目", "原来", "改为", "说明", "时间"), rows)


def logins_section(account_id: UUID) -> Iterable[Section]:
    """Log-ins and passkeys."""
    logins = LoginSession.objects.of_account(account_id).order_by("-began_at", "-id")[:_MOST]
    rows = [(row.device, row.network, row.how, moment(row.began_at), moment(row.ended_at)) for row in logins]
    yield Section("登录记录", ("设备", "网络", "方式", "开始", "结束"), rows)
    keys = Passkey.objects.of_account(account_id).order_by("added_at", "id")
    yield Section(
        "通行密钥",
        ("名称", "添加于", "上次使用"),
        [(key.label, moment(key.added_at), moment(key.used_at)) for key in keys],
    )


def consents_section(account_id: UUID) -> Iterable[Section]:
    """Consents for this person, and those that this person gave for children."""
    rows = [
        *Consent.objects.of_account(account_id).select_related("account", "given_by"),
        *Consent.objects.everywhere("given by the person who asks")
        .filter(given_by_id=account_id)
        .exclude(account_id=account_id)
        .select_related("account", "given_by"),
    ]
    listed = [
        (row.purpose, row.version, row.account.name, row.given_by.name, moment(row.given_at), moment(row.withdrawn_at))
        for row in sorted(rows, key=lambda row: row.given_at)
    ]
    yield Section("同意记录", ("用途", "版本", "对谁", "谁同意", "同意于", "撤回于"), listed)


for _source in (
    person_section,
    numbers_section,
    identities_section,
    changes_section,
    logins_section,
    consents_section,
):
    declare_own_data(_source)
