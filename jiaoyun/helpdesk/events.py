"""What is recorded of tickets. Words that people typed stand in the ticket, sealed, never here."""

from jiaoyun.plumbing.events import declare

_TICKET = ("ticket", "ticket_id")
_WHERE = ("kind", "level", "organization_id")

TICKET_RAISED = declare("helpdesk.ticket_raised", "提交工单", subject=_TICKET, fields=_WHERE)
TICKET_REPLIED = declare("helpdesk.ticket_replied", "补充工单", subject=_TICKET, fields=_WHERE)
TICKET_SOLVED = declare("helpdesk.ticket_solved", "提交人自己解决了工单里的问题", subject=_TICKET, fields=_WHERE)
TICKET_REOPENED = declare("helpdesk.ticket_reopened", "重新打开工单", subject=_TICKET, fields=_WHERE)
TICKET_TAKEN = declare("helpdesk.ticket_taken", "领取工单", subject=_TICKET, fields=_WHERE)
TICKET_PUT_BACK = declare("helpdesk.ticket_put_back", "把工单放回待领", subject=_TICKET, fields=_WHERE)
TICKET_HANDED_UP = declare("helpdesk.ticket_handed_up", "把工单交给上一级", subject=_TICKET, fields=_WHERE)
TICKET_HANDED_DOWN = declare("helpdesk.ticket_handed_down", "把工单交给下一级", subject=_TICKET, fields=_WHERE)
TICKET_CLIMBED = declare("helpdesk.ticket_climbed", "工单到期自动上交", subject=_TICKET, fields=_WHERE)
TICKET_ASKED_BACK = declare("helpdesk.ticket_asked_back", "请提交人补充材料", subject=_TICKET, fields=_WHERE)
TICKET_NOTED = declare("helpdesk.ticket_noted", "给工单写内部备注", subject=_TICKET, fields=_WHERE)
TICKET_ANSWERED = declare("helpdesk.ticket_answered", "答复并办结工单", subject=_TICKET, fields=_WHERE)
CASE_OPENED = declare(
    "helpdesk.case_opened",
    "为处理工单打开了本人资料",
    subject=("ticket", "ticket_id"),
    fields=("case_id", "account_id", "until"),
)
CURE_PROPOSED = declare(
    "helpdesk.cure_proposed",
    "提出办理，等第二人确认",
    subject=_TICKET,
    fields=("proposal_id", "cure", "account_id"),
)
CURE_DECLINED = declare(
    "helpdesk.cure_declined",
    "第二人没有同意办理",
    subject=_TICKET,
    fields=("proposal_id", "cure", "account_id"),
)
ACCOUNT_RESTORED = declare(
    "helpdesk.account_restored",
    "恢复了已删除的账号",
    subject=("account", "account_id"),
    fields=("account_id", "ticket_id", "alone", "identities"),
)
ACCOUNTS_MERGED = declare(
    "helpdesk.accounts_merged",
    "合并了同一个人的两个账号",
    subject=("account", "into_id"),
    fields=("account_id", "into_id", "ticket_id", "moved", "revoked"),
)
DOCUMENT_UNBINDING = declare(
    "helpdesk.document_unbinding",
    "申请解绑身份证件",
    subject=("account", "account_id"),
    fields=("account_id", "change_id", "due_at"),
)
DOCUMENT_CONFIRMED = declare(
    "helpdesk.document_confirmed",
    "作为第二人确认解绑身份证件",
    subject=("account", "account_id"),
    fields=("account_id", "change_id"),
)
ANSWER_SAVED = declare(
    "helpdesk.answer_saved", "保存常用答复", subject=("saved_answer", "answer_id"), fields=("organization_id", "level")
)
ANSWER_PUT_AWAY = declare(
    "helpdesk.answer_put_away",
    "收起常用答复",
    subject=("saved_answer", "answer_id"),
    fields=("organization_id", "level"),
)
