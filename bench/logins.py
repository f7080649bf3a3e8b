"""Password log-ins a second beside bare Argon2 verifications on the same cores, and if times tell names apart."""

import itertools
import multiprocessing
import os
import statistics
import sys
import time
from collections.abc import Callable
from typing import Any, NamedTuple

from bench.ground import number_after, run_on_postgres
from bench.ground.people import more_teachers
from bench.ground.served import post

GOAL_SHARE, GOAL_AUC = 0.90, 0.08
SECONDS, TURNS, PAIRS = 8.0, 3, 400
#: As many at once a core as script/server has threads: while one waits for the disk, another verifies.
AT_ONCE = 2
#: Everybody is somebody else, as on a school morning: one account's row would have them wait for each other.
PEOPLE = 64


class Effort(NamedTuple):
    """How long each turn of the first part lasts, how many there are, and how many pairs of times the second takes."""

    seconds: float
    turns: int
    pairs: int


def main(arguments: list[str]) -> int:
    """1 where a goal is missed. --cores N; --quick: does it run at all? Its figures are judged by nobody."""
    cores = number_after("--cores", arguments, len(os.sched_getaffinity(0)))
    quick = "--quick" in arguments
    effort = Effort(1.0, 1, 4) if quick else Effort(SECONDS, TURNS, PAIRS)

    def work() -> int:
        missed = _compare(cores, effort)
        return 0 if quick else int(missed > 0)

    return run_on_postgres("bench.logins", arguments, work, log_level="CRITICAL")


def _compare(cores: int, effort: Effort) -> int:
    """How many goals are missed."""
    from django.db import connection

    from tests.accounts.knocking import with_phone
    from tests.world import build_world

    world = build_world()
    world.set_password("teacher")
    with_phone(world, "teacher")
    logins = more_teachers(world, PEOPLE)
    connection.close()
    # The pool too: two processes would speak through one connection.
    connection.close_pool()
    # In turns, so that a busy machine is busy for both.
    bare, through = [], []
    for _ in range(effort.turns):
        bare.append(_rate(cores, _verify, effort.seconds, logins))
        through.append(_rate(cores, _log_in, effort.seconds, logins))
    one, other = statistics.median(bare), statistics.median(through)
    share = other / one
    print(f"{cores} cores, {AT_ONCE * cores} processes, {effort.seconds:.0f} s each, {effort.turns} turns, medians")
    print(f"bare Argon2 verifications {one:8.1f} a second   {[round(rate, 1) for rate in bare]}")
    print(f"password log-ins          {other:8.1f} a second   {[round(rate, 1) for rate in through]}")
    print(f"share {share:.1%}, goal ≥ {GOAL_SHARE:.0%}: {_verdict(share >= GOAL_SHARE)}")
    return int(share < GOAL_SHARE) + _tell_times_apart(effort.pairs)


def _verdict(reached: bool) -> str:
    return "reached" if reached else "NOT REACHED"


class Turn(NamedTuple):
    """Between which moments a process works, and who logs in there."""

    begins: float
    ends: float
    logins: list[str]


def _rate(cores: int, work: Callable[[Turn], int], seconds: float, logins: list[str]) -> float:
    """How often a second the processes do it together."""
    context = multiprocessing.get_context("fork")
    begins, many = time.time() + 2.0, AT_ONCE * cores
    turns = [Turn(begins, begins + seconds, logins[at::many]) for at in range(many)]
    with context.Pool(many) as pool:
        return sum(pool.map(work, turns, chunksize=1)) / seconds


def _verify(turn: Turn) -> int:
    from jiaoyun.accounts.hashers import is_right_password
    from tests.world import PASSWORD, password_hash

    encoded = password_hash()
    return _count(lambda _: is_right_password(PASSWORD, encoded), turn)


def _log_in(turn: Turn) -> int:
    """The whole of it: the request, the door, the command with its event, the session."""
    from tests.world import PASSWORD

    return _count(lambda login: _enter(login, PASSWORD), turn)


