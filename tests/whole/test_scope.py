"""No page reads the database past a query; crossing a school's border says why; plain SQL stands in known places."""

import ast
from pathlib import Path

from tests.whole.sources import ROOT, calls_in, nodes_of, python_files, text_of, tree_of, where

#: Where statements are written by hand: sets that the ORM cannot write at once, and what each database does its way.
PLAIN_SQL = {
    "jiaoyun/accounts/platform_numbers.py": "a counter that gives numbers once, whoever asks at the same time",
    "jiaoyun/demo/load.py": "the database counts what was just loaded, so that the first pages are quick",
    "jiaoyun/plumbing/bulk.py": "COPY and temporary tables, for rows by the thousand",
    "jiaoyun/plumbing/counting.py": "scoped queries of several rooms counted by one statement",
    "jiaoyun/plumbing/gram_index.py": "bigrams: an array with GIN on one database, a table on the other",
    "jiaoyun/plumbing/planner.py": "PostgreSQL counts tables that have just grown, and only it can",
    "jiaoyun/plumbing/prepared.py": "a scoped query written once, run with another id",
    "jiaoyun/plumbing/resealing.py": "new seals for old ones by the batch, and only where nobody wrote meanwhile",
    "jiaoyun/plumbing/throttle.py": "a counter that is exact when many count at once",
    "jiaoyun/roster/apply": "a block of rows is written by the same few statements",
    "jiaoyun/roster/check": "a block of rows is classified by joins",
    "jiaoyun/roster/undo": "a block of rows is taken back by the same few statements",
}
#: A rotation of keys rewrites every sealed value of every table, whosever it is.
EVERY_ROW = "jiaoyun/plumbing/resealing.py"
#: Fewer letters than this say nothing.
_SHORTEST_REASON = 10
_RAW = {"raw", "extra", "RawSQL", "cursor", "executescript"}


def is_view(path: Path) -> bool:
    return "views" in path.parts or path.stem == "views"


def test_a_page_touches_no_manager() -> None:
    found = [
        where(path, node)
        for path in python_files("jiaoyun")
        if is_view(path)
        for node in nodes_of(path)
        if isinstance(node, ast.Attribute) and node.attr in ("objects", "_base_manager", "_default_manager")
    ]
    assert not found


def test_a_page_reads_no_object_past_a_gate() -> None:
    names = {"get_object_or_404", "get_list_or_404"}
    assert not [where(path, call) for path, call, name in calls_in("jiaoyun") if name in names]


def test_it_says_why_it_crosses_a_border() -> None:
    odd = [
        where(path, call)
        for path, call, name in calls_in("jiaoyun")
        if name == "everywhere" and len(_reason(path, call)) < _SHORTEST_REASON
    ]
    assert not odd


def _reason(path: Path, call: ast.Call) -> str:
    """The literal, or the module's constant where one reason holds for all of a file."""
    [given] = call.args
    if not isinstance(given, ast.Name):
        return text_of(given) or ""
    constants = [node for node in tree_of(path).body if isinstance(node, ast.Assign)]
    values = [text_of(node.value) for node in constants if ast.unparse(node.targets[0]) == given.id]
    return values[0] or "" if values else ""


def test_it_never_goes_round_the_scoped_manager() -> None:
    found = {
        str(path.relative_to(ROOT))
        for path in python_files("jiaoyun")
        for node in nodes_of(path)
        if isinstance(node, ast.Attribute) and node.attr in ("_base_manager", "_default_manager", "_scoped")
    }
    assert found == {"jiaoyun/plumbing/scope.py", EVERY_ROW}


def test_it_takes_no_field_name_from_a_request() -> None:
    """filter(**request.GET) and order_by(request.GET[…]) are how a filter becomes a question about other tables."""
    odd = []
    for path, call, name in calls_in("jiaoyun"):
        if name not in ("filter", "exclude", "order_by", "values", "annotate", "aggregate", "alias"):
            continue
        given = [*call.args, *(keyword.value for keyword in call.keywords if keyword.arg is None)]
        text = " ".join(ast.unparse(argument) for argument in given)
        if "request." in text or ".GET" in text or ".POST" in text:
            odd.append(where(path, call))
    assert not odd


def test_it_writes_plain_sql_only_where_that_is_known() -> None:
    found = {_known(path) or where(path, call) for path, call, name in calls_in("jiaoyun") if name in _RAW}
    assert found == set(PLAIN_SQL), (sorted(found - set(PLAIN_SQL)), sorted(set(PLAIN_SQL) - found))


def _known(path: Path) -> str | None:
    name = str(path.relative_to(ROOT))
    return next((known for known in PLAIN_SQL if name == known or name.startswith(f"{known}/")), None)
