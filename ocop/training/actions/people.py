"""Enrolling, presence, certificates, feedback."""

from datetime import datetime
from typing import Any

from django.db import transaction

from ocop.audit import record
from ocop.core.acting import Acting
from ocop.core.clock import local_date
from ocop.core.fields import public_code, secret_token
from ocop.core.text import clean_line, fold
from ocop.places.models import Unit
from ocop.producers.models import Producer
from ocop.training.actions.courses import seat_waiting
from ocop.training.enums import Standing, Way
from ocop.training.models import Attendance, Course, Enrolment, Feedback, Session, Trainee
from ocop.training.policies import courses as course_policies
from ocop.training.policies import people as policies


@transaction.atomic
def enrol(
    *,
    course: Course,
    name: str,
    role: str,
    producer: Producer | None = None,
    unit: Unit | None = None,
    born: int = 0,
    phone: str = "",
    by: Acting,
    at: datetime,
) -> tuple[Enrolment, bool]:
    """A place, or the end of the queue when all are taken. Who is enrolled already stays so: answers (enrolment, new)."""
    course = Course.objects.select_related("unit").locked(course.pk)
    policies.check_may_enrol_for(producer, unit, course, by=by)
    policies.check_can_enrol(course)
    policies.check_person(course, role=role, born=born, producer=producer, on=local_date(at))
    trainee = _trainee(producer, unit, name=clean_line(name), role=role, born=born, phone=phone)
    held = course.enrolments.filter(trainee=trainee).first()
    if held and held.standing != Standing.WITHDRAWN:
        return held, False
    standing = Standing.GOING if _has_room(course) else Standing.WAITING
    if held:
        held.standing, held.role, held.enrolled_at = standing, role, at
        held.save(update_fields=["standing", "role", "enrolled_at"])
    else:
        held = Enrolment.objects.create(
            code=public_code("GD", 6),
            token=secret_token(),
            course=course,
            trainee=trainee,
            role=role,
            standing=standing,
            enrolled_by=by.person,
            enrolled_at=at,
        )
    record("training.enrol", about=course, by=by, at=at, data={"enrolment": held.code, "standing": standing})
    return held, True


def _has_room(course: Course) -> bool:
    return course.capacity is None or course.enrolments.going().count() < course.capacity  # type: ignore[attr-defined]


def _trainee(producer: Producer | None, unit: Unit | None, *, name: str, born: int, **rest: Any) -> Trainee:
    """The same person of the same producer (or unit) is found again by name and year of birth."""
    place = producer.unit if producer else unit
    owner: dict[str, Any] = {"producer": producer} if producer else {"producer": None, "unit": unit}
    found = Trainee.objects.filter(name_key=fold(name)[:150], born=born, **owner).first()
    if found is None:
        demo = bool(producer and producer.is_demo)
        return Trainee.objects.create(
            name=name, born=born, producer=producer, unit=place, is_demo=demo, **rest
        )
    found.role, found.phone = rest["role"], rest["phone"] or found.phone
    found.save()
    return found


@transaction.atomic
def withdraw(*, enrolment: Enrolment, by: Acting, at: datetime) -> Enrolment:
    """The place goes to the first who waits."""
    course = Course.objects.locked(enrolment.course_id)
    policies.check_can_withdraw(enrolment, by=by)
    enrolment.standing = Standing.WITHDRAWN
    enrolment.save(update_fields=["standing"])
    record("training.withdraw", about=course, by=by, at=at, data={"enrolment": enrolment.code})
    seat_waiting(course, at=at)
    return enrolment


@transaction.atomic
def mark_present(
    *, session: Session, enrolment: Enrolment, way: Way, by: Acting, at: datetime
) -> tuple[Attendance, bool]:
    """One row whatever the number of scans: answers (attendance, new). Who may is checked before: the participant holds
    a fresh code of the session (`own`), an organiser is signed in (`trainer`, `list`)."""
    if way != Way.OWN_SCAN:
        course_policies.check_is_organiser(session.course, by=by)
    policies.check_presence(session, enrolment)
    if way != Way.LIST:
        policies.check_scan_time(session, at=at)
    row, new = Attendance.objects.get_or_create(
        session=session, enrolment=enrolment, defaults={"way": way, "at": at, "by": by.person}
    )
    if new:
        record(
            "training.present",
            about=session.course,
            by=by,
            at=at,
            data={"session": session.code, "enrolment": enrolment.code, "way": str(way)},
        )
    return row, new


@transaction.atomic
def note_list(
    *, session: Session, present: set[str], shown: set[str], by: Acting, at: datetime
) -> tuple[int, int]:
    """Ticks of the list: codes `present`; `shown` are those that the page had ticked, so that a scan which came in
    meanwhile is not lost. Answers (added, taken back)."""
    course = Course.objects.select_related("unit").locked(session.course_id)
    session.course = course
    course_policies.check_is_organiser(course, by=by)
    rows = Enrolment.objects.filter(course=course, code__in=present | shown).select_related("trainee")
    added = removed = 0
    for one in rows:
        one.course = course
        if one.code in present:
            added += mark_present(session=session, enrolment=one, way=Way.LIST, by=by, at=at)[1]
        else:
            policies.check_presence(session, one)
            removed += session.attendances.filter(enrolment=one).delete()[0]
    if removed:
        record(
            "training.absent", about=course, by=by, at=at, data={"session": session.code, "taken": removed}
        )
    return added, removed


@transaction.atomic
def certify(*, course: Course, by: Acting, at: datetime) -> int:
    """Certificates of attendance for all who completed and have none; the number is the course's own series."""
    course = Course.objects.select_related("unit").locked(course.pk)
    policies.check_can_certify(course, by=by, at=at)
    last = course.enrolments.exclude(certificate_no="").count()
    waiting = course.enrolments.filter(completed_on__isnull=False, certified_on=None)
    rows = list(waiting.order_by("trainee__name_key", "pk"))
    for number, one in enumerate(rows, last + 1):
        one.certificate_no = f"{number:02d}/{course.code}"
        one.certified_on, one.check_token = local_date(at), secret_token()
        one.save(update_fields=["certificate_no", "certified_on", "check_token"])
    record("training.certify", about=course, by=by, at=at, data={"count": len(rows)})
    return len(rows)


@transaction.atomic
def give_feedback(
    *, enrolment: Enrolment, content: int, teaching: int, use: int, words: str = "", at: datetime
) -> Feedback:
    """Once, by who holds the pass."""
    policies.check_feedback(enrolment, at=at)
    return Feedback.objects.create(
        enrolment=enrolment, content=content, teaching=teaching, use=use, words=words, at=at
    )
