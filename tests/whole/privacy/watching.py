"""Where personal values are looked for: every line logged, every address asked for, every row of every table."""

import json
import logging
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from django.conf import settings
from django.db import connection
from django.test import Client


class Everything(logging.Handler):
    """Keeps what any logger says at any level, with its arguments and the stack of an error.

    Loggers whose level the settings hold, whatever JIAOYUN_LOG_LEVEL says, keep it.
    """

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.lines: list[str] = []
        self._before: list[tuple[logging.Logger, int, bool]] = []

    def emit(self, record: logging.LogRecord) -> None:
        """The line as a console shows it, and what it was made of."""
        self.lines.append(f"{self.format(record)} {record.args!r}")

    def __enter__(self) -> "Everything":
        root = logging.getLogger()
        known = [found for found in logging.Logger.manager.loggerDict.values() if isinstance(found, logging.Logger)]
        for logger in (root, *known):
            self._before.append((logger, logger.level, logger.disabled))
            logger.disabled = False
            if not _is_held(logger.name):
                logger.setLevel(logging.DEBUG)
            if logger is root or not logger.propagate:
                logger.addHandler(self)
        return self

    def __exit__(self, *about: object) -> None:
        for logger, level, disabled in self._before:
            logger.removeHandler(self)
            logger.setLevel(level)
            logger.disabled = disabled


def _is_held(name: str) -> bool:
    held = settings.LOGGING["loggers"]
    return any(name == known or name.startswith(f"{known}.") for known in held)


class Browser(Client):
    """A browser that keeps every address that it was sent to or asked for; an error of ours is an answer."""

    def __init__(self, addresses: list[str]) -> None:
        super().__init__(raise_request_exception=False)
        self.addresses = addresses

    def request(self, **request: Any) -> Any:
        """Ask, and note the address, the query and where the answer leads."""
        answer = super().request(**request)
        self.addresses.append(unquote(f"{request['PATH_INFO']}?{request.get('QUERY_STRING', '')}"))
        leads = ("Location", "HX-Redirect", "HX-Push-Url", "Content-Disposition")
        self.addresses += [unquote(answer.headers[name]) for name in leads if name in answer.headers]
        return answer


def rows_of_all_tables() -> Iterator[tuple[str, str]]:
    """(table, row as text) of the whole database. Sealed values are rows of bytes like all others."""
    for table in connection.introspection.table_names():
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            names = [column[0] for column in cursor.description]
            for row in cursor.fetchall():
                yield table, " ".join(f"{name}={_text(value)}" for name, value in zip(names, row, strict=True))


def _text(value: Any) -> str:
    if isinstance(value, (bytes, memoryview)):
        return bytes(value).decode("utf-8", "replace")
    if isinstance(value, str) and value.startswith(("{", "[")):
        # SQLite keeps JSON with its characters escaped.
        with suppress(ValueError):
            return json.dumps(json.loads(value), ensure_ascii=False)
    return str(value)


def files_in(folder: Path) -> Iterator[tuple[Path, bytes]]:
    """Every file of a folder, but the databases, whose rows are looked through one by one."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and "sqlite3" not in path.name:
            yield path, path.read_bytes()


def hits(values: Iterable[str], texts: Iterable[str]) -> list[str]:
    """Where a planted value stands, with what is around it; the value itself is shown by its end."""
    return [
        f"…{value[-4:]} in {text[max(0, at - 60) : at]}⟦…⟧"
        for text in texts
        for value in values
        if (at := text.find(value)) >= 0
    ]
