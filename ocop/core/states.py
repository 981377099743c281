"""How a state looks: word, tone and icon for the badge, from the table of moves."""

from typing import Any

from ocop.core.components import Badge
from ocop.rulebook.lifecycle import MACHINES, State

# lifecycle tone → (tone of the design system, icon)
LOOKS = {
    "draft": ("neutral", "pencil"),
    "waiting": ("info", "hourglass-split"),
    "working": ("info", "gear"),
    "success": ("success", "check-circle"),
    "warning": ("warning", "exclamation-triangle"),
    "danger": ("danger", "x-octagon"),
    "ended": ("neutral", "archive"),
}


def state_of(record: Any) -> State:
    return MACHINES[record.machine].states[record.state]


def state_badge(record: Any, *, public: bool = False) -> Badge:
    """The badge of a record's state; `public` uses the wording for producers and the public."""
    state = state_of(record)
    tone, icon = LOOKS[state.tone]
    return Badge(state.public if public and state.public else state.label, tone, icon)
