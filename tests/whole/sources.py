"""The product's source files and what stands in them, for the tests that read code."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
GENERATED = {"migrations", "__pycache__", "node_modules"}


def python_files(*folders: str) -> list[Path]:
    """Every written Python file below these folders of the repository; migrations are generated."""
    found = (path for folder in folders for path in (ROOT / folder).rglob("*.py"))
    return sorted(path for path in found if not GENERATED.intersection(path.parts))


def template_files() -> list[Path]:
    """Every template."""
    found = [*(ROOT / "templates").rglob("*.html"), *(ROOT / "jiaoyun").glob("*/templates/**/*.html")]
    return sorted(found)


@cache
def tree_of(path: Path) -> ast.Module:
    """The parsed file."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


@cache
def nodes_of(path: Path) -> tuple[ast.AST, ...]:
    """Every node of the parsed file."""
    return tuple(ast.walk(tree_of(path)))


def calls_in(*folders: str) -> Iterator[tuple[Path, ast.Call, str]]:
    """Every call with the name of what is called: the last part of a dotted one."""
    for path in python_files(*folders):
        for node in nodes_of(path):
            if isinstance(node, ast.Call):
                yield path, node, called(node)


def called(node: ast.Call) -> str:
    """`refuse` for refuse(…), `everywhere` for rows.everywhere(…)."""
    if isinstance(node.func, ast.Attribute):
        return node.func.attr
    return node.func.id if isinstance(node.func, ast.Name) else ""


def text_of(node: ast.expr) -> str | None:
    """The value of a string literal; None for anything else."""
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def where(path: Path, node: ast.AST) -> str:
    """file:line, from the root of the repository."""
    return f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', 0)}"
