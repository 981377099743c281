"""Steps run one after another: each with its time, the failures told at the end, none hidden.

The last step may be a test run whose closing line must be the last line of the whole output;
it is held back until the table of steps is printed.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
# pytest ends with 5 when it found no test: nothing failed, and the step says so.
NO_TESTS = 5


@dataclass(frozen=True)
class Step:
    """One command line; `environment` is added to the surroundings for this step only."""

    name: str
    command: Sequence[str | Path]
    environment: Mapping[str, str] = field(default_factory=dict)
    holds_back_last_line: bool = False


@dataclass(frozen=True)
class Outcome:
    name: str
    status: int
    seconds: float

    @property
    def failed(self) -> bool:
        return self.status not in (0, NO_TESTS)

    def __str__(self) -> str:
        verdict = "HỎNG" if self.failed else "không có bài thử" if self.status == NO_TESTS else "được"
        return f"  {self.seconds:7.1f} giây  {verdict:<6}  {self.name}"


class Runner:
    """Runs steps and remembers how each ended."""

    def __init__(self) -> None:
        self.outcomes: list[Outcome] = []
        self.held_back = ""

    def run(self, step: Step) -> Outcome:
        print(f"\n── {step.name}", flush=True)
        started = time.monotonic()
        environment = {**os.environ, **step.environment}
        if step.holds_back_last_line:
            status, self.held_back = stream(step.command, environment)
        else:
            status = subprocess.run(step.command, cwd=CHECKOUT, env=environment, check=False).returncode
        return self.note(Outcome(step.name, status, time.monotonic() - started))

    def call(self, name: str, work: Callable[[], int]) -> Outcome:
        """A step that is a Python function returning an exit status, or ending with a sentence (SystemExit)."""
        print(f"\n── {name}", flush=True)
        started = time.monotonic()
        try:
            status = work()
        except SystemExit as refusal:
            print(refusal, flush=True)
            status = 1
        return self.note(Outcome(name, status, time.monotonic() - started))

    def note(self, outcome: Outcome) -> Outcome:
        self.outcomes.append(outcome)
        return outcome

    def finish(self) -> int:
        """Print the table of steps, the failed ones by name, then the closing line that was held back."""
        print("\n── Thời gian từng bước", flush=True)
        for outcome in self.outcomes:
            print(outcome)
        print(f"  {sum(outcome.seconds for outcome in self.outcomes):7.1f} giây  tất cả")
        failed = [outcome.name for outcome in self.outcomes if outcome.failed]
        if failed:
            print(f"\nBước hỏng: {'; '.join(failed)}")
        if self.held_back:
            print(self.held_back, end="")
        sys.stdout.flush()
        return 1 if failed else 0


def stream(command: Sequence[str | Path], environment: Mapping[str, str]) -> tuple[int, str]:
    """Show the output as it comes, except the last line; (exit status, last line)."""
    process = subprocess.Popen(
        command, cwd=CHECKOUT, env=dict(environment), stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    assert process.stdout is not None
    last = b""
    try:
        # Pieces, not lines: the dots of a test run are shown while their line grows.
        while piece := os.read(process.stdout.fileno(), 65536):
            text = last + piece
            cut = text.rstrip(b"\n").rfind(b"\n") + 1
            sys.stdout.buffer.write(text[:cut])
            sys.stdout.buffer.flush()
            last = text[cut:]
        return process.wait(), last.decode("utf-8", "replace")
    finally:
        process.stdout.close()
        if process.poll() is None:
            process.terminate()
            process.wait()
