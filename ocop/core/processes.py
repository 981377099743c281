"""Child processes that live and die together: the web server and the worker of background tasks."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field

SHORTEST_PAUSE = 1.0
LONGEST_PAUSE = 30.0
# A child that lived this long was healthy: its next death starts with the shortest pause again.
HEALTHY_AFTER = 60.0
# A child that dies this often without ever becoming healthy will not recover by being started again.
MOST_EARLY_DEATHS = 5
TIME_TO_STOP = 15.0

STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT)
PR_SET_PDEATHSIG = 1

Say = Callable[[str], None]


def stop_with_parent() -> None:
    """Runs in the child: the kernel stops it when the parent dies, even by SIGKILL (Linux only)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


@dataclass
class Child:
    """One kept process; `tick` starts it, and starts it again with a growing pause when it died."""

    name: str
    command: list[str]
    say: Say
    shortest_pause: float = SHORTEST_PAUSE
    process: subprocess.Popen[bytes] | None = None
    started_at: float = 0.0
    start_at: float = 0.0
    early_deaths: int = 0

    def tick(self, now: float) -> None:
        if self.process is None:
            if now >= self.start_at:
                self.start(now)
        elif self.process.poll() is not None:
            self.note_death(now)

    def start(self, now: float) -> None:
        # A session of its own: Ctrl-C reaches only the parent, which then stops its children in order.
        self.process = subprocess.Popen(
            self.command, start_new_session=True, preexec_fn=stop_with_parent, stdin=subprocess.DEVNULL
        )
        self.started_at = now

    def note_death(self, now: float) -> None:
        assert self.process is not None
        code, lived = self.process.returncode, now - self.started_at
        self.process = None
        self.early_deaths = 1 if lived >= HEALTHY_AFTER else self.early_deaths + 1
        pause = min(self.shortest_pause * 2 ** (self.early_deaths - 1), LONGEST_PAUSE)
        self.start_at = now + pause
        if not self.hopeless:
            self.say(f"Tiến trình {self.name} đã dừng (mã {code}); khởi động lại sau {pause:.0f} giây.")

    @property
    def hopeless(self) -> bool:
        return self.early_deaths >= MOST_EARLY_DEATHS

    def send(self, number: signal.Signals) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(number)

    @property
    def running(self) -> bool:
        return self.process is not None and self.process.poll() is None


@dataclass
class Supervisor:
    """Keeps children running until a signal asks to stop; then stops all of them before returning."""

    children: list[Child]
    say: Say
    is_ready: Callable[[], bool]
    announce: Callable[[], None]
    stop_requests: int = 0
    _previous: dict[signal.Signals, object] = field(default_factory=dict)

    def run(self) -> int:
        """The exit status: 0 after a signal, 1 when a child could not be kept running."""
        self._listen()
        announced = False
        try:
            while not self.stop_requests:
                for child in self.children:
                    child.tick(time.monotonic())
                    if child.hopeless:
                        self.say(
                            f"Tiến trình {child.name} dừng {MOST_EARLY_DEATHS} lần liên tiếp nên hệ thống "
                            "dừng lại; xem thông báo lỗi phía trên."
                        )
                        return 1
                if not announced and self.is_ready():
                    announced = True
                    self.announce()
                time.sleep(0.2)
            return 0
        finally:
            self._stop_all()
            self._restore()

    def _listen(self) -> None:
        for number in STOP_SIGNALS:
            if signal.getsignal(number) is not signal.SIG_IGN:  # started by nohup: keep ignoring
                self._previous[number] = signal.signal(number, self._request_stop)

    def _restore(self) -> None:
        for number, handler in self._previous.items():
            signal.signal(number, handler)  # type: ignore[arg-type]

    def _request_stop(self, *_: object) -> None:
        self.stop_requests += 1

    def _stop_all(self) -> None:
        """Ask politely; after the time to stop, or at a second Ctrl-C, end them by force."""
        for child in self.children:
            child.send(signal.SIGTERM)
        deadline = time.monotonic() + TIME_TO_STOP
        requests = self.stop_requests
        while any(child.running for child in self.children):
            if time.monotonic() > deadline or self.stop_requests > requests:
                self._kill_all()
            time.sleep(0.1)

    def _kill_all(self) -> None:
        for child in self.children:
            if child.running and child.process is not None:
                kill_group(child.process.pid)


def kill_group(leader: int) -> None:
    """End a child and everything it started; each child leads its own process group."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(leader, signal.SIGKILL)
