"""What `ocop init` calls."""

from ocop.core.clock import now
from ocop.transparency.catching_up import catch_up
from ocop.transparency.publishing import publish_log


def load() -> dict[str, int]:
    """For `ocop init` and the demo: what was published before the log, or past it, is logged and signed."""
    added = catch_up()
    mark = publish_log(at=now(), whole=True)
    return {"added": added, "signed": mark.size if mark else 0}
