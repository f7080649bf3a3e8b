"""Gets keys, tables, static files and the demo province ready before script/server starts; quick when they are.

What has to be done is done by the same management commands that an operator runs, each in a process of its own.
Django is imported only where something may be left to do: without it the second start is a second shorter.
"""

import hashlib
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

ASSETS_STAMP = Path("var/setup/assets")
DEMO_MARKER = "demo-unfinished"


def manage(*arguments: str) -> None:
    """Run one management command; ends the whole start with its exit code when it fails."""
    code = subprocess.run([sys.executable, "manage.py", *arguments], check=False).returncode
    if code:
        raise SystemExit(code)


def say(text: str) -> None:
    sys.stderr.write(f"· {text}\n")
    sys.stderr.flush()


def prepare(*, demo: bool) -> Path:
    """Everything that must stand before the first request. Returns the folder of the data."""
    # The same default as in config/settings.py, which costs most of a second to load.
    data = Path(os.environ.get("JIAOYUN_DATA", "var")).resolve()
    data.mkdir(parents=True, exist_ok=True, mode=0o700)
    stamp = data / "prepared"
    if not (stamp.exists() and stamp.read_text() == _state(data)):
        _prepare(data, demo=demo)
        stamp.write_text(_state(data) or "")
    return data


def _state(data: Path) -> str | None:
    """A digest of all that decides whether something is left to do; None where it cannot be told without Django.

    Whether a migration is pending follows from the migrations on the disk and those that the database has seen.
    """
    database = data / "jiaoyun.sqlite3"
    if os.environ.get("DATABASE_URL") or not database.exists() or not (data / "keys.json").exists():
        return None
    if (data / DEMO_MARKER).exists() or not (data / "static").is_dir():
        return None
    try:
        with closing(sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True)) as opened:
            applied = opened.execute("select app, name from django_migrations order by app, name").fetchall()
    except sqlite3.Error:
        return None
    on_disk = sorted(str(path) for path in Path("jiaoyun").glob("*/migrations/*.py"))
    return hashlib.sha256(repr((applied, on_disk, _static_state())).encode()).hexdigest()


def _prepare(data: Path, *, demo: bool) -> None:
    import django
    from django.conf import settings
    from django.db import connection

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    if not settings.JIAOYUN_KEYS.exists() and not os.environ.get("JIAOYUN_SECRET_KEY"):
        say("making the keys of this installation")
        manage("keys", "--make")
    _collect_static(data)
    _migrate(data, demo=demo)
    connection.close()


def _migrate(data: Path, *, demo: bool) -> None:
    """Bring the tables up to date; a database that was empty gets the demo province.

    The marker stands from before the tables are made until the province is whole, so a start that was cut off in
    between takes it up again.
    """
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    marker = data / DEMO_MARKER
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        if demo and not executor.loader.applied_migrations:
            marker.touch()
        say("bringing the database up to date")
        connection.close()
        manage("migrate", "--no-input", "-v", "0")
    if demo and marker.exists():
        say("loading the demo province")
        manage("demo", "load")
        marker.unlink()


def _collect_static(data: Path) -> None:
    """Lay out the static files once for each build of the front end and each set of installed packages."""
    from django.conf import settings

    if settings.DEBUG:
        return
    wanted = _static_state()
    stamp = data / "static.stamp"
    if stamp.exists() and stamp.read_text() == wanted and settings.STATIC_ROOT.is_dir():
        return
    say("laying out static files")
    manage("collectstatic", "--no-input", "-v", "0", "-i", "htmax-*", "-i", "htmx-4*", "-i", "ext")
    stamp.write_text(wanted)


def _static_state() -> str:
    return "".join(stamp.read_text() for stamp in (ASSETS_STAMP, Path("requirements/base.lock")) if stamp.exists())
