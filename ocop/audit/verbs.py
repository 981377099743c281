"""What an event is called for people: the app's own label, the label of the move, or a word of `audit.wording`."""

from ocop.audit.wording import LABELS
from ocop.rulebook.lifecycle import MACHINES

_labels: dict[str, str] = {}


def register(labels: dict[str, str]) -> None:
    """Add labels: `register({"appointment.made": "Cử vào vai trò"})`."""
    _labels.update(labels)


def label(verb: str) -> str:
    """The registered label, the label of the move, or the verb itself."""
    if verb in _labels:
        return _labels[verb]
    machine, _, move = verb.partition(".")
    if machine in MACHINES and move in MACHINES[machine].moves:
        found = MACHINES[machine]
        return f"{found.moves[move].label} ({found.noun})"
    return LABELS.get(verb, verb)


def labelled(verbs: list[str]) -> list[tuple[str, str]]:
    """(verb, label), by label, for a select box."""
    return sorted(((verb, label(verb)) for verb in verbs), key=lambda pair: pair[1])
