"""A ticket from its form to its answer, full of numbers wherever somebody can write one."""

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from jiaoyun.helpdesk.models import Ticket
from jiaoyun.plumbing.jobs import run_pending
from tests.whole.privacy.day import Day
from tests.whole.privacy.watching import Browser


def ask_for_help(day: Day) -> Ticket:
    """A teacher asks about a pupil's document; the school opens the case, writes, asks back, and begins the cure."""
    asker, desk = _logged_in(day, "teacher"), _logged_in(day, "school_admin")
    pupil = day.world.pupils["school"][1]
    words = f"证件 {pupil.document}，学籍号 {pupil.roll_number}，电话 {pupil.phone}"
    paper = SimpleUploadedFile(f"{pupil.document}.pdf", b"%PDF-1.4\n%%EOF\n")
    form = {"name": pupil.name, "document": pupil.document, "text": words, "files": paper}
    raised = day.ask(asker, "post", "/tickets/new/unbind_document", form)
    ticket = _ticket_at(raised.headers["Location"])
    own, here = f"/tickets/{ticket.pk}", f"/desk/{ticket.organization_id}/tickets/{ticket.pk}"
    day.ask(desk, "get", here)
    day.ask(desk, "post", f"{here}/case", {"reason": words})
    day.ask(desk, "get", here)
    for step in ("note", "ask"):
        day.ask(desk, "post", f"{here}/steps/{step}", {"text": words})
    day.ask(desk, "post", f"{here}/presence", {"text": words})
    day.ask(asker, "post", f"{own}/reply", {"text": words})
    day.ask(asker, "get", own)
    day.ask(desk, "post", f"{here}/unbind", {"do": "do", "text": words})
    run_pending()
    return _ticket_at(own)


def _logged_in(day: Day, role: str) -> Browser:
    browser = Browser(day.addresses)
    browser.cookies[settings.SESSION_COOKIE_NAME] = day.world.session(role)
    return browser


def _ticket_at(address: str) -> Ticket:
    found: Ticket = Ticket.objects.everywhere("the test's own ticket").get(pk=address.rsplit("/", 1)[1])
    return found
