"""Files of at most 300 lines, functions of at most 40, and nothing is excepted."""

import ast
from pathlib import Path

from tests.whole.sources import ROOT, nodes_of, python_files, tree_of

MOST_LINES_A_FILE, MOST_LINES_A_FUNCTION = 300, 40
FOLDERS = ("jiaoyun", "config", "tests", "bench", "script")
EXCEPTED: tuple[str, ...] = ()


def checked() -> list[Path]:
    return [path for path in python_files(*FOLDERS) if str(path.relative_to(ROOT)) not in EXCEPTED]


def test_it_excepts_nothing() -> None:
    assert EXCEPTED == ()
    assert len(checked()) > 300


def test_it_has_short_files() -> None:
    lengths = {str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines()) for path in checked()}
    assert not {name: length for name, length in lengths.items() if length > MOST_LINES_A_FILE}


def test_it_has_short_functions() -> None:
    """From the line of `def` to the last one; decorators stand above it and are not counted."""
    lengths = {
        f"{path.relative_to(ROOT)}:{node.name}": (node.end_lineno or 0) - node.lineno + 1
        for path in checked()
        for node in nodes_of(path)
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
    }
    assert not {name: length for name, length in lengths.items() if length > MOST_LINES_A_FUNCTION}


def test_it_says_in_each_module_what_it_is_for() -> None:
    silent = [
        str(path.relative_to(ROOT))
        for path in python_files("jiaoyun", "config")
        if path.stem != "__init__" and not ast.get_docstring(tree_of(path))
    ]
    assert not silent


def test_it_types_every_signature() -> None:
    untyped = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in python_files("jiaoyun", "config")
        for node in nodes_of(path)
        if isinstance(node, ast.FunctionDef) and (node.returns is None or _untyped(node.args))
    ]
    assert not untyped


def _untyped(arguments: ast.arguments) -> bool:
    given = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
    return any(one.annotation is None for one in given if one.arg not in ("self", "cls"))
