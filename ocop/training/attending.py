"""The code that a session shows: signed, and good for a short time, so that a photo of it is of no use tomorrow."""

from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils.translation import gettext as _

from ocop.core.errors import RuleBroken
from ocop.training.models import Session

SALT = "training-attend"
GOOD_FOR = timedelta(minutes=3)  # the page with the code renews it every minute


def code_of(session: Session) -> str:
    return signing.TimestampSigner(salt=SALT).sign(session.code)


def address_of(session: Session) -> str:
    return settings.OCOP_PUBLIC_URL + reverse("training-public:attend", args=[code_of(session)])


def session_of(code: str) -> Session:
    """The session of a fresh code; anything else is refused in words."""
    try:
        found = signing.TimestampSigner(salt=SALT).unsign(code[:120], max_age=GOOD_FOR)
        return Session.objects.select_related("course__unit").get(code=found)
    except (signing.BadSignature, Session.DoesNotExist):
        sentence = _("Mã điểm danh đã quá hạn. Hãy quét lại mã đang hiện trên màn hình của lớp.")
        raise RuleBroken(sentence, code="training.attend.stale") from None
