"""Whoever leads to a ticket names a kind that the help desk has: in templates, in refusals, in the help centre."""

import ast
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from jiaoyun.accounts.registration.clashes import Kind as ClashKind
from jiaoyun.accounts.registration.telling import ticket_of
from jiaoyun.helpdesk.help_centre.library import built_in
from jiaoyun.helpdesk.kinds import KINDS
from jiaoyun.plumbing.refusals import REFUSALS
from tests.whole.sources import ROOT, called, calls_in, nodes_of, template_files, text_of, where

_PAGE = "helpdesk:ticket_new"
#: Chooses the kind by the clash.
_TELLING = "jiaoyun/accounts/registration/telling.py"
_LINK = re.compile(rf"""\{{%\s*url\s+['"]{_PAGE}['"]\s+(?:kind=)?(['"]?)([\w.]+)\1""")


def test_every_template_links_to_a_kind_that_is_there() -> None:
    named = [(path, found[2]) for path in template_files() for found in _LINK.finditer(path.read_text()) if found[1]]
    assert len(named) > 3
    odd = [f"{path.relative_to(ROOT)}: {kind}" for path, kind in named if not _is_open(kind)]
    assert not odd


def test_every_refusal_leads_to_a_kind_that_is_there() -> None:
    named = list(_kinds_of_refusals())
    assert len(named) > 20
    odd = [f"{place}: {kind}" for place, kind in named if not _is_open(kind)]
    assert not odd


def test_every_clash_of_a_registration_leads_to_a_kind_that_is_there() -> None:
    assert all(_is_open(ticket_of(kind)) for kind in ClashKind)


def test_every_entry_of_the_help_centre_leads_to_a_kind_that_is_there() -> None:
    buttons = [button for entry in built_in().values() for button in entry.buttons if button.page == _PAGE]
    assert all(_is_open(dict(button.with_values)["kind"]) for button in buttons)


def test_every_kind_names_an_entry_of_the_help_centre() -> None:
    named = {kind.key: kind.help_entry for kind in KINDS.values() if kind.help_entry}
    assert not {key: entry for key, entry in named.items() if entry not in built_in()}


def _is_open(kind: str) -> bool:
    """Whether its form opens: a kind that is not there, or that no form raises, answers 404."""
    return kind in KINDS and KINDS[kind].by_hand


def _kinds_of_refusals() -> Iterator[tuple[str, str]]:
    """(file:line, kind) of every Refused(…, kind=…) whose remedies lead to a ticket."""
    for path, call, name in calls_in("jiaoyun"):
        refusal = REFUSALS.get(text_of(call.args[0]) or "") if name == "Refused" and call.args else None
        given = next((keyword.value for keyword in call.keywords if keyword.arg == "kind"), None)
        if refusal is None or given is None or not any(way.page == _PAGE for way in refusal.remedies):
            continue
        if str(path.relative_to(ROOT)) == _TELLING:
            continue
        found = set(_values(path, given))
        assert found, f"{where(path, call)}: no kind can be read"
        yield from ((where(path, call), kind) for kind in found)


def _values(path: Path, given: ast.expr) -> Iterator[str]:
    """What an expression can be: a literal, a constant of the module, or what a local name is set to anywhere in it."""
    module = import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
    for node in ast.walk(given):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
        if isinstance(node, ast.Name):
            constant = getattr(module, node.id, None)
            if isinstance(constant, str):
                yield constant
            elif constant is None:
                yield from (value for other in _set_to(path, node.id) for value in _values(path, other))


def _set_to(path: Path, name: str) -> Iterator[ast.expr]:
    """What is assigned to the name, and what callers in the same file give for the argument of that name."""
    nodes = nodes_of(path)
    for node in nodes:
        if isinstance(node, ast.Assign) and any(ast.unparse(target) == name for target in node.targets):
            yield node.value
    functions = (node for node in nodes if isinstance(node, ast.FunctionDef))
    taking = {node.name: [each.arg for each in node.args.args].index(name) for node in functions if _takes(node, name)}
    for node in nodes:
        if isinstance(node, ast.Call) and called(node) in taking:
            yield from node.args[taking[called(node)] :][:1]
            yield from (keyword.value for keyword in node.keywords if keyword.arg == name)


def _takes(node: ast.FunctionDef, name: str) -> bool:
    return any(each.arg == name for each in node.args.args)
