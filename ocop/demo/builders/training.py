"""Courses in every state with invented people; what was taught is invented too."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from ocop.core.acting import Acting
from ocop.core.clock import local_date
from ocop.demo.cast import HA_DONG
from ocop.demo.world import World
from ocop.training.actions import courses, people
from ocop.training.models import Course, Enrolment

HOUR = timedelta(hours=1)
TOPICS = [("Ghi nhãn hàng hóa", Decimal(4)), ("An toàn thực phẩm ở cơ sở nhỏ", Decimal(4))]
# producer, name, as what, sessions attended of the class that is over
TAUGHT = (
    ("sen", "Nguyễn Thị Hương Sen", "leader", 2),
    ("sen", "Lý Thị Nhài (giả định)", "worker", 2),
    ("sen", "Hồ Văn Sậy (giả định)", "worker", 2),
    ("com", "Đào Thị Mùa", "leader", 2),
    ("com", "Vi Thị Nếp (giả định)", "worker", 1),
    ("lua", "Quản Thị Tơ", "leader", 2),
    ("lua", "Thái Thị Dâu (giả định)", "worker", 2),
    ("gom", "Phùng Thị Gốm", "leader", 2),
)


def add_courses(world: World) -> None:
    _over(world)
    _held(world)
    _running(world)
    _open(world)
    _around(world)


def _plan(
    world: World, by: Acting, at: datetime, title: str, first: date, days: int, sessions: int, **more: Any
) -> Course:
    data: dict[str, Any] = {
        "kind": "class",
        "title": title,
        "audience": "all",
        "venue": "Hội trường Mẫu",
        "starts_on": first,
        "ends_on": first + timedelta(days=days - 1),
        "document": "Kế hoạch Mẫu, giả định",
        **more,
    }
    course = courses.plan_course(data=data, topics=TOPICS, by=by, at=at, is_demo=True)
    for number in range(sessions):
        start = datetime.combine(first + timedelta(days=number), datetime.min.time(), at.tzinfo) + 8 * HOUR
        held = {
            "title": TOPICS[number][0],
            "trainer": "Giảng viên Mẫu",
            "starts_at": start,
            "hours": Decimal(4),
        }
        courses.add_session(course=course, data=held, by=by, at=at)
    return course


def _enrol(
    world: World, course: Course, by: Acting, at: datetime, maker: str, name: str, role: str
) -> Enrolment:
    producer = world.producers[maker]
    return people.enrol(course=course, name=name, role=role, producer=producer, by=by, at=at)[0]


def _over(world: World) -> None:
    """Held, certified, closed: everybody but one was there long enough."""
    at, later = world.days.at(50, 9), world.days.at(40, 17)
    by = world.by("tinh", at)
    course = _plan(
        world, by, at, "Lớp Mẫu: ghi nhãn và an toàn thực phẩm", local_date(world.days.at(45, 8)), 2, 2
    )
    courses.move(course=course, name="open", by=by, at=at)
    held = [(_enrol(world, course, by, at, *one[:3]), one[3]) for one in TAUGHT]
    courses.move(course=course, name="start", by=by, at=at)
    for number, session in enumerate(course.sessions.all(), 1):
        there = {one.code for one, attended in held if attended >= number}
        people.note_list(session=session, present=there, shown=set(), by=by, at=later)
    courses.move(course=course, name="finish", by=by, at=later)
    people.certify(course=course, by=by, at=later)
    for marks, (one, _) in zip(((5, 4, 5), (4, 4, 3), (5, 5, 4)), held, strict=False):
        one.course.refresh_from_db()
        content, teaching, use = marks
        people.give_feedback(enrolment=one, content=content, teaching=teaching, use=use, at=later)
    courses.move(course=course, name="close", by=by, at=later)


def _held(world: World) -> None:
    """Over since yesterday: certificates and the closing are still to come."""
    at, later = world.days.at(15, 9), world.days.at(8, 17)
    by = world.by("tinh", at)
    course = _plan(world, by, at, "Lớp Mẫu: ghi chép chi phí", local_date(world.days.at(9, 8)), 1, 1)
    courses.move(course=course, name="open", by=by, at=at)
    held = [_enrol(world, course, by, at, *one[:3]) for one in TAUGHT[:3]]
    courses.move(course=course, name="start", by=by, at=at)
    session = course.sessions.get()
    people.note_list(session=session, present={one.code for one in held}, shown=set(), by=by, at=later)
    courses.move(course=course, name="finish", by=by, at=later)


def _running(world: World) -> None:
    """Of the commune, today: its session can show the code."""
    at, now = world.days.at(6, 9), world.days.at(0, 8)
    by = world.by("xa", at, unit=HA_DONG)
    course = _plan(world, by, at, "Lớp Mẫu: bán hàng trên mạng", local_date(now), 2, 2, capacity=30)
    courses.move(course=course, name="open", by=by, at=at)
    for maker, name in (
        ("com", "Vi Thị Nếp (giả định)"),
        ("lua", "Thái Thị Dâu (giả định)"),
        ("men", "Kiều Thị Nếp"),
    ):
        _enrol(world, course, by, at, maker, name, "worker")
    courses.move(course=course, name="start", by=by, at=at)


def _open(world: World) -> None:
    """Full: one person waits for a place."""
    at = world.days.at(4, 9)
    by, first = world.by("tinh", at), local_date(world.days.at(0, 8)) + timedelta(days=12)
    more = {"capacity": 2, "audience": "leader"}
    course = _plan(world, by, at, "Lớp Mẫu: quản trị hợp tác xã", first, 2, 2, **more)
    courses.move(course=course, name="open", by=by, at=at)
    for maker, name in (("sen", "Nguyễn Thị Hương Sen"), ("gom", "Phùng Thị Gốm"), ("may", "Trương Thị Mây")):
        _enrol(world, course, by, at, maker, name, "leader")


def _around(world: World) -> None:
    """A conference being prepared and a trip that was called off."""
    at = world.days.at(3, 10)
    by, first = world.by("tinh", at), local_date(at) + timedelta(days=30)
    _plan(world, by, at, "Hội nghị Mẫu: sơ kết năm", first, 1, 0, kind="conference")
    trip = _plan(world, by, at, "Đoàn Mẫu: học tập ở tỉnh bạn", first, 3, 0, kind="trip")
    courses.move(course=trip, name="cancel", reason="Lùi sang năm sau (giả định)", by=by, at=at)
