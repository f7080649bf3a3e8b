"""What is recorded of wishes for another class: ids and codes only."""

from jiaoyun.plumbing.events import declare

_WISH = ("class_wish", "wish_id")

CLASS_ASKED = declare(
    "roster.class_asked", "申请换班", subject=_WISH, fields=("account_id", "school_id", "school_class_id")
)
WISH_WITHDRAWN = declare("roster.wish_withdrawn", "撤回了换班申请", subject=_WISH, fields=("account_id", "school_id"))
WISHES_DECIDED = declare(
    "roster.wishes_decided",
    "处理了 {count} 份换班申请",
    subject=("organization", "organization_id"),
    fields=("decision", "count", "wish_ids"),
    each="wish_ids",
)
