"""The component library: what each part shows, that it escapes, that the list of parts is complete."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.contrib import messages
from django.contrib.messages.storage.session import SessionStorage
from django.http import Http404
from django.template import engines
from django.test import RequestFactory
from django_cotton.compiler_regex import CottonCompiler

from jiaoyun.plumbing.actor import NOBODY
from jiaoyun.plumbing.views import SCREENS, components
from tests.html import Html

TEMPLATES = Path(django_settings.BASE_DIR) / "templates"
PARTS = sorted((TEMPLATES / "cotton").glob("*.html"))
HOSTILE = "q\"><script>alert(1)</script>'"


def visit(address: str, **query: str) -> Any:
    """A request of somebody who has not logged in."""
    request: Any = RequestFactory().get(address, query)
    request.actor = NOBODY
    return request


def show(source: str, request: Any = None, **context: Any) -> str:
    """What a template with components becomes, as a page's own template would."""
    request = request or visit("/here")
    return engines["django"].from_string(CottonCompiler().process(source)).render(context, request)


def screen(name: str) -> str:
    """One screen of the demo page."""
    return components(visit("/components", screen=name)).content.decode()


@pytest.mark.parametrize("name", SCREENS)
def test_it_draws_every_demo_screen_with_its_title_as_heading(name: str, settings: Any) -> None:
    settings.DEBUG = True
    page = Html(screen(name))
    assert page.title.startswith(page.headings[0])
    assert page.headings == [SCREENS[name][1]]
    assert page.language == "zh-Hans"
    assert not page.inline
    assert not page.unlabelled()
    assert all(count == 1 for count in page.ids.values()), page.ids


def test_anybody_may_not_see_the_demo_page_outside_development(settings: Any) -> None:
    settings.DEBUG = False
    with pytest.raises(Http404):
        screen("")


def test_it_lists_every_part_for_those_who_write_screens() -> None:
    guide = (TEMPLATES / "cotton" / "README.md").read_text()
    for part in PARTS:
        name = part.stem.replace("_", "-")
        # The vine belongs to the two heads that carry it, nobody else writes it.
        assert name == "porcelain-vine" or f"`<c-{name}>`" in guide, name
        first = part.read_text().splitlines()[0]
        assert first.startswith(f"{{# {name}: "), f"{part.name} does not say what it is"


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.stem)
def test_it_gives_every_attribute_a_default_so_that_none_leaks_in_from_the_page(part: Path) -> None:
    source = part.read_text()
    declared = set(re.findall(r"[\s:]([a-z_]+)=", " ".join(re.findall(r"<c-vars(.*?)/>", source))))
    used = set(re.findall(r"\{\{ ([a-z_]+)", source)) | set(re.findall(r"\{% (?:el)?if (?:not )?([a-z_]+)", source))
    loops = set(re.findall(r"\{% for ([a-z_, ]+) in", source))
    known = {word.strip() for loop in loops for word in loop.split(",")} | set(re.findall(r" as ([a-z_]+) %", source))
    frame = {"slot", "attrs", "actor", "brand", "formal_name", "support_phone", "large_text", "high_contrast"}
    frame |= {"demo", "new_notices", "passkey_domain"}
    assert used - declared - known - frame - {"request", "message", "forloop"} == set()


def test_it_escapes_what_people_typed_wherever_a_part_shows_it() -> None:
    shown = show(
        '<c-field name="a" label="{{ x }}" value="{{ x }}" hint="{{ x }}" error="{{ x }}" />'
        '<c-cell-edit value="{{ x }}" label="{{ x }}" address="/a" fault="{{ x }}" />'
        '<c-person name="{{ x }}" hint="{{ x }}" /><c-tag>{{ x }}</c-tag><c-undo-bar text="{{ x }}" />'
        '<c-diff :rows="rows" /><c-danger title="{{ x }}" :names="names" fate="{{ x }}" />'
        '<c-refusal :refusal="refusal" /><c-slip name="{{ x }}" place="{{ x }}" account="{{ x }}" secret="{{ x }}" />',
        x=HOSTILE,
        rows=[{"label": HOSTILE, "old": HOSTILE, "new": "b"}],
        names=[HOSTILE],
        refusal={"text": HOSTILE, "cause": HOSTILE, "who": HOSTILE, "remedies": [], "others": []},
    )
    assert "<script" not in shown
    # The quotes too: nothing that was typed ends an attribute. A form's token is random and may end in any letter.
    assert 'q"' not in re.sub('name="csrfmiddlewaretoken" value="[^"]*"', "", shown)
    assert "</script>'" not in shown
    assert shown.count("&lt;script&gt;") >= 16


