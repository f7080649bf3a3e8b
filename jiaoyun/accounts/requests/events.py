"""What is recorded about requests for an identity."""

from jiaoyun.plumbing.events import declare

TEACHER_REGISTERED = declare(
    "accounts.teacher_registered",
    "注册了教师账号，等待学校审核",
    subject=("identity_request", "request_id"),
    fields=("account_id", "organization_id", "moved_phone_from"),
)
IDENTITY_ASKED = declare(
    "accounts.identity_asked",
    "申请了一个身份",
    subject=("identity_request", "request_id"),
    fields=("account_id", "organization_id", "role"),
)
REQUEST_REMINDED = declare(
    "accounts.request_reminded",
    "提醒了审核人",
    subject=("identity_request", "request_id"),
    fields=("account_id", "organization_id"),
)
REQUEST_WITHDRAWN = declare(
    "accounts.request_withdrawn",
    "撤回了申请",
    subject=("identity_request", "request_id"),
    fields=("account_id", "organization_id"),
)
REQUEST_CORRECTED = declare(
    "accounts.request_corrected",
    "修改了申请",
    subject=("identity_request", "request_id"),
    fields=("account_id", "organization_id", "follows_id", "changed"),
)
REQUESTS_DECIDED = declare(
    "accounts.requests_decided",
    "审核了 {count} 份教师申请",
    subject=("organization", "organization_id"),
    fields=("decision", "count", "request_ids"),
    each="request_ids",
)
CLIMBED_DECIDED = declare(
    "accounts.climbed_decided",
    "代没有管理员的学校审核了 {count} 份教师申请",
    subject=("organization", "organization_id"),
    fields=("decision", "count", "request_ids"),
    each="request_ids",
)
TEACHER_NUMBERS_SHOWN = declare(
    "accounts.teacher_numbers_shown",
    "查看了教师的完整账号和号码",
    subject=("account", "account_id"),
    fields=("kinds",),
)
