"""Evidence of a ticket: six files at most, all or none, read by the asker and within an open case, never executed."""

import io
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from jiaoyun.helpdesk.commands.hand_up_ticket import hand_up_ticket
from jiaoyun.helpdesk.commands.open_case import open_case
from jiaoyun.helpdesk.evidence import MOST, sweep_orphans
from jiaoyun.helpdesk.models import Case, Ticket, TicketFile
from jiaoyun.plumbing.uploads.pictures import folder
from tests.helpdesk.raising import raised
from tests.world import World

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n%%EOF\n"


@pytest.fixture(autouse=True)
def _own_folder(settings: Any, tmp_path: Path) -> None:
    settings.JIAOYUN_UPLOADS = tmp_path


def jpeg() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (20, 20), "red").save(out, "JPEG")
    return out.getvalue()


def send(world: World, *files: bytes, status: int = 302) -> str:
    """雀任课's new ticket with these files; the page's text."""
    client = world.client("teacher")
    form = client.open("/tickets/new/other").form("/tickets/new/other")
    sent = [SimpleUploadedFile(f"f{at}", data) for at, data in enumerate(files)]
    return client.send(form, {"text": "请看照片", "files": sent}, status=status).text


def the_ticket() -> Ticket:
    found: Ticket = Ticket.objects.everywhere("the test's own").get()
    return found


def files_of(ticket: Ticket) -> list[TicketFile]:
    return list(TicketFile.objects.everywhere("the test's own").filter(ticket=ticket).order_by("position"))


def test_files_come_with_the_ticket_and_the_asker_opens_them(world: World) -> None:
    send(world, jpeg(), PDF)
    picture, document = files_of(the_ticket())
    client, ticket = world.client("teacher"), the_ticket()
    shown = client.get(f"/tickets/{ticket.pk}/files/{picture.pk}")
    assert (shown.status_code, shown.headers["Content-Type"]) == (200, "image/jpeg")
    assert shown.headers["Content-Disposition"].startswith("inline")
    given = client.get(f"/tickets/{ticket.pk}/files/{document.pk}")
    assert given.content == PDF
    assert given.headers["Content-Type"] == "application/octet-stream"
    assert given.headers["Content-Disposition"].startswith("attachment")
    for response in (shown, given):
        assert response.headers["Content-Security-Policy"] == "default-src 'none'; sandbox; frame-ancestors 'none'"
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert "no-store" in response.headers["Cache-Control"]


def test_one_bad_file_keeps_none_and_nothing_is_raised(world: World) -> None:
    words = send(world, jpeg(), b"MZ" + b"\0" * 600, status=422)
    assert "第 2 个文件：只能上传 JPG、PNG、WebP 图片和 PDF" in words
    assert "请看照片" in words
    assert list(folder().iterdir()) == []
    assert not Ticket.objects.everywhere("the test's own").exists()


def test_six_are_the_most_at_once_and_in_all(world: World) -> None:
    assert f"一次最多 {MOST} 个文件" in send(world, *[PDF] * (MOST + 1), status=422)
    send(world, *[PDF] * 5)
    ticket, client = the_ticket(), world.client("teacher")
    page = f"/tickets/{ticket.pk}"
    form = client.open(page).form(f"{page}/reply")
    more = [SimpleUploadedFile(f"m{at}", PDF) for at in range(2)]
    said = client.send(form, {"text": "再补两张", "files": more}, status=422).text
    assert "一张工单最多 6 个文件，现在已经有 5 个" in said
    assert "再补两张" in said
    assert (len(files_of(ticket)), len(list(folder().iterdir()))) == (5, 5)


def test_nobody_else_opens_a_file(world: World) -> None:
    send(world, PDF)
    ticket = the_ticket()
    [file] = files_of(ticket)
    for role in ("inspector", "school_admin", "neighbour_admin", "support"):
        assert world.client(role).get(f"/tickets/{ticket.pk}/files/{file.pk}").status_code == 404
    other = raised(world.actor("teacher"))
    assert world.client("teacher").get(f"/tickets/{other.pk}/files/{file.pk}").status_code == 404


@pytest.mark.parametrize(("role", "place"), [("school_admin", "school"), ("support", "province")])
def test_a_desk_opens_it_only_within_its_open_case(world: World, role: str, place: str) -> None:
    send(world, PDF)
    ticket = the_ticket()
    [file] = files_of(ticket)
    if role == "support":
        for below in ("school_admin", "county_admin", "city_admin", "province_admin"):
            hand_up_ticket(actor=world.actor(below), ticket_id=ticket.pk, now=timezone.now())
    address = f"/desk/{world.place(place).organization_id}/tickets/{ticket.pk}/files/{file.pk}"
    client = world.client(role)
    assert client.get(address).status_code == 404
    open_case(actor=world.actor(role), ticket_id=ticket.pk, reason="看材料", now=timezone.now())
    assert client.get(address).content == PDF
    cases = Case.objects.everywhere("the test's own")
    cases.update(until=timezone.now() - timedelta(seconds=1))
    assert client.get(address).status_code == 404


def test_files_without_a_ticket_are_swept_after_a_day(world: World) -> None:
    send(world, PDF)
    (folder() / "left").write_bytes(PDF)
    assert sweep_orphans(timezone.now()) == 0
    assert sweep_orphans(timezone.now() + timedelta(days=2)) == 1
    assert [path.name for path in folder().iterdir()] == [files_of(the_ticket())[0].stored]
