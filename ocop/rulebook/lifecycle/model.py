"""What a machine of states consists of. Pure data."""

from dataclasses import dataclass


@dataclass(frozen=True)
class State:
    """`label` for those who work, `public` for the producer and the public, `tone` for the badge, `holder` who has it now."""

    label: str
    public: str
    tone: str  # draft, waiting, working, success, warning, danger, ended
    holder: str = ""
    final: bool = False


@dataclass(frozen=True)
class Move:
    """`permission` is the value of ocop.core.permissions.Permission; empty: done by the system, or by anyone (`open`)."""

    label: str
    sources: tuple[str, ...]
    target: str
    permission: str = ""
    needs_reason: bool = False
    open: bool = False


@dataclass(frozen=True)
class Machine:
    name: str
    noun: str
    start: str
    states: dict[str, State]
    moves: dict[str, Move]

    def moves_from(self, state: str) -> list[str]:
        return [name for name, move in self.moves.items() if state in move.sources]
