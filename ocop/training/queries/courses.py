"""Reads over courses: lists, one course's people, what feedback says, Excel."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Avg, Count, Exists, OuterRef, Q, QuerySet, Sum

from ocop.core.acting import Acting
from ocop.core.text import words
from ocop.documents.sheets import Column, Sheet, write_xlsx
from ocop.producers.models import Producer
from ocop.rulebook.lifecycle import MACHINES
from ocop.training.enums import Kind, Standing
from ocop.training.models import Attendance, Course, Enrolment, Session

GOING = Q(enrolments__standing=Standing.GOING)


def filtered(courses: QuerySet[Course], params: Any) -> QuerySet[Course]:
    """By kind, state, year and words of the title; unknown values are ignored."""
    kind, state, year = (params.get(name, "") for name in ("loai", "tinh_trang", "nam"))
    if kind in Kind.values:
        courses = courses.filter(kind=kind)
    if state in MACHINES[Course.machine].states:
        courses = courses.filter(state=state)
    if year.isdecimal() and len(year) == 4:
        courses = courses.filter(starts_on__year=int(year))
    for word in words(params.get("q", "")[:100])[:4]:
        courses = courses.filter(search_key__contains=word)
    return courses


def with_numbers(courses: QuerySet[Course]) -> QuerySet[Course]:
    """People with a place, and how many completed."""
    return courses.select_related("unit").annotate(
        going=Count("enrolments", filter=GOING),
        done=Count("enrolments", filter=Q(enrolments__completed_on__isnull=False)),
    )


def people_of(course: Course, acting: Acting) -> QuerySet[Enrolment]:
    """Those whom this person may see, with how many sessions they were at."""
    found = Enrolment.objects.visible_to(acting).filter(course=course)
    found = found.select_related("trainee__producer", "trainee__unit")
    return found.annotate(
        sessions_there=Count("attendances"), hours_there=Sum("attendances__session__hours")
    ).order_by("trainee__name_key", "pk")


def sessions_of(course: Course) -> QuerySet[Session]:
    return course.sessions.annotate(there=Count("attendances"))


def presence(session: Session) -> QuerySet[Enrolment]:
    """Everybody with a place, and whether they were noted for this session."""
    there = Attendance.objects.filter(session=session, enrolment=OuterRef("pk"))
    found = session.course.enrolments.going().select_related("trainee__producer", "trainee__unit")  # type: ignore[attr-defined]
    return found.annotate(there=Exists(there)).order_by("trainee__name_key", "pk")


@dataclass(frozen=True)
class Opinion:
    count: int
    content: float | None
    teaching: float | None
    use: float | None


def opinion_of(course: Course) -> Opinion:
    found = Enrolment.objects.filter(course=course, feedback__isnull=False).aggregate(
        count=Count("pk"),
        content=Avg("feedback__content"),
        teaching=Avg("feedback__teaching"),
        use=Avg("feedback__use"),
    )
    return Opinion(**found)


def open_for(producer: Producer) -> QuerySet[Course]:
    """What the people of a producer may come to, or were at."""
    unit = producer.unit
    here = Course.objects.for_place(unit.key, unit.province_key) if unit else Course.objects.none()
    own = Course.objects.filter(enrolments__trainee__producer=producer)
    mine = Count("enrolments", filter=GOING & Q(enrolments__trainee__producer=producer))
    return (
        Course.objects.filter(Q(pk__in=here.values("pk")) | Q(pk__in=own.values("pk")))
        .select_related("unit")
        .annotate(mine=mine)
    )


def export(courses: QuerySet[Course], *, office: str) -> bytes:
    """The list on screen as an official sheet."""
    columns = [
        Column("Mã", 14),
        Column("Hình thức", 24),
        Column("Tên", 46),
        Column("Đơn vị tổ chức", 26),
        Column("Từ ngày", 12, "date"),
        Column("Đến ngày", 12, "date"),
        Column("Địa điểm", 30),
        Column("Số người có chỗ", 11, "integer", total=True),
        Column("Dự đủ giờ", 11, "integer", total=True),
        Column("Kinh phí (đồng)", 18, "money", total=True),
        Column("Trạng thái", 18),
        Column("Văn bản, nguồn", 40),
    ]
    sheet = Sheet("Lớp", columns, _course_rows(courses), title="Lớp, hội nghị, đoàn học tập", office=office)
    return write_xlsx([sheet])


def _course_rows(courses: QuerySet[Course]) -> Iterator[list[Any]]:
    for one in with_numbers(courses).order_by("-starts_on", "-pk").iterator(chunk_size=500):
        yield [
            one.code,
            one.get_kind_display(),
            one.title,
            one.unit.full_name,
            one.starts_on,
            one.ends_on,
            one.venue,
            one.going,
            one.done,
            one.cost,
            one.state_label,
            one.document,
        ]


def export_people(course: Course, acting: Acting) -> bytes:
    """The participants whom this person may see."""
    columns = [
        Column("Mã ghi danh", 13),
        Column("Họ và tên", 26),
        Column("Năm sinh", 9, "integer"),
        Column("Tư cách", 30),
        Column("Chủ thể, đơn vị", 34),
        Column("Điện thoại", 14),
        Column("Chỗ", 10),
        Column("Số buổi có mặt", 10, "integer"),
        Column("Số giờ có mặt", 10, "number"),
        Column("Dự đủ giờ ngày", 12, "date"),
        Column("Số giấy chứng nhận", 20),
    ]
    rows = (
        [
            one.code,
            one.trainee.name,
            one.trainee.born or None,
            one.get_role_display(),
            one.trainee.of,
            one.trainee.phone,
            one.get_standing_display(),
            one.sessions_there,
            one.hours_there or 0,
            one.completed_on,
            one.certificate_no,
        ]
        for one in people_of(course, acting)
    )
    return write_xlsx([Sheet("Người học", columns, rows, title=course.title, office=acting.office)])
