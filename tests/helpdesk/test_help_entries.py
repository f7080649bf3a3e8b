"""The built-in entries: whole, honest about what is there, and together an answer to every refusal and scenario."""

import re

import pytest

from jiaoyun.helpdesk.help_centre.answer import blocks
from jiaoyun.helpdesk.help_centre.entry import Entry, Group
from jiaoyun.helpdesk.help_centre.library import FOLDER, built_in, entry_of_refusal, read_entry, refusals_of
from jiaoyun.helpdesk.help_centre.ways import routes
from jiaoyun.helpdesk.kinds import KINDS
from jiaoyun.plumbing.errors import shown
from jiaoyun.plumbing.refusals import REFUSALS, Refused

SCENARIOS = {
    *(f"R{number}" for number in range(6)),
    *(f"L{number}" for number in range(1, 8)),
    "P1",
    *(f"I{number}" for number in range(1, 5)),
    *(f"S{number}" for number in range(1, 8)),
    *(f"U{number}" for number in range(1, 7)),
    *(f"B{number}" for number in range(1, 4)),
    *(f"K{number}" for number in range(1, 3)),
}
EVERY = pytest.mark.parametrize("entry", built_in().values(), ids=built_in())
_PLACES = {"school_id", "organization_id"}
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
#: Words that promise what is not there must stand beside these.
_NOT_YET = "建设中"


def test_it_has_an_entry_for_every_refusal() -> None:
    assert not [refusal_id for refusal_id in REFUSALS if entry_of_refusal(refusal_id) is None]


def test_it_names_only_refusals_that_there_are() -> None:
    stale = []
    for entry in built_in().values():
        for name in entry.refusals:
            family = name.removesuffix("*")
            if not any(one == name or (name.endswith(".*") and one.startswith(family)) for one in REFUSALS):
                stale.append(f"{entry.key}: {name}")
    assert not stale


def test_a_refusal_belongs_to_one_entry() -> None:
    named = [name for entry in built_in().values() for name in entry.refusals]
    assert len(named) == len(set(named))


def test_every_card_leads_to_the_entry_that_lists_its_words() -> None:
    for refusal_id in REFUSALS:
        key = entry_of_refusal(refusal_id)
        assert key is not None
        assert shown(Refused(refusal_id))["entry"] == f"/help/{key}"
        assert refusal_id in refusals_of(key)


def test_it_has_an_entry_for_every_scenario() -> None:
    found = {scenario for entry in built_in().values() for scenario in entry.scenarios}
    assert len(SCENARIOS) == 36
    assert found == SCENARIOS


@EVERY
def test_it_reads_well(entry: Entry) -> None:
    assert entry.question.endswith("？")
    assert len(entry.question) <= 30
    assert 30 <= len(entry.answer) <= 420
    assert blocks(entry.answer)
    for text in (entry.question, entry.answer, *entry.also, *entry.messages):
        assert _CHINESE.search(text), text
        assert "联系管理员" not in text or "账号异常" in text or text in entry.also, text
    assert "," not in entry.answer.replace("账号异常,", "")


@EVERY
def test_it_has_buttons_that_open(entry: Entry) -> None:
    assert entry.buttons
    for button in entry.buttons:
        route = routes("config.urls")[button.page]
        assert route.declaration is not None
        assert "GET" in route.declaration.methods
        given = dict(button.with_values)
        assert set(given) <= set(route.converters)
        assert set(route.converters) - set(given) <= _PLACES
        if button.page == "helpdesk:ticket_new":
            assert given["kind"] in KINDS
    for row in entry.moved:
        assert row.page in routes("config.urls") or not row.page
        assert row.page or _NOT_YET in row.new or "工单" in row.new, row


def test_every_shelf_holds_something_and_every_key_is_an_address() -> None:
    assert {entry.group for entry in built_in().values()} == set(Group)
    assert len(built_in()) >= 60
    for key in built_in():
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", key)
        assert key not in ("moved", "new", "dismiss")


def test_every_kind_of_ticket_names_an_entry_that_is_there() -> None:
    assert not {kind.key: kind.help_entry for kind in KINDS.values() if kind.help_entry not in ("", *built_in())}


def test_a_file_with_an_unknown_word_is_refused(tmp_path: object) -> None:
    source = (FOLDER / "who-may.toml").read_text(encoding="utf-8")
    path = FOLDER.__class__(str(tmp_path)) / "odd.toml"
    path.write_text(source + '\n[[buttons]]\npage = "portal:home"\n', encoding="utf-8")
    with pytest.raises(ValueError, match="buttons"):
        read_entry(path)


def test_an_answer_is_cut_into_paragraphs_steps_and_points() -> None:
    cut = blocks("一\n二\n\n三\n1. 甲\n2、乙\n- 丙\n\n- 丁\n四")
    assert [(block.kind, block.lines) for block in cut] == [
        ("text", ["一二"]),
        ("text", ["三"]),
        ("steps", ["甲", "乙"]),
        ("points", ["丙", "丁"]),
        ("text", ["四"]),
    ]
