"""What the help centre registers: its powers, refusals, events, the editors' menu, what explains a refusal."""

from django.urls import reverse

from jiaoyun.helpdesk.help_centre import editors_menu, events, powers, refusals, tickets
from jiaoyun.helpdesk.help_centre.library import entry_of_refusal
from jiaoyun.plumbing.errors import explain_by


def address_of_explanation(refusal_id: str) -> str:
    """Where a refusal is explained; "" where nothing explains it."""
    key = entry_of_refusal(refusal_id)
    return reverse("helpdesk:help_entry", args=[key]) if key else ""


explain_by(address_of_explanation)

__all__ = ["editors_menu", "events", "powers", "refusals", "tickets"]
