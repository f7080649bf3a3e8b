"""The benchmark's private PostgreSQL, with fsync as in production; populations are kept and copied from.

A population is a database named after a hash of everything that shapes it; a run works on a copy made file by file.
"""

import hashlib
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import psycopg
from psycopg import sql

from bench.imports.people import name_of
from bench.imports.plan import Plan
from bench.imports.talk import POSTMASTER
from jiaoyun.rules.names import name_key, sounds
from jiaoyun.rules.school_year import school_year
from script.postgres import DATABASE, Cluster, open_folder

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "var" / "bench"
_SETTINGS = {
    "listen_addresses": "",
    "max_connections": "40",
    "shared_buffers": "2GB",
    "maintenance_work_mem": "256MB",
    "max_wal_size": "8GB",
    "checkpoint_timeout": "30min",
    "wal_compression": "on",
    # What every installation on solid disks sets; with the default the floor reads whole tables to find 20,000 numbers.
    "random_page_cost": "1.1",
    "effective_cache_size": "6GB",
}
_SHAPED_BY = (
    "jiaoyun/*/migrations/*.py",
    "bench/imports/people.py",
    "bench/imports/plan.py",
    "bench/imports/population.py",
    "bench/imports/province.py",
    "bench/imports/peer_model.py",
)
_RUN = "bench_run"


@dataclass(frozen=True, slots=True)
class BenchCluster(Cluster):
    """A durable server with room in memory for the indexes of a million people."""

    def start(self) -> None:
        if self.running():
            return
        settings = {**_SETTINGS, "unix_socket_directories": str(self.folder)}
        options = " ".join(f"-c {name}='{value}'" for name, value in settings.items())
        log = str(self.folder / "server.log")
        self._call("pg_ctl", "start", "-w", "-t", "120", "-D", str(self.data), "-l", log, "-o", options)

    def superuser(self) -> "psycopg.Connection":
        """A connection as the owner of the server, for copies, checkpoints and prewarming."""
        return psycopg.connect(host=str(self.folder), user="postgres", dbname="postgres", autocommit=True)


def environment(url: str) -> dict[str, str]:
    """What the processes of the benchmark get: its database, data folder and keys."""
    data = FOLDER / "data"
    data.mkdir(parents=True, exist_ok=True)
    keys = {"JIAOYUN_DATA": str(data), "JIAOYUN_KEYS": str(data / "keys.json"), "JIAOYUN_PLAIN_STATIC": "1"}
    quiet = {"JIAOYUN_LOG_LEVEL": "WARNING", "DJANGO_SETTINGS_MODULE": "config.settings", "PYTHONPATH": str(ROOT)}
    return {**os.environ, **keys, **quiet, "DATABASE_URL": url}


@contextmanager
def populated(plan: Plan) -> Iterator[dict[str, str]]:
    """The environment for processes on a fresh copy of the population; copy and server end with the context."""
    cluster = BenchCluster(open_folder(FOLDER / "postgres"))
    cluster.create()
    cluster.start()
    try:
        template = _template(cluster, plan)
        with cluster.superuser() as connection:
            _drop(connection, _RUN)
            began = time.monotonic()
            _create(connection, _RUN, template)
            _say(f"copied {template} in {time.monotonic() - began:.1f} s")
        _prewarm(cluster)
        postmaster = (cluster.data / "postmaster.pid").read_text().split()[0]
        yield {**environment(cluster.url(_RUN)), POSTMASTER: postmaster}
        with cluster.superuser() as connection:
            _drop(connection, _RUN)
    finally:
        cluster.stop()


def _template(cluster: BenchCluster, plan: Plan) -> str:
    name = f"people_{plan.people}_{_shape(plan)}"
    with cluster.superuser() as connection:
        found = {row[0] for row in connection.execute("select datname from pg_database")}
        if name in found:
            return name
        for old in found:
            if old.startswith(f"people_{plan.people}_"):
                _drop(connection, old)
        _drop(connection, "building")
        connection.execute(f"create database building owner {DATABASE}")
        connection.execute(f"alter role {DATABASE} superuser")
        try:
            _fill(cluster, plan)
        finally:
            connection.execute(f"alter role {DATABASE} nosuperuser")
        connection.execute(sql.SQL("alter database building rename to {}").format(sql.Identifier(name)))
    return name


def _fill(cluster: BenchCluster, plan: Plan) -> None:
    from jiaoyun.plumbing.keys import make_keys

    given = environment(cluster.url("building"))
    make_keys(Path(given["JIAOYUN_KEYS"]))
    _say(f"inventing {plan.people:,} people, once")
    command = [sys.executable, "-m", "bench.imports.population", str(plan.people), *map(str, plan.mixed)]
    began = time.monotonic()
    subprocess.run(command, env=given, cwd=ROOT, check=True)
    _say(f"made them in {time.monotonic() - began:.0f} s")


def _shape(plan: Plan) -> str:
    """A hash of the schema, of the code that invents the population, of a few names' keys, and of the school year."""
    names = [(name_key(name), *sounds(name)) for name in map(name_of, range(0, 50_000, 999))]
    digest = hashlib.sha256(f"{plan} {school_year(datetime.now(tz=UTC).date())} {names}".encode())
    for pattern in _SHAPED_BY:
        for path in sorted(ROOT.glob(pattern)):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def _create(connection: "psycopg.Connection", name: str, template: str) -> None:
    statement = "create database {} template {} owner {} strategy file_copy"
    names = (sql.Identifier(name), sql.Identifier(template), sql.Identifier(DATABASE))
    connection.execute(sql.SQL(statement).format(*names))


def _drop(connection: "psycopg.Connection", name: str) -> None:
    connection.execute(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(name)))


def _prewarm(cluster: BenchCluster) -> None:
    """Bring tables and indexes into memory, where a server that serves the province all day has them."""
    with psycopg.connect(host=str(cluster.folder), user="postgres", dbname=_RUN, autocommit=True) as connection:
        connection.execute("create extension if not exists pg_prewarm")
        connection.execute(
            "select pg_prewarm(c.oid::regclass) from pg_class c join pg_namespace n on n.oid = c.relnamespace "
            "where n.nspname = 'public' and c.relkind in ('r', 'i') and c.relname ~ '^(accounts|roster|organizations)_'"
        )


def _say(text: str) -> None:
    sys.stderr.write(f"· {text}\n")