def _enter(login: str, password: str) -> None:
    status = post("/login", {"login": login, "password": password})
    if status != 302:
        # Not SystemExit: a worker of a pool that leaves like that is waited for without end.
        raise RuntimeError(f"the log-in page answered {status}")


def _count(act: Callable[[str], Any], turn: Turn) -> int:
    """How often between the two moments, which are the same for all processes."""
    whose = itertools.cycle(turn.logins)
    act(next(whose))
    time.sleep(max(0.0, turn.begins - time.time()))
    done = 0
    while time.time() < turn.ends:
        act(next(whose))
        done += 1
    return done


def _client() -> Any:
    from django.db import connection
    from django.test import Client

    connection.close()
    return Client()


def _tell_times_apart(pairs: int) -> int:
    """How well a stranger tells known from unknown by the time of each door's answer: 0.5 is not at all."""
    print(f"times of {pairs} known and {pairs} unknown in turns, goal: AUC 0.5 ± {GOAL_AUC}")
    return sum(_told_apart(door, pairs) for door in _DOORS)


class Door(NamedTuple):
    """What a stranger sends to find out who exists: to which address, what, and the status of the answer.

    `first`: an address that the same is sent to before, unmeasured, and then `body` is sent without it.
    """

    name: str
    address: str
    field: str
    known: str
    unknown: str
    status: int = 302
    first: str = ""
    body: dict[str, str] = {}


#: The numbers are those of tests/people.py: the teacher's phone, and one that nobody has.
_KNOWN, _UNKNOWN = "13800007301", "13800009999"
_DOORS = (
    Door("wrong password", "/login", "login", "q_teacher", "q_niemand", 422, body={"password": "falsches-passwort"}),
    Door("SMS log-in, code asked", "/login/sms", "phone", _KNOWN, _UNKNOWN),
    Door("recovery, who", "/recover", "login", "q_teacher", "q_niemand"),
    Door("recovery, who, by phone", "/recover", "login", _KNOWN, _UNKNOWN),
    Door(
        "recovery, code asked", "/recover/channel", "login", "q_teacher", "q_niemand", 302, "/recover",
        {"channel": "phone"},
    ),
    Door("registration, code asked", "/register/teacher", "phone", _KNOWN, _UNKNOWN),
)  # fmt: skip


def _told_apart(door: Door, pairs: int) -> bool:
    """Print the area under the curve; whether it is farther from 0.5 than the goal allows."""
    client = _client()
    times: dict[str, list[float]] = {door.known: [], door.unknown: []}
    for turn in range(2 * pairs):
        # The names take turns at going first; what was counted goes, or the door would close.
        name = (door.known, door.unknown)[(turn + turn // 2) % 2]
        times[name].append(_knock(client, door, name))
        _forget()
    known, unknown = times[door.known], times[door.unknown]
    wins = sum((a > b) + 0.5 * (a == b) for a in known for b in unknown)
    area = wins / (len(known) * len(unknown))
    gap = 1000 * (statistics.median(known) - statistics.median(unknown))
    reached = abs(area - 0.5) <= GOAL_AUC
    print(f"  {door.name:<26} medians {gap:+7.2f} ms apart, AUC {area:.3f}  {_verdict(reached)}")
    return not reached


def _knock(client: Any, door: Door, name: str) -> float:
    """Seconds of one answer, the page before it not among them."""
    from tests.accounts.knocking import new_answer

    client.cookies.clear()
    sent = {door.field: name}
    if door.first:
        client.post(door.first, sent)
        sent = {}
    sent |= {**door.body, **new_answer()}
    began = time.perf_counter()
    answer = client.post(door.address, sent)
    took = time.perf_counter() - began
    if answer.status_code != door.status:
        raise SystemExit(f"{door.address} answered {answer.status_code}")
    return took


def _forget() -> None:
    """Nothing that was counted or sent is left, so that every knock is the first."""
    from jiaoyun.accounts.models import Code
    from jiaoyun.plumbing.models import JobRun, ThrottleCount

    Code.objects.everywhere("the benchmark's own").delete()
    JobRun.objects.all().delete()
    ThrottleCount.objects.all().delete()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
