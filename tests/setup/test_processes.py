"""The web server and the task worker live and die together."""

import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from ocop.core.processes import MOST_EARLY_DEATHS, Child, Supervisor

CHECKOUT = Path(__file__).resolve().parents[2]
SLEEPER = [sys.executable, "-c", "import time; time.sleep(60)"]


def supervisor(*children: Child, said: list[str], stop_when=lambda: False) -> Supervisor:
    """Ready as soon as `stop_when` says so, and then stopped like by Ctrl-C."""
    return Supervisor(
        children=list(children),
        say=said.append,
        is_ready=stop_when,
        announce=lambda: os.kill(os.getpid(), signal.SIGINT),
    )


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return Path(f"/proc/{pid}/stat").read_text().split()[2] != "Z"


def wait_for(condition, seconds: float = 5) -> bool:
    deadline = time.monotonic() + seconds
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.05)
    return condition()


def test_children_are_stopped_together_by_ctrl_c():
    said: list[str] = []
    one, two = Child("một", SLEEPER, said.append), Child("hai", SLEEPER, said.append)
    status = supervisor(one, two, said=said, stop_when=lambda: one.running and two.running).run()
    assert (status, one.running, two.running, said) == (0, False, False, [])


def test_died_child_is_started_again_with_a_sentence(tmp_path):
    said: list[str] = []
    mark = tmp_path / "second"
    program = (
        f"import pathlib, time; p = pathlib.Path({str(mark)!r}); p.exists() and time.sleep(60); p.touch()"
    )
    child = Child("việc nền", [sys.executable, "-c", program], said.append, shortest_pause=0.05)
    status = supervisor(child, said=said, stop_when=lambda: bool(said) and child.running).run()
    assert status == 0
    assert said == ["Tiến trình việc nền đã dừng (mã 0); khởi động lại sau 0 giây."]


def test_child_that_cannot_live_ends_the_run_with_a_reason():
    said: list[str] = []
    child = Child("web", [sys.executable, "-c", "raise SystemExit(7)"], said.append, shortest_pause=0.01)
    status = supervisor(child, said=said).run()
    assert (status, len(said)) == (1, MOST_EARLY_DEATHS)
    assert "dừng 5 lần liên tiếp" in said[-1]


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel of Linux stops orphans")
def test_children_do_not_outlive_a_killed_parent(tmp_path):
    pid_file = tmp_path / "pid"
    program = textwrap.dedent(
        f"""
        import pathlib, sys
        from ocop.core.processes import Child, Supervisor
        child = Child("web", {SLEEPER!r}, print)
        tell = lambda: pathlib.Path({str(pid_file)!r}).write_text(str(child.process.pid))
        Supervisor([child], print, lambda: child.running, tell).run()
        """
    )
    parent = subprocess.Popen([sys.executable, "-c", program], cwd=CHECKOUT)
    assert wait_for(lambda: pid_file.exists() and pid_file.read_text() != "")
    pid = int(pid_file.read_text())
    parent.kill()
    parent.wait()
    assert wait_for(lambda: not is_alive(pid))
