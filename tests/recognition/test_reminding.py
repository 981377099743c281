"""Holders are warned before a certificate ends, once per step."""

from datetime import datetime, time, timedelta

import pytest

from ocop.notify.models import Notification
from ocop.producers.models import Membership
from ocop.recognition.actions import revoking
from ocop.recognition.actions.reminding import DAYS_BEFORE, remind_expiring
from tests.factories.accounts import AT, make_person
from tests.factories.recognition import DAY, make_certificate, make_office

pytestmark = pytest.mark.django_db


@pytest.fixture
def certificate():
    one = make_certificate(make_office())
    Membership.objects.create(
        person=make_person(), producer=one.product.producer, kind="owner", from_on=DAY, created_at=AT
    )
    return one


def remind(one, days_before):
    day = one.valid_until - timedelta(days=days_before)
    return remind_expiring(at=datetime.combine(day, time(7), AT.tzinfo))


def test_each_step_is_told_once(certificate):
    told = [
        (days, remind(certificate, days), remind(certificate, days))
        for days in (181, *DAYS_BEFORE, 29, 0, -1)
    ]

    assert [first for _, first, _ in told] == [0, 1, 1, 1, 1, 1, 0, 0, 0]
    assert all(second == 0 for _, _, second in told)


def test_a_missed_day_is_made_up_for_and_the_window_is_named(certificate):
    assert remind(certificate, 140) == 1
    notice = Notification.objects.get(key="certificate.expiring")
    assert notice.title == "Giấy chứng nhận 01/2026/GCN-OCOP-01 còn 140 ngày"
    assert "từ 06/05/2029 đến hết 05/07/2029" in notice.text
    assert remind(certificate, 50) == 1
    assert "Đã qua thời gian nộp" in Notification.objects.filter(key="certificate.expiring").latest("pk").text


def test_a_suspended_certificate_is_told_of_as_well(certificate):
    revoking.suspend(certificate=certificate, reason="Kiểm tra", by=_office(certificate), at=AT)
    assert remind(certificate, 180) == 1  # a suspended one may come back, its term runs on


def _office(certificate):
    from ocop.core.permissions import Role
    from tests.factories.accounts import act

    return act(Role.PROVINCE_OFFICE, certificate.unit)
