"""Courses with sessions and people, made by the actions that offices trigger."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from ocop.core.acting import Acting
from ocop.core.permissions import Role
from ocop.training.actions import courses, people
from ocop.training.enums import Way
from ocop.training.models import Course, Enrolment, Session
from tests.factories.accounts import AT, DAY, act
from tests.factories.places import make_units


def organiser(unit: str = "01") -> Acting:
    role = {"VN": Role.CENTRAL_OFFICE, "01": Role.PROVINCE_OFFICE}.get(unit, Role.COMMUNE_OFFICER)
    return act(role, make_units()[unit])


def course_data(**changes: Any) -> dict[str, Any]:
    return {
        "kind": "class",
        "title": "Lớp thử về ghi nhãn",
        "audience": "all",
        "venue": "Hội trường",
        "starts_on": DAY,
        "ends_on": DAY + timedelta(days=1),
        "capacity": None,
        "required_percent": 80,
        "cost": Decimal(12_000_000),
        "document": "KH 1/KH",
        "note": "",
        **changes,
    }


def start_of(day: date = DAY, hour: int = 8) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))


def make_course(
    by: Acting, *, state: str = "open", hours: tuple[str, ...] = ("4", "4"), **changes: Any
) -> Course:
    """Planned, or with its sessions on successive days and open."""
    data = course_data(**changes)
    course = courses.plan_course(data=data, topics=[("Ghi nhãn", Decimal(8))], by=by, at=AT)
    for number, held in enumerate(hours):
        make_session(
            course, by, day=min(data["starts_on"] + timedelta(days=number), data["ends_on"]), hours=held
        )
    return courses.move(course=course, name="open", by=by, at=AT) if state == "open" else course


def make_session(course: Course, by: Acting, *, day: date = DAY, hours: str = "4") -> Session:
    data = {"title": f"Buổi {day:%d/%m}", "trainer": "", "starts_at": start_of(day), "hours": Decimal(hours)}
    return courses.add_session(course=course, data=data, by=by, at=AT)


def put_in(
    course: Course, by: Acting, name: str = "Trần Thị Thử", role: str = "worker", **more: Any
) -> Enrolment:
    return people.enrol(course=course, name=name, role=role, by=by, at=AT, **more)[0]


def hold(course: Course, by: Acting, present: dict[Session, list[Enrolment]]) -> Course:
    """Start, note the lists, finish."""
    course = courses.move(course=course, name="start", by=by, at=AT)
    for session, there in present.items():
        codes = {one.code for one in there}
        people.note_list(session=session, present=codes, shown=set(), by=by, at=AT)
    return courses.move(course=course, name="finish", by=by, at=AT)


__all__ = ["Way", "course_data", "hold", "make_course", "make_session", "organiser", "put_in", "start_of"]
