"""Telephones: only with consent, an approved template and by day; a provider's bad day never reaches a step (F09)."""

import json
import time
from datetime import datetime, timedelta

import pytest
from django.db import transaction
from django.urls import reverse

from ocop import notify
from ocop.audit.models import Event
from ocop.core.acting import Acting
from ocop.core.permissions import Role
from ocop.notify import actions, breaker
from ocop.notify.channels import Letter, Refused, Unreachable
from ocop.notify.channels import http as http_channel
from ocop.notify.channels.http import HttpAdapter
from ocop.notify.enums import Channel, DeliveryState
from ocop.notify.models import Attempt, ChannelHealth, Delivery
from ocop.notify.quiet import allowed_from
from ocop.notify.wording import without_marks
from tests.factories.accounts import AT, act, make_person, signed_in
from tests.factories.places import make_units
from tests.factories.producers import acting_for, make_producer
from tests.notify.provider import Provider

pytestmark = pytest.mark.django_db
KEY = "dossier.returned"
LETTER = Letter(
    "id-1", "0912345678", KEY, "Tiêu đề", "OCOP: Ho so can bo sung", template="T1", values={"items": "2"}
)


@pytest.fixture
def person():
    """Somebody with a telephone who agreed to short messages."""
    one = make_person(phone="0912345678")
    actions.choose_channels(allowed={"email", "sms"}, by=Acting(person=one, on=AT.date()), at=AT)
    return one


@pytest.fixture
def by_file(settings, tmp_path):
    settings.OCOP_SMS, settings.OCOP_DATA = "file", tmp_path
    return tmp_path / "sms"


def tell(person, key=KEY, at=AT, **context):
    with transaction.atomic():
        context = context or ({"items": 2} if key == KEY else {})
        return notify.queue(key, to=person, about=make_producer(), at=at, **context)


def ways(person):
    return sorted(Delivery.objects.filter(notification__person=person).values_list("channel", flat=True))


def test_telephone_rings_only_for_those_who_agreed(by_file, person):
    other = make_person(phone="0987654321")
    tell(person), tell(other)

    assert (ways(person), ways(other)) == (["email", "sms"], ["email"])


def test_message_without_answer_to_give_goes_to_no_telephone(by_file, person):
    tell(person, "dossier.received")
    tell(person, "delegate.ended")

    assert ways(person) == ["email", "email"]


def test_message_without_approved_template_goes_to_no_telephone(settings, by_file, person, tmp_path):
    (tmp_path / "ids.json").write_text(json.dumps({"certificate.issued": "T9"}))
    settings.OCOP_SMS_TEMPLATES = str(tmp_path / "ids.json")
    tell(person)
    assert ways(person) == ["email"]

    (tmp_path / "ids.json").write_text(json.dumps({KEY: "T1"}))
    tell(person)
    assert ways(person) == ["email", "email", "sms"]


def test_channel_without_provider_is_no_way(person):
    tell(person)

    assert ways(person) == ["email"]


