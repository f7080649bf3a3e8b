"""A private PostgreSQL server that speaks through a socket in a closed folder, for script/server, tests and bench.

    python -m script.postgres run [--durable] -- COMMAND…    a throw-away server, gone when the command ends
    python -m script.postgres start|stop FOLDER              one that stays (script/server --postgres)

PostgreSQL refuses to run as root: there it runs as the system user that Debian's package makes.
"""

import argparse
import contextlib
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from urllib.parse import quote

SYSTEM_USER = "postgres"
DATABASE = "jiaoyun"
# A test server may lose everything in a power cut, so it need not wait for the disk; it is gone before vacuuming pays.
THROW_AWAY = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "autovacuum": "off"}
COMMON = {"listen_addresses": "", "max_connections": "120", "shared_buffers": "128MB", "max_wal_size": "2GB"}


class PostgresMissing(RuntimeError):
    """The server's programs or its system user are not on this machine; the text says what to install."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """One server: its data and its socket lie in `folder`, which only its system user may enter."""

    folder: Path
    durable: bool = True

    @property
    def data(self) -> Path:
        return self.folder / "data"

    def url(self, database: str = DATABASE) -> str:
        """The DATABASE_URL of a database of this server: a role without superuser rights, over the socket."""
        return f"postgres://{DATABASE}@/{database}?host={quote(str(self.folder))}"

    def create(self) -> None:
        """Lay out an empty server with the role and the database `jiaoyun`, and leave it running.

        Nothing happens where a whole one stands; one whose making was cut off is made again.
        """
        whole = self.folder / "whole"
        if whole.exists():
            return
        self.stop()
        shutil.rmtree(self.data, ignore_errors=True)
        self._call("initdb", "-D", str(self.data), "-U", "postgres", "-A", "trust", "--locale=C.UTF-8", "-E", "UTF8")
        self.start()
        # Tests of the protection of the audit make a role that owns nothing; a server that is kept needs no such power.
        self._sql(f"create role {DATABASE} login createdb{'' if self.durable else ' createrole'}")
        self._sql(f"create database {DATABASE} owner {DATABASE}")
        whole.touch()

    def running(self) -> bool:
        return self._call("pg_ctl", "status", "-D", str(self.data), check=False).returncode == 0

    def start(self) -> None:
        """Start it, unless it runs, and wait until it answers."""
        if self.running():
            return
        settings = {**COMMON, **({} if self.durable else THROW_AWAY), "unix_socket_directories": str(self.folder)}
        options = " ".join(f"-c {name}='{value}'" for name, value in settings.items())
        log = str(self.folder / "server.log")
        self._call("pg_ctl", "start", "-w", "-t", "60", "-D", str(self.data), "-l", log, "-o", options)

    def stop(self) -> None:
        mode = "fast" if self.durable else "immediate"
        self._call("pg_ctl", "stop", "-w", "-m", mode, "-D", str(self.data), check=False)

    def _sql(self, statement: str) -> None:
        self._call(
            "psql",
            "-h",
            str(self.folder),
            "-U",
            "postgres",
            "-d",
            "postgres",
            "-v",
            "ON_ERROR_STOP=1",
            "-qc",
            statement,
        )

    def _call(self, program: str, *arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        command = [*_as_system_user(), str(_binaries(self.data) / program), *arguments]
        clean = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
        # The server inherits what pg_ctl is given: a pipe would stay open as long as it runs.
        with tempfile.TemporaryFile("w+") as output:
            done = subprocess.run(
                command,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                text=True,
                env=clean,
                cwd="/",
            )
            output.seek(0)
            said = output.read()
        if check and done.returncode:
            log = self.folder / "server.log"
            tail = log.read_text(errors="replace")[-2000:] if log.exists() else ""
            raise RuntimeError(f"{program} failed ({done.returncode}):\n{said}\n{tail}")
        return done


def _as_system_user() -> list[str]:
    return ["runuser", "-u", SYSTEM_USER, "--"] if os.geteuid() == 0 else []


def _binaries(data: Path) -> Path:
    """The folder of PostgreSQL's programs: of the version that made `data`, otherwise the newest here."""
    installed = {path.parts[-3]: path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")}
    with contextlib.suppress(OSError):
        made_by = (data / "PG_VERSION").read_text().strip()
        if made_by in installed:
            return installed[made_by]
    if installed:
        return installed[max(installed, key=int)]
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    raise PostgresMissing("PostgreSQL is not installed here: apt-get install postgresql")


def open_folder(folder: Path) -> Path:
    """Make `folder` for the system user alone; a socket's path may be 107 bytes long and root's home is closed to it.

    Returns `folder`, or one under /var/tmp named after it where the system user cannot reach `folder`.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    if os.geteuid() == 0:
        try:
            owner = pwd.getpwnam(SYSTEM_USER)
        except KeyError:
            raise PostgresMissing("there is no system user postgres here: apt-get install postgresql") from None
        os.chown(folder, owner.pw_uid, owner.pw_gid)
    reached = subprocess.run([*_as_system_user(), "test", "-w", str(folder)], cwd="/", check=False).returncode == 0
    if reached and len(str(folder)) < 80:
        return folder
    elsewhere = Path("/var/tmp") / f"jiaoyun{str(folder).replace('/', '-')[-60:]}"  # noqa: S108
    if elsewhere == folder:
        raise RuntimeError(f"the system user {SYSTEM_USER} cannot write to {folder}")
    return open_folder(elsewhere)


@contextlib.contextmanager
def throw_away(*, durable: bool = False) -> Iterator[Cluster]:
    """A server in a new folder under the temporary directory; stopped and removed at the end, whatever happened."""
    folder = open_folder(Path(tempfile.mkdtemp(prefix="jiaoyun-postgres-")))
    cluster = Cluster(folder, durable=durable)
    try:
        cluster.create()
        yield cluster
    finally:
        cluster.stop()
        shutil.rmtree(folder, ignore_errors=True)


def _end(signum: int, _frame: FrameType | None) -> None:
    raise SystemExit(128 + signum)


def _run(command: list[str], *, durable: bool) -> int:
    signal.signal(signal.SIGTERM, _end)
    signal.signal(signal.SIGHUP, _end)
    with throw_away(durable=durable) as cluster:
        try:
            return subprocess.run(command, env={**os.environ, "DATABASE_URL": cluster.url()}, check=False).returncode
        except KeyboardInterrupt:
            return 130


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m script.postgres", description=__doc__.splitlines()[0])
    actions = parser.add_subparsers(dest="action", required=True)
    run = actions.add_parser("run", help="start a throw-away server, run the command with its DATABASE_URL, stop it")
    run.add_argument("--durable", action="store_true", help="with fsync, as in production")
    run.add_argument("command", nargs="+")
    for action in ("start", "stop"):
        actions.add_parser(action).add_argument("folder", type=Path)
    given = parser.parse_args(arguments)
    if given.action == "run":
        return _run(given.command, durable=given.durable)
    cluster = Cluster(open_folder(given.folder.resolve()))
    if given.action == "start":
        cluster.create()
        cluster.start()
        sys.stdout.write(cluster.url() + "\n")
    else:
        cluster.stop()
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except PostgresMissing as missing:
        sys.exit(str(missing))
