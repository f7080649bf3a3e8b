"""The body of script/server: prepares the installation, runs web and worker, says where to look."""

import argparse
import contextlib
import fcntl
import http.client
import os
import signal
import socket
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import BinaryIO

from script.outside import outside_service
from script.postgres import Cluster, PostgresMissing, open_folder
from script.prepare import manage, prepare, say
from script.supervisor import Service, Supervisor

READY_SECONDS = 60.0
# The name that jiaoyun/plumbing/management/commands/restore.py looks for.
SERVER_LOCK = "server.lock"


def options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="script/server", description="Start Jiaoyun: web and worker, with the demo province."
    )
    parser.add_argument("--host", default="127.0.0.1", help="address to listen at (default 127.0.0.1)")
    parser.add_argument("--port", type=int, default=8000, help="port to listen at (default 8000)")
    parser.add_argument("--postgres", action="store_true", help="use a private PostgreSQL server in var/postgres")
    demo = parser.add_mutually_exclusive_group()
    demo.add_argument(
        "--no-demo", dest="demo", action="store_false", default=None, help="start empty, without demo logins"
    )
    demo.add_argument("--demo", action="store_true", help="demo province also in the database that DATABASE_URL names")
    return parser.parse_args(arguments)


def web_service(host: str, port: int) -> Service:
    """Two processes with two threads each."""
    command = [
        *("granian", "--interface", "wsgi", "--host", host, "--port", str(port), "--no-ws", "--log-level", "warning"),
        *("--workers", "2", "--blocking-threads", "2", "--respawn-failed-workers", "--workers-kill-timeout", "5"),
        "config.wsgi:application",
    ]
    return Service("web", command)


def worker_service() -> Service:
    return Service("worker", [sys.executable, "manage.py", "worker"])


def check_port(host: str, port: int) -> None:
    """Refuse a port that another program holds before anything is started."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as taken:
            raise SystemExit(
                f"Cannot listen at {host}:{port}: {taken.strerror}. Another one: script/server --port 8001"
            )


def wait_for_first_page(supervisor: Supervisor, host: str, port: int) -> bool:
    """Ask for the first page until the server answers; False when it does not come up or is asked to stop."""
    deadline = time.monotonic() + READY_SECONDS
    reach = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104
    while time.monotonic() < deadline and not supervisor.stopping.wait(0.05):
        if supervisor.services[0].ended() is not None:
            return False
        with contextlib.suppress(OSError, http.client.HTTPException):
            connection = http.client.HTTPConnection(reach, port, timeout=20)
            connection.request("GET", "/", headers={"Host": f"127.0.0.1:{port}"})
            status = connection.getresponse().status
            connection.close()
            if status >= 500:
                say(f"the first page answers {status}")
            return True
    return False


@contextlib.contextmanager
def database(*, postgres: bool) -> Iterator[None]:
    """DATABASE_URL of the private PostgreSQL server while it runs; without --postgres nothing."""
    if not postgres:
        yield
        return
    try:
        cluster = Cluster(open_folder(Path("var/postgres").resolve()))
        found_running = cluster.running()
        cluster.create()
        cluster.start()
    except PostgresMissing as missing:
        raise SystemExit(str(missing))
    say(f"PostgreSQL runs in {cluster.folder}")
    os.environ["DATABASE_URL"] = cluster.url()
    try:
        yield
    finally:
        if not found_running:
            cluster.stop()


def hold_data(folder: Path) -> BinaryIO:
    """Say with a shared lock that a server runs on this data: `manage.py restore` then refuses."""
    lock = (folder / SERVER_LOCK).open("ab")
    try:
        fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        raise SystemExit("A backup is being restored on this data: wait until it is done.")
    return lock


def serve(given: argparse.Namespace, begun: float) -> int:
    lock = hold_data(prepare(demo=given.demo))
    with lock:
        return _serve(given, begun)


def _serve(given: argparse.Namespace, begun: float) -> int:
    # The provider names itself in the environment that the web processes inherit.
    outside = outside_service(given.host, given.port) if given.demo else None
    supervisor = Supervisor([web_service(given.host, given.port)])
    supervisor.start()
    try:
        ready = wait_for_first_page(supervisor, given.host, given.port)
        seconds = time.time() - begun
        # Only now: on two cores its start would keep the first page waiting.
        supervisor.add(worker_service())
        if outside is not None:
            supervisor.add(outside)
        if ready:
            where = f"http://{given.host}:{given.port}/"
            sys.stdout.write(f"\n  Jiaoyun runs at {where}   (ready in {seconds:.1f} s, Ctrl-C ends it)\n\n")
            sys.stdout.flush()
            if given.demo:
                manage("demo", "logins")
                sys.stdout.write(f"\n  Text messages and e-mails of the demo: {where}demo/inbox\n\n")
                sys.stdout.flush()
        return supervisor.watch()
    finally:
        supervisor.stop()


def _end(number: int, _frame: FrameType | None) -> None:
    """Until the supervisor listens to signals: leave through every `finally`."""
    raise SystemExit(128 + number)


def main(arguments: list[str]) -> int:
    given = options(arguments)
    begun = float(os.environ.get("JIAOYUN_BEGUN", time.time()))
    if given.demo is None:
        # Somebody's own database is not filled with invented people unless they ask for it.
        given.demo = given.postgres or not os.environ.get("DATABASE_URL")
    os.environ.setdefault("JIAOYUN_DEMO", "1" if given.demo else "0")
    os.environ.setdefault("JIAOYUN_ADDRESS", f"http://{given.host}:{given.port}")
    check_port(given.host, given.port)
    signal.signal(signal.SIGTERM, _end)
    try:
        with database(postgres=given.postgres):
            return serve(given, begun)
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
