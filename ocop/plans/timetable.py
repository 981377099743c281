"""What the plans do by themselves."""

from datetime import datetime

from ocop.core.timetable import daily
from ocop.plans.actions.reminding import remind


def reminders(*, at: datetime) -> str:
    told = remind(at=at)
    return f"Đã nhắc {told['soon']} nhiệm vụ sắp đến hạn và {told['late']} nhiệm vụ quá hạn."


def install() -> None:
    daily(
        "plans.remind", at="06:10", run=reminders, words="Nhắc nhiệm vụ của kế hoạch sắp đến hạn và quá hạn"
    )
