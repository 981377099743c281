"""Who meets whom at which time of a connection conference: without clashes, and never worse than the greedy plan.

`planning` is not imported here: it loads numpy and scipy, which only the action that plans should pay for.
"""

from ocop.rulebook.meetings.model import FIRST, Meeting, Setting, clashes, value

__all__ = ["FIRST", "Meeting", "Setting", "clashes", "value"]
