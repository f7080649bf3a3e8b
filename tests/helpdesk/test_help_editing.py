"""Editors write: every text that stood is kept, two editors do not overwrite each other, built-in texts wait."""

from dataclasses import replace
from typing import Any

import pytest
from django.http import Http404
from django.utils import timezone

from jiaoyun.helpdesk.help_centre import current, library, queries
from jiaoyun.helpdesk.help_centre.commands.choose_file import choose_file
from jiaoyun.helpdesk.help_centre.commands.dismiss_miss import dismiss_miss
from jiaoyun.helpdesk.help_centre.commands.edit_entry import edit_entry
from jiaoyun.helpdesk.help_centre.commands.hide_entry import hide_entry
from jiaoyun.helpdesk.help_centre.commands.make_entry import NewEntry, make_entry
from jiaoyun.helpdesk.help_centre.commands.restore_version import restore_version
from jiaoyun.helpdesk.help_centre.editing import Text
from jiaoyun.helpdesk.help_centre.entry import Group
from jiaoyun.helpdesk.help_centre.library import built_in
from jiaoyun.helpdesk.models import HelpMiss, HelpVersion
from jiaoyun.plumbing.models import AuditEvent
from jiaoyun.plumbing.refusals import Refused
from tests.helpdesk.helping import KEY, MADE, made_here, missed, row
from tests.pages import FEW_QUERIES
from tests.world import World

#: The first page after an edit reads the library anew, and the first reader of a day begins its count.
_AFTER_EDIT = FEW_QUERIES + 2
TEXT = Text("密码忘了怎么办？", "点找回密码。", ("想不起密码",), ("密码想不起来",))


def edit(world: World, text: Text = TEXT, *, seen: int = 0) -> int:
    actor = world.actor("support")
    return edit_entry(actor=actor, key=KEY, text=text, seen=seen, now=timezone.now()).version


def versions() -> list[HelpVersion]:
    return list(HelpVersion.objects.everywhere("the test's own edits").filter(entry_id=KEY).order_by("number"))


def test_an_edit_is_read_and_found_at_once(world: World) -> None:
    assert edit(world) == 1
    shown = current.library()
    assert shown.entries[KEY].answer == "点找回密码。"
    assert shown.entries[KEY].buttons == built_in()[KEY].buttons
    assert shown.index.find("密码想不起来")[0].entry.key == KEY
    assert "点找回密码。" in world.client("student").open(f"/help/{KEY}").text
    event = AuditEvent.objects.get(action="helpdesk.help_edited")
    assert event.details == {"key": KEY, "version": 1}


def test_every_text_that_stood_is_kept_and_can_come_back(world: World) -> None:
    edit(world)
    edit(world, replace(TEXT, answer="第二次"), seen=1)
    first, second = versions()
    assert (first.answer, second.answer) == (built_in()[KEY].answer, "点找回密码。")
    assert {first.by, second.by} == {world.accounts["support"]}
    actor = world.actor("support")
    done = restore_version(actor=actor, key=KEY, version_id=first.pk, seen=2, now=timezone.now())
    assert (done.number, done.version) == (1, 3)
    assert current.library().entries[KEY].answer == built_in()[KEY].answer
    assert versions()[2].answer == "第二次"


def test_two_editors_do_not_overwrite_each_other(world: World) -> None:
    edit(world)
    for seen in (0, 2):
        with pytest.raises(Refused, match="changed_since"):
            edit(world, replace(TEXT, answer="晚到的"), seen=seen)
    assert row().answer == "点找回密码。"


def test_a_new_built_in_text_waits_beside_an_edited_one(world: World, monkeypatch: Any) -> None:
    edit(world)
    newer = {**built_in(), KEY: replace(built_in()[KEY], answer="新版的自带回答")}
    for module in (library, current, queries):
        monkeypatch.setattr(module, "built_in", lambda: newer)
    for module in ("editing", "commands.choose_file", "views.edit"):
        monkeypatch.setattr(f"jiaoyun.helpdesk.help_centre.{module}.built_in", lambda: newer)
    assert current.library().entries[KEY].answer == "点找回密码。"
    support = world.client("support")
    page = support.open(f"/help-editing/{KEY}")
    assert "平台自带的内容有更新" in page.text
    assert "新版的自带回答" in page.text
    assert "自带内容有更新" in support.open("/help-editing").text
    support.send(page.form(f"/help-editing/{KEY}/file"), {"choice": "keep"})
    assert "平台自带的内容有更新" not in support.open(f"/help-editing/{KEY}", queries=_AFTER_EDIT).text
    assert row().answer == "点找回密码。"
    choose_file(actor=world.actor("support"), key=KEY, take=True, seen=row().version, now=timezone.now())
    assert current.library().entries[KEY].answer == "新版的自带回答"
    assert versions()[-1].answer == "点找回密码。"
    assert row().follows_file


