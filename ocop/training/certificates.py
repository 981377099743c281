"""The certificate of attendance: one light page, A4 landscape. No form is prescribed for it."""

from django.conf import settings
from django.db.models import Sum
from django.urls import reverse

from ocop.documents.certificates import DEMO_MARK
from ocop.documents.official.cleaning import printable
from ocop.documents.official.model import MOTTO, NATION, date_in_words
from ocop.documents.qr import qr_drawing
from ocop.documents.typesetting import typeset
from ocop.training.models import Enrolment


def pass_address(one: Enrolment) -> str:
    return settings.OCOP_PUBLIC_URL + reverse("training-public:pass", args=[one.token])


def check_address(one: Enrolment) -> str:
    return settings.OCOP_PUBLIC_URL + reverse("training-public:certificate", args=[one.check_token])


def render_certificate(one: Enrolment) -> bytes:
    """Of an enrolment with a number; the same data give the same bytes."""
    course, address = one.course, check_address(one)
    hours = course.sessions.aggregate(total=Sum("hours"))["total"] or 0
    assert one.certified_on is not None
    data = {
        "nation": NATION,
        "motto": MOTTO,
        "name": one.trainee.name,
        "of": one.trainee.of,
        "course": course.title,
        "held": f"{course.get_kind_display()}, từ {course.starts_on:%d/%m/%Y} đến {course.ends_on:%d/%m/%Y}",
        "hours": f"{hours:g} giờ".replace(".", ","),
        "organiser": course.unit.full_name,
        "date": date_in_words(one.certified_on),
        "number": one.certificate_no,
        "host": settings.OCOP_PUBLIC_URL.split("//")[-1],
        "mark": DEMO_MARK if course.is_demo else "",
    }
    shown = {name: printable(value) for name, value in data.items()}
    return typeset("attendance.typ", shown | {"qr": qr_drawing(address)})
