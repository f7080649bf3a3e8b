"""What is recorded of pupils and guardians who register: ids and codes only."""

from jiaoyun.plumbing.events import declare

_ACCOUNT = ("account", "account_id")
_REQUEST = ("identity_request", "request_id")

STUDENT_REGISTERED = declare(
    "roster.student_registered", "学生注册，用家长手机确认", subject=_ACCOUNT, fields=("account_id", "school_id")
)
STUDENT_CLAIMED = declare(
    "roster.student_claimed",
    "学生注册，等待学校确认",
    subject=("student_claim", "claim_id"),
    fields=("account_id", "school_id"),
)
CLAIM_REMINDED = declare(
    "roster.claim_reminded",
    "学生注册的申请人提醒了学校",
    subject=("student_claim", "claim_id"),
    fields=("account_id", "school_id"),
)
CLAIM_WITHDRAWN = declare(
    "roster.claim_withdrawn",
    "撤回了学生注册",
    subject=("student_claim", "claim_id"),
    fields=("account_id", "school_id"),
)
GUARDIAN_REGISTERED = declare(
    "roster.guardian_registered",
    "家长注册",
    subject=_REQUEST,
    fields=("account_id", "child_id", "school_id", "at_once", "moved_phone_from"),
)
CHILD_ADDED = declare(
    "roster.child_added", "添加了孩子", subject=_REQUEST, fields=("account_id", "child_id", "school_id", "at_once")
)
CHILD_LEFT = declare(
    "roster.child_left", "家长解除了绑定", subject=_ACCOUNT, fields=("account_id", "identity_id", "child_id")
)
GUARDIAN_ENDED = declare(
    "roster.guardian_ended",
    "学校解除了家长绑定",
    subject=_ACCOUNT,
    fields=("account_id", "identity_id", "child_id"),
)
GUARDIANS_DECIDED = declare(
    "roster.guardians_decided",
    "处理了 {count} 份家长申请",
    subject=("organization", "organization_id"),
    fields=("decision", "count", "request_ids"),
    each="request_ids",
)
CLAIMS_DECIDED = declare(
    "roster.claims_decided",
    "处理了 {count} 份学生注册",
    subject=("organization", "organization_id"),
    fields=("decision", "count", "claim_ids"),
    each="claim_ids",
)
