"""Delegates: invited by e-mail, accepted in person, ended at once."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse

from ocop.core.acting import Acting
from ocop.core.errors import PermissionRefused, RuleBroken
from ocop.core.permissions import Role
from ocop.producers.actions import people
from ocop.producers.enums import MembershipKind
from tests.factories.accounts import AT, act, make_person, signed_in
from tests.factories.places import make_units
from tests.factories.producers import acting_for, make_producer

pytestmark = pytest.mark.django_db


def invite(producer, email="giup@vidu.vn", **more):
    return people.invite(producer=producer, email=email, by=acting_for(producer), at=AT, **more)


def test_invited_person_accepts_and_becomes_delegate(django_capture_on_commit_callbacks):
    producer = make_producer()
    person = make_person(email="giup@vidu.vn")
    with django_capture_on_commit_callbacks(execute=True):
        invitation = invite(producer)

    membership = people.accept_invitation(
        invitation=invitation, by=Acting(person=person, on=AT.date()), at=AT
    )

    assert membership.kind == MembershipKind.DELEGATE
    assert people.link_of(invitation) in mail.outbox[0].body
    assert people.invitation_of(people.link_of(invitation).rsplit("/", 2)[1]) == invitation


def test_invitation_of_another_address_is_refused():
    invitation = invite(make_producer())
    with pytest.raises(PermissionRefused, match=r"gửi tới giup@vidu\.vn"):
        people.accept_invitation(invitation=invitation, by=Acting(person=make_person(), on=AT.date()), at=AT)


def test_old_invitation_and_second_use_are_refused():
    invitation = invite(make_producer())
    by = Acting(person=make_person(email="giup@vidu.vn"), on=AT.date())

    with pytest.raises(RuleBroken, match="quá hạn 14 ngày"):
        people.accept_invitation(invitation=invitation, by=by, at=AT + timedelta(days=15))
    people.accept_invitation(invitation=invitation, by=by, at=AT)
    with pytest.raises(RuleBroken, match="đã được dùng"):
        people.accept_invitation(invitation=invitation, by=by, at=AT)


def test_forged_link_is_refused():
    with pytest.raises(RuleBroken, match="Liên kết mời không đúng"):
        people.invitation_of("1:abc:def")


def test_delegate_may_not_invite():
    producer = make_producer()
    delegate = acting_for(producer, MembershipKind.DELEGATE)
    with pytest.raises(PermissionRefused, match="Chủ thể OCOP"):
        people.invite(producer=producer, email="b@vidu.vn", by=delegate, at=AT)


def test_desk_may_not_put_its_own_people_beside_a_representative():
    producer = make_producer()
    officer = act(Role.COMMUNE_OFFICER, make_units()["09556"])
    with pytest.raises(PermissionRefused, match="đã có người đại diện"):
        people.invite(producer=producer, email="b@vidu.vn", by=officer, at=AT, kind=MembershipKind.OWNER)


def test_ended_delegate_loses_the_rights_with_the_next_request():
    producer = make_producer()
    delegate = acting_for(producer, MembershipKind.DELEGATE)
    client = signed_in(delegate)
    assert client.get(reverse("producers:vault")).status_code == 200

    people.end_membership(
        membership=producer.memberships.get(person=delegate.person), by=acting_for(producer), at=AT
    )

    assert client.get(reverse("producers:vault")).status_code == 403


def test_nobody_ends_the_own_rights():
    producer = make_producer()
    by = acting_for(producer)
    with pytest.raises(RuleBroken, match="Không tự kết thúc"):
        people.end_membership(membership=producer.memberships.get(person=by.person), by=by, at=AT)


def test_people_page_invites_and_shows_the_link():
    producer = make_producer()
    client = signed_in(acting_for(producer))
    url = reverse("producers:people", args=[producer.code])

    assert client.post(url, {"email": "giup@vidu.vn"}).status_code == 302

    assert people.link_of(producer.invitations.get()) in client.get(url).content.decode()
