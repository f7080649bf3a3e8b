"""Keeps the processes of script/server alive, and ends all of them together.

Each process leads a group of its own, so that Ctrl-C in the terminal reaches only the supervisor, which then asks each
group to end (SIGTERM) and, when its time is over, kills it: a web server that is still starting may not listen.
"""

import ctypes
import os
import signal
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from types import FrameType

STOP_SECONDS = 8.0
# A process that cannot stay up this long three times in a row is not restarted any more.
STEADY_SECONDS = 5.0
TRIES = 3
_PR_SET_PDEATHSIG = 1


def _end_with_parent() -> None:
    """Run in the new process: it is told to end when the supervisor is killed and cannot tell it any more."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


@dataclass(slots=True)
class Service:
    """One process that should always run."""

    name: str
    command: list[str]
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    short_lives: int = 0

    def start(self) -> None:
        preexec = _end_with_parent if sys.platform == "linux" else None
        self.process = subprocess.Popen(self.command, start_new_session=True, preexec_fn=preexec)
        self.started = time.monotonic()

    def ended(self) -> int | None:
        return self.process.poll() if self.process else None

    def signal(self, number: int) -> None:
        """To the whole group, so that no grandchild outlives the service."""
        if self.process:
            try:
                os.killpg(self.process.pid, number)
            except ProcessLookupError:
                return

    def restart(self) -> bool:
        """Start it again after its end; False when it keeps dying at once."""
        self.short_lives = self.short_lives + 1 if time.monotonic() - self.started < STEADY_SECONDS else 0
        self.signal(signal.SIGKILL)
        if self.short_lives >= TRIES:
            return False
        time.sleep(0.5 * self.short_lives)
        self.start()
        return True


@dataclass(slots=True)
class Supervisor:
    """Starts the services, restarts what died, and stops all at SIGINT, SIGTERM or SIGHUP (a second one kills)."""

    services: list[Service]
    stopping: threading.Event = field(default_factory=threading.Event)

    def start(self) -> None:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._asked_to_stop)
        for service in self.services:
            service.start()

    def add(self, service: Service) -> None:
        """Start one more; nothing when asked to stop meanwhile."""
        if not self.stopping.is_set():
            service.start()
            self.services.append(service)

    def watch(self) -> int:
        """Until asked to stop: 0; or until a service cannot be kept up: 1."""
        while not self.stopping.wait(0.3):
            for service in self.services:
                code = service.ended()
                if code is None:
                    continue
                self._say(f"the {service.name} process ended ({code}); starting it again")
                if not service.restart():
                    self._say(f"the {service.name} process ends as soon as it starts: see what it said above")
                    return 1
        return 0

    def stop(self) -> None:
        for service in self.services:
            if service.ended() is None:
                service.signal(signal.SIGTERM)
        deadline = time.monotonic() + STOP_SECONDS
        for service in self.services:
            if service.process:
                self._wait(service.process, deadline)
            service.signal(signal.SIGKILL)
            if service.process:
                service.process.wait()

    def _wait(self, process: subprocess.Popen[bytes], deadline: float) -> None:
        try:
            process.wait(max(0.0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            self._say("a process did not end in time and is killed")

    def _asked_to_stop(self, _number: int, _frame: FrameType | None) -> None:
        if self.stopping.is_set():
            for service in self.services:
                service.signal(signal.SIGKILL)
        self.stopping.set()

    @staticmethod
    def _say(text: str) -> None:
        sys.stderr.write(f"· {text}\n")
