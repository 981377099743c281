"""A course is planned, gets its sessions, and goes from step to step."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from ocop import notify
from ocop.audit import record
from ocop.audit.moves import apply_move
from ocop.core.acting import Acting
from ocop.core.clock import local_date
from ocop.core.fields import public_code
from ocop.producers.models import Producer
from ocop.rulebook.training import completed
from ocop.training.enums import Standing
from ocop.training.models import Course, Enrolment, Session, Topic
from ocop.training.policies import courses as policies

FIELDS = (
    *("kind", "title", "audience", "venue", "starts_on", "ends_on", "capacity", "required_percent"),
    *("cost", "document", "note"),
)
Topics = list[tuple[str, Decimal]]


@transaction.atomic
def plan_course(
    *, data: dict[str, Any], topics: Topics, by: Acting, at: datetime, is_demo: bool = False
) -> Course:
    """The acting unit organises it."""
    policies.check_can_plan(by=by)
    policies.check_data(data)
    course = Course.objects.create(
        code=public_code("LH"),
        unit=by.unit,
        is_demo=is_demo,
        created_at=at,
        state_at=at,
        **{name: data[name] for name in FIELDS if name in data},
    )
    _write_topics(course, topics)
    record("training.plan", about=course, by=by, at=at, data={"kind": course.kind, "title": course.title})
    return course


@transaction.atomic
def edit_course(*, course: Course, data: dict[str, Any], topics: Topics, by: Acting, at: datetime) -> Course:
    course = Course.objects.select_related("unit").locked(course.pk)
    policies.check_can_edit(course, by=by)
    policies.check_data(data)
    policies.check_capacity(course, data.get("capacity"))
    changed = [name for name in FIELDS if name in data and getattr(course, name) != data[name]]
    for name in changed:
        setattr(course, name, data[name])
    course.save()
    course.topics.all().delete()
    _write_topics(course, topics)
    record("training.edit", about=course, by=by, at=at, data={"changed": changed})
    _seat(course, at=at)
    return course


def _write_topics(course: Course, topics: Topics) -> None:
    Topic.objects.bulk_create(
        Topic(course=course, position=number, title=title, hours=hours)
        for number, (title, hours) in enumerate(topics, 1)
    )


@transaction.atomic
def add_session(*, course: Course, data: dict[str, Any], by: Acting, at: datetime) -> Session:
    course = Course.objects.select_related("unit").locked(course.pk)
    policies.check_can_edit(course, by=by)
    policies.check_session(course, data, local_date(data["starts_at"]))
    session = Session.objects.create(code=public_code("BH"), course=course, **data)
    record("training.session", about=course, by=by, at=at, data={"title": session.title})
    return session


@transaction.atomic
def remove_session(*, session: Session, by: Acting, at: datetime) -> None:
    """One that was not held; never one where somebody was noted."""
    Course.objects.locked(session.course_id)
    policies.check_can_remove_session(session, by=by)
    record("training.session_removed", about=session.course, by=by, at=at, data={"title": session.title})
    session.delete()


@transaction.atomic
def move(*, course: Course, name: str, reason: str = "", by: Acting, at: datetime) -> Course:
    """open, start, finish (works out who completed), close or cancel."""
    course = Course.objects.select_related("unit").locked(course.pk)
    policies.check_can_move(course, name, by=by)
    apply_move(course, name, by=by, at=at, reason=reason)
    if name == "finish":
        _complete(course, on=min(course.ends_on, local_date(at)))
    if name == "cancel":
        _tell_producers(course, "training.cancelled", at=at, reason=reason)
    return course


def _complete(course: Course, *, on: date) -> None:
    """Everybody with a place who was there for the required share of the hours, from the last day of the course or the day
    it was ended early."""
    held = dict(course.sessions.values_list("pk", "hours"))
    for one in course.enrolments.going().prefetch_related("attendances"):  # type: ignore[attr-defined]
        there = [held[row.session_id] for row in one.attendances.all()]
        if completed(there, held.values(), course.required_percent):
            one.completed_on = on
            one.save(update_fields=["completed_on"])


def _seat(course: Course, *, at: datetime) -> None:
    """Free places go to those who wait, in the order in which they came."""
    going = course.enrolments.going().count()  # type: ignore[attr-defined]
    waiting = course.enrolments.filter(standing=Standing.WAITING).select_related("trainee__producer")
    free = waiting.count() if course.capacity is None else max(0, course.capacity - going)
    for one in waiting[:free]:
        one.standing = Standing.GOING
        one.save(update_fields=["standing"])
        if one.trainee.producer:
            notify.queue(
                "training.seated", to=one.trainee.producer, about=course, at=at, name=one.trainee.name
            )


def seat_waiting(course: Course, *, at: datetime) -> None:
    """Called when a place became free."""
    _seat(course, at=at)


def _tell_producers(course: Course, key: str, *, at: datetime, **context: str) -> None:
    concerned = Enrolment.objects.filter(course=course).exclude(standing=Standing.WITHDRAWN)
    for producer in Producer.objects.filter(trainees__enrolments__in=concerned).distinct():
        notify.queue(key, to=producer, about=course, at=at, **context)
