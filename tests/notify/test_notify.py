"""Notices: written with the step they tell about, sent after it, never in its way (I36, I37)."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import transaction
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from ocop import notify
from ocop.core.acting import Acting
from ocop.core.permissions import Role
from ocop.notify import actions, tasks
from ocop.notify.catalogue import MESSAGES, message_of
from ocop.notify.enums import DeliveryState
from ocop.notify.models import Delivery, Notification
from ocop.notify.queries import unread_count
from tests.factories.accounts import AT, act, make_person, signed_in
from tests.factories.places import make_units
from tests.factories.producers import acting_for, make_producer

pytestmark = pytest.mark.django_db


def queue(to, about=None, key="delegate.ended", **context):
    with transaction.atomic():
        return notify.queue(key, to=to, about=about or make_producer(), at=AT, **context)


def test_notice_of_a_producer_goes_to_everybody_who_acts_for_it():
    producer = make_producer()
    delegate = acting_for(producer, "delegate")

    queue(producer, about=producer)

    told = set(Notification.objects.values_list("person_id", flat=True))
    assert told == {acting_for(producer).person.pk, delegate.person.pk}


def test_notice_of_an_office_goes_to_those_in_office_that_day():
    units = make_units()
    officer = act(Role.COMMUNE_OFFICER, units["09556"])
    act(Role.COMMUNE_OFFICER, units["01290"])
    act(Role.COMMUNE_OFFICER, units["09556"], until_on=AT.date() - timedelta(days=1))

    queue(notify.Office(units["09556"], Role.COMMUNE_OFFICER))

    assert [row.person for row in Notification.objects.all()] == [officer.person]


def test_inactive_people_are_not_told():
    assert queue(make_person(is_active=False)) == []


def test_rolled_back_step_leaves_no_notice():
    person, producer = make_person(), make_producer()
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        notify.queue("delegate.ended", to=person, about=producer, at=AT)
        raise ZeroDivisionError

    assert Notification.objects.count() == 0


def test_mail_leaves_after_the_commit_with_the_id_of_its_notice(django_capture_on_commit_callbacks):
    person = make_person()
    with django_capture_on_commit_callbacks(execute=True):
        (notice,) = queue(person)

    assert notice.deliveries.get().state == DeliveryState.SENT
    assert mail.outbox[0].extra_headers["X-OCOP-Notice"] == str(notice.public_id)


def test_dead_provider_blocks_nothing_and_is_tried_again_then_given_up(
    settings, django_capture_on_commit_callbacks
):
    settings.EMAIL_BACKEND = "tests.notify.dead.Backend"
    with django_capture_on_commit_callbacks(execute=True):
        queue(make_person())

    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.attempts, "ConnectionError" in delivery.error) == (
        DeliveryState.WAITING,
        1,
        True,
    )
    for _ in range(4):
        delivery.refresh_from_db()
        actions.send_waiting(at=delivery.next_at)
    delivery.refresh_from_db()
    assert (delivery.state, delivery.attempts) == (DeliveryState.FAILED, 5)


def test_failed_mail_is_planned_again_by_the_task_queue(settings, django_capture_on_commit_callbacks):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    settings.EMAIL_BACKEND = "tests.notify.dead.Backend"
    queue(make_person())
    delivery = Delivery.objects.get()

    tasks.deliver.func(delivery.pk)

    delivery.refresh_from_db()
    assert DBTaskResult.objects.get().run_after == delivery.next_at


def test_mail_left_behind_is_taken_along_by_the_next_one():
    left = queue(make_person())[0].deliveries.get()
    Delivery.objects.update(next_at=AT - timedelta(days=1))

    tasks.deliver.func(0)

    left.refresh_from_db()
    assert left.state == DeliveryState.SENT


def test_sent_mail_is_not_sent_again(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        queue(make_person())

    assert actions.send_waiting(at=AT + timedelta(days=1)) == 0
    assert len(mail.outbox) == 1


def test_unknown_placeholder_and_key_are_refused():
    with pytest.raises(ValueError, match="not allowed: secret"):
        queue(make_person(), secret="x")
    with pytest.raises(ValueError, match="no message"):
        message_of("khong.co")


@pytest.mark.parametrize("key", sorted(MESSAGES))
def test_messages_use_only_their_own_placeholders(key):
    message = MESSAGES[key]

    assert message.placeholders() - {"about"} == set(message.allowed)


def test_inbox_shows_ones_own_and_opening_marks_as_read(django_assert_max_num_queries):
    producer = make_producer()
    by = acting_for(producer)
    (notice,) = queue(by.person, about=producer)
    queue(make_person(), about=producer)
    client = signed_in(by)

    with django_assert_max_num_queries(8):
        page = client.get(reverse("notify:inbox")).content.decode()
    assert page.count("không còn làm việc thay") == 2  # its title and its button; nothing of the other person
    assert unread_count(by) == 1

    client.post(reverse("notify:open", args=[notice.public_id]))
    assert unread_count(by) == 0


def test_notice_of_another_person_is_not_found():
    (notice,) = queue(make_person())
    client = signed_in(acting_for(make_producer()))

    assert client.post(reverse("notify:open", args=[notice.public_id])).status_code == 404


def test_reading_all_leaves_others_alone():
    person = make_person()
    queue([person, make_person()])

    actions.mark_read(notices=[], by=Acting(person=person, on=AT.date()), at=AT)

    assert Notification.objects.unread().count() == 1
