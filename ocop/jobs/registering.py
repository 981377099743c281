"""What this app tells the registries of core."""

from ocop.audit import verbs
from ocop.core import health, nav
from ocop.core.clock import now
from ocop.core.permissions import Permission
from ocop.core.timetable import daily, every


def install() -> None:
    from ocop.jobs.actions import resume_jobs
    from ocop.jobs.cleaning import clean_runs, clean_sessions

    verbs.register(
        {
            "job.start": "Bắt đầu việc nền",
            "job.cancel": "Dừng việc nền",
            "timetable.run_now": "Chạy ngay việc theo giờ",
        }
    )
    every("jobs.resume", minutes=2, run=resume_jobs, words="Giao lại việc nền bị dừng giữa chừng")
    daily("sessions.clean", at="03:10", run=clean_sessions, words="Dọn phiên đăng nhập đã hết hạn")
    daily("timetable.clean", at="03:20", run=clean_runs, words="Dọn lịch sử chạy việc nền đã cũ")
    nav.register(
        nav.NavItem("Việc nền", "jobs:timetable", "clock-history", 860, permissions=(Permission.JOB_MANAGE,))
    )
    health.register("timetable", timetable_trouble)


def timetable_trouble() -> str:
    from ocop.jobs.queries import late_entries

    late = [entry.key for entry in late_entries(at=now())]
    return f"chưa chạy đúng giờ: {', '.join(late)}" if late else ""
