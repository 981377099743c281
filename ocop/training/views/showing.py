"""Finished rows for the pages of a course."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from ocop.core.acting import Acting
from ocop.core.components import Button, Fact
from ocop.core.policy import allowed
from ocop.core.templatetags.ocop import vn_number
from ocop.rulebook.lifecycle import MACHINES
from ocop.training.enums import Standing
from ocop.training.models import Course, Enrolment
from ocop.training.policies import courses as policies
from ocop.training.policies import people as people_policies

ICONS = {
    "open": "calendar-check",
    "start": "clock",
    "finish": "check-circle",
    "close": "archive",
    "cancel": "x-octagon",
}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def sheet_response(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def days_of(course: Course) -> str:
    if course.starts_on == course.ends_on:
        return f"{course.starts_on:%d/%m/%Y}"
    return f"{course.starts_on:%d/%m/%Y} – {course.ends_on:%d/%m/%Y}"


def facts_of(course: Course) -> list[Fact]:
    return [
        Fact("Hình thức", course.get_kind_display()),
        Fact("Đơn vị tổ chức", course.unit.full_name),
        Fact("Dành cho", course.get_audience_display()),
        Fact("Thời gian", days_of(course)),
        Fact("Địa điểm", course.venue),
        Fact("Số chỗ", course.capacity or "", missing="Không giới hạn"),
        Fact("Phải dự ít nhất", f"{course.required_percent} % số giờ"),
        Fact("Kinh phí", f"{vn_number(course.cost)} đồng" if course.cost is not None else ""),
        Fact("Theo văn bản", course.document),
        *([Fact("Ghi chú", course.note)] if course.note else []),
    ]


def buttons_of(course: Course, by: Acting) -> list[Button]:
    """What this office can do now; refused ones of the organiser say why."""
    found = []
    if by.unit is not None and by.unit.pk == course.unit_id:
        for name in MACHINES["training"].moves_from(course.state):
            why = allowed(policies.check_can_move, course, name, by=by)
            kind = "secondary" if name == "cancel" else "primary"
            url = reverse("training:move", args=[course.code, name])
            label = MACHINES["training"].moves[name].label
            found.append(Button(label, url, kind, ICONS[name], reason=why.reason))
        if allowed(policies.check_can_edit, course, by=by):
            found.append(Button("Sửa", reverse("training:edit", args=[course.code]), "secondary", "pencil"))
    if allowed(people_policies.check_can_enrol, course):
        url = reverse("training:enrol", args=[course.code])
        found.append(Button("Ghi danh", url, "secondary", "person-check"))
    return found


def people_rows(people: Iterable[Enrolment], course: Course) -> list[dict[str, Any]]:
    tones = {Standing.GOING: "success", Standing.WAITING: "warning", Standing.WITHDRAWN: "neutral"}
    open_ = course.state in people_policies.ENROLLING
    return [
        {
            "one": one,
            "tone": tones[Standing(one.standing)],
            "can_leave": open_ and one.standing != Standing.WITHDRAWN and not one.sessions_there,
        }
        for one in people
    ]
