"""Every fault has its text, every text its fault, and none shows the value it refuses."""

import ast
import pickle
import re
from functools import cache
from pathlib import Path

import pytest

import jiaoyun.rules
from jiaoyun.rules.faults import FAULTS, Fault, describe_fault

_ROOM = Path(jiaoyun.rules.__file__).parent


@cache
def _raised() -> dict[str, list[set[str]]]:
    """Code → the sets of value names it is made with, found in the source of the whole room."""
    found: dict[str, list[set[str]]] = {}
    for path in _ROOM.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Fault"):
                continue
            code = node.args[0]
            if isinstance(code, ast.Constant):
                found.setdefault(code.value, []).append({word.arg for word in node.keywords if word.arg})
            else:
                assert path.name == "faults.py", f"{path.name} makes a fault whose code cannot be read"
    return found


def test_it_finds_the_faults_of_the_source():
    assert _raised()["class.stage_missing"] == [{"stage"}, {"stage"}]


def test_it_has_a_text_for_every_fault_and_no_text_too_many():
    assert set(_raised()) == set(FAULTS)


@pytest.mark.parametrize("code", sorted(FAULTS))
def test_it_says_what_is_wrong_and_what_to_do(code: str):
    what, todo = FAULTS[code]
    wanted = set(re.findall(r"\{(\w+)\}", what + todo))
    for given in _raised()[code]:
        assert wanted <= given
    for sentence in (what, todo):
        assert re.search("[\u4e00-\u9fff]{3}", sentence)
        assert not sentence.endswith(("。", "！", " "))
    filled = describe_fault(code, dict.fromkeys(wanted, 7))
    assert "{" not in filled.what + filled.todo


def test_it_shows_the_code_and_never_the_value():
    fault = Fault("phone.mobile_length", length=12)
    assert str(fault) == "phone.mobile_length"
    assert repr(fault) == "Fault('phone.mobile_length')"
    assert "12" in fault.text.what


def test_it_survives_being_sent_between_processes():
    fault = pickle.loads(pickle.dumps(Fault("phone.mobile_length", length=12)))  # noqa: S301
    assert (fault.code, fault.values) == ("phone.mobile_length", {"length": 12})


def test_it_can_be_raised_again_without_its_history():
    fault = Fault("name.too_long", limit=60)
    again = fault.again()
    assert again is not fault
    assert (again.code, again.values, again.__traceback__) == (fault.code, fault.values, None)