def test_demo_keeps_short_messages_as_files(by_file, person, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        (notice,) = tell(person)

    said = json.loads((by_file / f"{notice.public_id}.json").read_text())
    assert said["to"] == "0912345678"
    assert said["text"].startswith("OCOP: Ho so Hop tac xa Vuon Thu")
    assert said["values"]["items"] == "2"


def test_e_mail_can_be_turned_off_and_the_inbox_stays(person):
    actions.choose_channels(allowed=set(), by=Acting(person=person, on=AT.date()), at=AT)
    tell(person)

    assert ways(person) == []
    assert person.notices.count() == 1


def test_withdrawn_consent_stops_what_waits(by_file, person):
    tell(person)
    actions.choose_channels(allowed={"email"}, by=Acting(person=person, on=AT.date()), at=AT)

    row = Delivery.objects.get(channel="sms")
    assert (row.state, row.error) == (DeliveryState.FAILED, "Người nhận đã tắt kênh này")
    assert Event.objects.filter(verb="person.channels").count() == 2


@pytest.mark.parametrize(
    ("hour", "minute", "first"),
    [
        (20, 59, (2, 20, 59)),
        (21, 0, (3, 6, 30)),
        (3, 0, (2, 6, 30)),
        (6, 30, (2, 6, 30)),
        (12, 0, (2, 12, 0)),
    ],
)
def test_telephones_rest_at_night(hour, minute, first):
    at = datetime(2026, 11, 2, hour, minute, tzinfo=AT.tzinfo)
    day, expected_hour, expected_minute = first

    assert allowed_from(at) == datetime(2026, 11, day, expected_hour, expected_minute, tzinfo=AT.tzinfo)


def test_night_message_waits_for_the_morning_and_mail_does_not(
    by_file, person, django_capture_on_commit_callbacks
):
    night = datetime(
        2036, 11, 2, 23, 0, tzinfo=AT.tzinfo
    )  # the task asks the clock, which must not be there yet
    with django_capture_on_commit_callbacks(execute=True):
        tell(person, at=night)
    assert dict(Delivery.objects.values_list("channel", "state")) == {"email": "sent", "sms": "waiting"}

    assert actions.send_waiting(at=night + timedelta(hours=7)) == 0
    assert actions.send_waiting(at=night + timedelta(hours=8)) == 1


def test_provider_gets_template_values_and_the_same_id_on_every_try():
    with Provider() as provider:
        adapter = HttpAdapter(provider.url, "bí-mật".encode().hex())
        assert [adapter.send(LETTER), adapter.send(LETTER)] == ["M1", "M2"]

    assert provider.got[0] == {
        "id": "id-1",
        "to": "0912345678",
        "template": "T1",
        "text": "OCOP: Ho so can bo sung",
        "values": {"items": "2"},
    }
    assert {headers["Idempotency-Key"] for headers in provider.headers} == {"id-1"}


@pytest.mark.parametrize(
    ("mood", "kind", "words"),
    [
        ("error500", Unreachable, "HTTP 500"),
        ("refuses", Refused, "template not approved"),
        ("redirects", Unreachable, "HTTP 302"),
        ("liar", Unreachable, "không có mã gửi"),
        ("garbage", Unreachable, "không đọc được"),
        ("cuts", Unreachable, "."),
        ("slow", Unreachable, "timed out"),
    ],
)
def test_bad_days_of_a_provider_are_told_apart(mood, kind, words):
    with Provider(mood) as provider:
        adapter = HttpAdapter(provider.url, "", timeout=0.4)
        started = time.monotonic()
        with pytest.raises(kind, match=words):
            adapter.send(LETTER)

    assert time.monotonic() - started < 1.4


def test_nobody_listening_is_unreachable():
    with pytest.raises(Unreachable):
        HttpAdapter("http://127.0.0.1:9/", "").send(LETTER)


@pytest.fixture
def by_http(settings, tmp_path):
    (tmp_path / "ids.json").write_text(json.dumps({KEY: "T1"}))
    settings.OCOP_SMS_TEMPLATES = str(tmp_path / "ids.json")

    def use(provider):
        settings.OCOP_SMS = provider.url

    return use


def test_sent_message_keeps_the_providers_number_and_its_tries(by_http, person):
    with Provider() as provider:
        by_http(provider)
        tell(person)
        actions.send_waiting(at=AT)

    row = Delivery.objects.get(channel="sms")
    assert (row.state, row.reference, row.tries.count()) == (DeliveryState.SENT, "M1", 1)


def test_refused_message_is_not_tried_again_and_others_go_on(by_http, person):
    with Provider("refuses") as provider:
        by_http(provider)
        tell(person)
        actions.send_waiting(at=AT)

    row = Delivery.objects.get(channel="sms")
    assert (row.state, row.attempts, row.error) == (DeliveryState.FAILED, 1, "template not approved")
    assert breaker.open_until("sms", AT) is None


def test_dead_provider_is_left_alone_after_five_failures_and_tried_again_later(by_http, person, monkeypatch):
    with Provider("error500") as provider:
        by_http(provider)
        for _ in range(8):
            tell(person)
        actions.send_waiting(at=AT)

        assert len(provider.got) == breaker.MOST_FAILURES  # three were put off without knocking
        resting = breaker.open_until("sms", AT)
        assert resting == AT + breaker.PAUSE
        put_off = Delivery.objects.filter(channel="sms", attempts=0)
        assert set(put_off.values_list("next_at", "state")) == {(resting, DeliveryState.WAITING)}

        provider.mood = "good"
        actions.send_waiting(at=resting + timedelta(seconds=1))

    assert Delivery.objects.filter(channel="sms", state=DeliveryState.SENT).count() == 8
    assert ChannelHealth.objects.get().failures == 0
    assert Attempt.objects.filter(delivery__channel="sms").count() == 13


def test_slow_provider_holds_a_step_up_by_nothing(by_http, person, monkeypatch):
    """The step only writes rows; what the provider does happens after its commit."""
    monkeypatch.setattr(http_channel, "TIMEOUT", 0.3)
    with Provider("slow") as provider:
        by_http(provider)
        started = time.monotonic()
        tell(person)
        assert time.monotonic() - started < 0.5

    assert provider.got == []


def test_short_messages_have_no_marks():
    assert without_marks("Hồ sơ Đường phèn – cần bổ sung") == "Ho so Duong phen  can bo sung"


def test_channels_page_records_ones_choice(by_file, django_assert_max_num_queries):
    by = acting_for(make_producer())
    client = signed_in(by)
    with django_assert_max_num_queries(10):
        page = client.get(reverse("notify:channels")).content.decode()
    assert "Tin nhắn SMS" in page and "Zalo" not in page.split("<main")[1].split("soft")[0]

    client.post(reverse("notify:channels"), {"allowed": ["sms"]})

    choices = dict(by.person.channel_choices.values_list("channel", "allowed"))
    assert choices == {Channel.EMAIL: False, Channel.SMS: True, Channel.ZALO: False}


def test_administrator_reads_what_left_the_house_without_addresses(by_file, person):
    tell(person)
    ChannelHealth.objects.create(channel="sms", failures=5, open_until=AT + timedelta(days=3650), error="đứt")
    client = signed_in(act(Role.ADMINISTRATOR, make_units()["01"]))

    page = client.get(reverse("notify:deliveries")).content.decode()

    assert "tạm nghỉ đến" in page and KEY in page
    assert "0912345678" not in page and person.email not in page
    assert (
        signed_in(act(Role.PROVINCE_OFFICE, make_units()["01"])).get(reverse("notify:deliveries")).status_code
        == 403
    )
