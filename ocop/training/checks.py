"""Checks of `ocop check` over training."""

from ocop.core.checks_registry import Finding, register
from ocop.rulebook.training import completed
from ocop.training.models import Course, Enrolment


def completion_is_what_attendance_says() -> Finding:
    """Of every course that ended here: who completed is exactly who was there long enough."""
    courses = Course.objects.filter(state__in=("finished", "closed"), sessions__isnull=False).distinct()
    found = Finding(rows=len(courses))
    for course in courses.prefetch_related("sessions", "enrolments__attendances"):
        held = {one.pk: one.hours for one in course.sessions.all()}
        for one in course.enrolments.all():
            there = [held[row.session_id] for row in one.attendances.all() if row.session_id in held]
            due = one.standing == "going" and completed(there, held.values(), course.required_percent)
            if due != bool(one.completed_on):
                found.problems.append(
                    f"{course.code}: {one.code} ghi dự đủ giờ không khớp với số giờ có mặt."
                )
    return found


def capacity_is_kept() -> Finding:
    found = Finding(rows=Course.objects.count())
    for course in Course.objects.exclude(capacity=None):
        going = Enrolment.objects.filter(course=course, standing="going").count()
        if going > course.capacity:
            found.problems.append(f"Lớp {course.code} có {going} người cho {course.capacity} chỗ.")
    return found


def install() -> None:
    register("I61", "Người học dự đủ giờ đúng như số giờ có mặt", completion_is_what_attendance_says)
    register("I62", "Lớp không nhận quá số chỗ", capacity_is_kept)