def test_it_says_a_fault_at_the_field_and_ties_it_to_the_control() -> None:
    shown = show('<c-field name="phone" label="手机号" hint="11 位" error="少了 4 位" :required="True" />')
    control = re.search(r"<input[^>]*>", shown)
    assert control is not None
    assert 'aria-invalid="true"' in control[0]
    assert 'aria-describedby="id_phone_helptext id_phone_error"' in control[0]
    assert 'id="id_phone_error"' in shown
    assert 'for="id_phone"' in shown


def test_it_says_no_fault_where_there_is_none() -> None:
    shown = show('<c-field name="phone" label="手机号" />')
    assert "aria-invalid" not in shown
    assert "jy-wrong" not in shown


def test_it_shows_a_refusal_with_its_cure_first_and_the_other_ways_below() -> None:
    remedies = [{"label": "请该校放行", "address": "/ask"}, {"label": "在这一行改正", "address": "/row"}]
    other = {"text": "没有这个班", "cause": "", "remedies": [{"label": "新增班级", "address": "/class"}], "others": []}
    refusal = {"text": "外校在读学生", "cause": "在读", "who": "某校", "remedies": remedies, "others": [other]}
    shown = show('<c-refusal :refusal="refusal" reference="abc123" />', refusal=refusal)
    assert shown.index("外校在读学生") < shown.index("某校") < shown.index("/ask") < shown.index("/row")
    assert re.search(r'<a class="btn btn-primary" href="/ask">', shown)
    assert "新增班级" in shown
    assert "编号 abc123" in shown


def test_it_offers_to_take_back_what_a_message_says_was_done() -> None:
    request = visit("/")
    request.session = {}
    request._messages = SessionStorage(request)
    messages.success(request, "已删除 3 名学生", extra_tags="/undo/3")
    messages.info(request, "正在核对")
    shown = show("<c-messages />", request)
    assert shown.count("撤销") == 1
    assert 'method="post" action="/undo/3"' in shown
    assert 'name="once"' in shown
    assert "csrfmiddlewaretoken" in shown


def test_it_reads_equal_values_as_unchanged_and_different_ones_as_a_change() -> None:
    rows = [
        {"label": "班级", "old": "一（2）班", "new": "一（1）班"},
        {"label": "姓名", "old": "熊子涵", "new": "熊子涵"},
    ]
    shown = show('<c-diff :rows="rows" />', rows=rows)
    assert "<del>一（2）班</del>" in shown
    assert "<ins>一（1）班</ins>" in shown
    assert shown.count("不变") == 1


def test_it_leaves_out_entries_of_the_navigation_whose_page_does_not_exist() -> None:
    shown = show(
        '<c-nav-link page="portal:home" label="首页" current="portal:home" /><c-nav-link page="no:page" label="无" />'
    )
    assert 'aria-current="page"' in shown
    assert "无" not in shown


def test_it_asks_again_only_while_a_long_work_runs() -> None:
    assert "hx-trigger" in show('<c-progress done="1" total="2" follow="/job" message="正在写入" />')
    assert "hx-trigger" not in show('<c-progress done="2" total="2" message="完成" />')


def test_it_keeps_every_template_short() -> None:
    assert {path.name for path in TEMPLATES.rglob("*.html") if len(path.read_text().splitlines()) > 120} == set()