def test_an_entry_grows_out_of_a_question_nobody_answered(world: World) -> None:
    asked = missed("食堂几点开饭")
    support = world.client("support")
    listed = support.open("/help-editing")
    assert "食堂几点开饭" in listed.text
    form = support.open(f"/help-editing/new?miss={asked.pk}").form("/help-editing/new")
    typed = {"question": "食堂几点开饭？", "answer": "请问学校。", "also": "食堂几点开饭", "group": "help", "page": ""}
    support.send(form, typed)
    hit = current.library().index.find("食堂几点开饭")[0].entry
    assert (hit.question, hit.group, hit.built_in) == ("食堂几点开饭？", Group.HELP, False)
    support.open(f"/help/{hit.key}", queries=_AFTER_EDIT)
    asked.refresh_from_db()
    assert asked.state == HelpMiss.State.ANSWERED
    with pytest.raises(Refused, match="miss_settled"):
        dismiss_miss(actor=world.actor("support"), miss_id=asked.pk, now=timezone.now())


def test_a_question_that_needs_no_answer_leaves_the_list(world: World) -> None:
    asked = missed()
    support = world.client("support")
    support.send(support.open("/help-editing").form("/help-editing/dismiss"), {})
    asked.refresh_from_db()
    assert asked.state == HelpMiss.State.DISMISSED
    assert asked.text not in support.open("/help-editing", queries=_AFTER_EDIT).text


def test_an_entry_made_here_is_taken_down_and_put_back(world: World) -> None:
    made_here(world.accounts["support"])
    support, student = world.client("support"), world.client("student")
    form = support.open(f"/help-editing/{MADE}").form(f"/help-editing/{MADE}/hide")
    support.send(form, {"choice": "hide"})
    student.open(f"/help/{MADE}", status=404)
    assert not current.library().index.find("食堂几点开饭")
    assert "已撤下" in support.open("/help-editing", queries=_AFTER_EDIT).text
    form = support.open(f"/help-editing/{MADE}").form(f"/help-editing/{MADE}/hide")
    support.send(form, {"choice": "show"})
    student.open(f"/help/{MADE}", queries=_AFTER_EDIT)
    with pytest.raises(Refused, match="changed_since"):
        hide_entry(actor=world.actor("support"), key=MADE, hide=True, seen=1, now=timezone.now())


def test_only_entries_that_are_there_are_edited(world: World) -> None:
    with pytest.raises(Http404):
        edit_entry(actor=world.actor("support"), key="nothing", text=TEXT, seen=0, now=timezone.now())
    assert world.client("support").get("/help-editing/nothing").status_code == 404


def test_a_built_in_entry_stays(world: World) -> None:
    edit(world)
    with pytest.raises(Http404):
        hide_entry(actor=world.actor("support"), key=KEY, hide=True, seen=1, now=timezone.now())
    assert "撤下" not in world.client("support").open(f"/help-editing/{KEY}").text


def test_a_key_is_given_once(world: World) -> None:
    actor, now = world.actor("support"), timezone.now()
    for key in (KEY, "canteen"):
        new = NewEntry(key, Group.HELP, TEXT)
        if key == "canteen":
            make_entry(actor=actor, new=new, miss_id=None, now=now)
        with pytest.raises(Refused, match="changed_since"):
            make_entry(actor=actor, new=new, miss_id=None, now=now)


def test_only_texts_that_stood_come_back(world: World) -> None:
    actor, now = world.actor("support"), timezone.now()
    made = make_entry(actor=actor, new=NewEntry("canteen", Group.HELP, TEXT), miss_id=None, now=now)
    [nothing] = HelpVersion.objects.everywhere("the test's own edits").filter(entry_id=made.key)
    with pytest.raises(Http404):
        restore_version(actor=actor, key="canteen", version_id=nothing.pk, seen=1, now=now)
    edit(world)
    with pytest.raises(Http404):
        restore_version(actor=actor, key="canteen", version_id=versions()[0].pk, seen=1, now=now)


@pytest.mark.parametrize("role", ["province_admin", "county_admin", "school_admin", "teacher", "student"])
def test_whoever_is_not_an_editor_may_not_write(world: World, role: str) -> None:
    with pytest.raises((Refused, Http404)):
        edit_entry(actor=world.actor(role), key=KEY, text=TEXT, seen=0, now=timezone.now())
    assert current.library().entries[KEY] == built_in()[KEY]


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ({"question": ""}, "请写问题"),
        ({"question": "how?"}, "请用中文写问题"),
        ({"answer": ""}, "请写回答"),
        ({"answer": "长" * 3001}, "3000"),
        ({"also": "\n".join(f"问法{at}" for at in range(31))}, "最多 30 行"),
        ({"messages": "长" * 101}, "每行最多 100 个字"),
    ],
)
def test_a_text_that_is_no_text_is_told_at_the_field(world: World, typed: dict[str, str], fault: str) -> None:
    support = world.client("support")
    form = support.open(f"/help-editing/{KEY}").form(f"/help-editing/{KEY}")
    page = support.send(form, {"question": "问题？", "answer": "留着的回答", "seen": "0", **typed}, status=422)
    assert fault in page.text
    assert not HelpVersion.objects.everywhere("the test's own edits").exists()
    assert "answer" in typed or "留着的回答" in page.response.content.decode()


def test_what_editors_type_is_only_text(world: World) -> None:
    edit(world, Text("<img src=x onerror=alert(1)>问？", "<script>alert(1)</script>\n- {#7#}"))
    source = world.client("student").open(f"/help/{KEY}", queries=_AFTER_EDIT).response.content.decode()
    assert "<script>alert" not in source
    assert "<img" not in source
    assert "&lt;script&gt;" in source
