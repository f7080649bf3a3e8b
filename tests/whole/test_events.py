"""Every command records an event whose fields its result has; every event is recorded by something."""

import ast
import importlib
import string
import typing
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.commands import COMMANDS, Command
from jiaoyun.plumbing.events import EVENTS, Event
from jiaoyun.plumbing.powers import POWERS
from tests.whole.sources import ROOT, nodes_of, python_files

#: Commands that no page, job or management command calls, and why they stay.
CALLED_BY_NOBODY = {
    "jiaoyun.accounts.commands.issue_first_secrets": "slips for accounts that no import made; the roll prints its own",
}


def command_files() -> list[Path]:
    return [path for path in python_files("jiaoyun") if path.parent.name == "commands" and path.stem != "__init__"]


def module_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts)


def all_commands() -> dict[str, Command[Any, Any]]:
    for path in command_files():
        if "management" not in path.parts:
            importlib.import_module(module_of(path))
    return COMMANDS


def test_it_has_a_command_in_every_file_of_commands() -> None:
    modules = {name.rpartition(".")[0] for name in all_commands()}
    files = {module_of(path) for path in command_files() if "management" not in path.parts}
    assert files == {module for module in modules if ".commands." in module}


def test_it_uses_every_command() -> None:
    used = {name for path in python_files("jiaoyun") for name in _imported(path)}
    unused = {module_of(path) for path in command_files() if "management" not in path.parts} - used
    assert unused == set(CALLED_BY_NOBODY)


def _imported(path: Path) -> Iterator[str]:
    for node in nodes_of(path):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_it_records_an_event_whose_fields_the_result_has() -> None:
    faults = []
    for name, command in all_commands().items():
        event = command.event
        assert EVENTS.get(event.name) is event, f"{name} records an event that is not declared"
        has = _names_of(typing.get_type_hints(command.body)["return"])
        missing = {event.subject, *event.fields} - has
        if missing:
            faults.append(f"{name}: the result has no {missing}")
    assert not faults, "\n".join(faults)


def _names_of(result: Any) -> set[str]:
    properties = {name for name in dir(result) if isinstance(getattr(result, name, None), property)}
    return set(typing.get_type_hints(result)) | properties


def test_it_takes_actor_and_now_by_keyword_and_declares_its_power() -> None:
    for name, command in all_commands().items():
        hints = typing.get_type_hints(command.body)
        assert hints.get("actor") is Actor, name
        assert "now" in hints, name
        assert command.power_or_none is None or POWERS[command.power_or_none.name] is command.power_or_none, name


def test_it_tells_history_only_what_the_event_keeps() -> None:
    for event in EVENTS.values():
        named = {field for _, field, _, _ in string.Formatter().parse(event.sentence) if field}
        assert named <= set(event.fields), event.name
        assert any("\u4e00" <= char <= "\u9fff" for char in event.sentence), event.name


def test_it_records_every_event_that_is_declared() -> None:
    """By a command, or by a job that names it."""
    names = {id(event): name for name, event in _constants()}
    by_commands = {id(command.event) for command in all_commands().values()}
    loaded = {
        node.id
        for path in python_files("jiaoyun")
        if path.stem != "events"
        for node in nodes_of(path)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)
    }
    unused = [
        event.name for event in EVENTS.values() if id(event) not in by_commands and names[id(event)] not in loaded
    ]
    assert not unused


def _constants() -> Iterator[tuple[str, Event]]:
    for path in python_files("jiaoyun"):
        if path.stem == "events" and path.parent.name != "plumbing":
            module = importlib.import_module(module_of(path))
            yield from ((name, value) for name, value in vars(module).items() if isinstance(value, Event))
