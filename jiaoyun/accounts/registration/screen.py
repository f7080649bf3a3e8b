"""What the pages of a registration need beside their forms."""

from datetime import datetime

from jiaoyun.accounts.account_names import suggest_names
from jiaoyun.accounts.registration.person import describe
from jiaoyun.rules.faults import Fault

_STEPS = ("验证手机号", "填写资料", "等待学校审核")


def steps(now: int) -> list[dict[str, str]]:
    """The three steps, with the one in hand."""
    states = ["done" if at < now else "now" if at == now else "todo" for at in range(len(_STEPS))]
    return [{"label": label, "state": state} for label, state in zip(_STEPS, states, strict=True)]


def suggestions(typed: dict[str, str], now: datetime) -> list[str]:
    """Free account names for what was typed; where the document is not whole yet, for the name alone."""
    name, today = typed.get("name", "").strip()[:60], now.date()
    if not name:
        return []
    try:
        described = describe(name, typed.get("document_kind", "1"), typed.get("document", ""), today=today)
    except (Fault, ValueError):
        return suggest_names(name, "", today=today)
    return suggest_names(described.name, described.document.number, today=today)
