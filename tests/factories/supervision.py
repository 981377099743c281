"""Reports of misuse, made by the action that the public form triggers."""

from datetime import datetime

from ocop.core.acting import Acting
from ocop.supervision.actions import misuse
from ocop.supervision.models import Report
from tests.factories.accounts import AT

VISITOR = Acting(on=AT.date(), key="visitor")


def report_data(**changes: object) -> dict[str, object]:
    return {
        "kind": "expired",
        "words": "Nhãn ghi 4 sao nhưng trang kiểm tra báo hết hạn.",
        "seen_at_words": "Chợ Hà Đông",
        **changes,
    }


def make_report(at: datetime = AT, traces: dict[str, str] | None = None, **changes: object) -> Report:
    return misuse.give_report(data=report_data(**changes), traces=traces or {}, by=VISITOR, at=at)
