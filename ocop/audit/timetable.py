"""What the audit does by itself once a day."""

from datetime import datetime

from ocop.audit.actions import make_checkpoint


def sign_daily(*, at: datetime) -> str:
    """The day's signed mark of the chain (I28)."""
    mark = make_checkpoint(at=at)
    return f"mốc ở mục {mark.seq}"
