"""Who acts for a producer: invited by e-mail, accepted in person, ended at once."""

from datetime import datetime, timedelta

from django.conf import settings
from django.core import signing
from django.core.mail import EmailMessage
from django.db import transaction
from django.urls import reverse

from ocop import notify
from ocop.audit import record
from ocop.core.acting import Acting
from ocop.core.clock import local_date
from ocop.core.errors import RuleBroken
from ocop.producers import policies
from ocop.producers.enums import MembershipKind
from ocop.producers.models import Invitation, Membership, Producer

SALT = "ocop.producers.invitation"
VALID = timedelta(days=14)


def link_of(invitation: Invitation) -> str:
    token = signing.Signer(salt=SALT).sign_object(invitation.pk)
    return f"{settings.OCOP_PUBLIC_URL}{reverse('producers:invitation', args=[token])}"


def invitation_of(token: str) -> Invitation:
    try:
        return Invitation.objects.select_related("producer").get(
            pk=signing.Signer(salt=SALT).unsign_object(token)
        )
    except (signing.BadSignature, ValueError, Invitation.DoesNotExist):
        raise RuleBroken(
            "Liên kết mời không đúng. Hãy chép lại trọn liên kết trong thư.", code="invitation.unknown"
        ) from None


@transaction.atomic
def invite(
    *, producer: Producer, email: str, by: Acting, at: datetime, kind: str = MembershipKind.DELEGATE
) -> Invitation:
    """Ask a person by e-mail; an earlier open invitation to the same address is replaced."""
    policies.check_can_invite(producer, email, by=by, at=at)
    producer.invitations.filter(email__iexact=email, accepted_at=None, cancelled_at=None).update(
        cancelled_at=at
    )
    invitation = Invitation.objects.create(
        producer=producer,
        kind=kind,
        email=email.lower(),
        expires_at=at + VALID,
        created_by=by.person,
        created_at=at,
    )
    record("delegate.invited", about=producer, by=by, at=at, data={"kind": kind, "invitation": invitation.pk})
    transaction.on_commit(lambda: _mail(invitation), robust=True)
    return invitation


def _mail(invitation: Invitation) -> None:
    """The link also stands on the page of the person who invites, so a dead mail server stops nobody."""
    from ocop.producers.tasks import send_invitation

    send_invitation.enqueue(invitation.pk)


def mail_invitation(invitation: Invitation) -> None:
    kind = MembershipKind(invitation.kind).label.lower()
    body = (
        f"Ông/bà được mời làm {kind} {invitation.producer} trên hệ thống OCOP.\n\n"
        f"Mở liên kết để nhận lời (dùng được 14 ngày):\n{link_of(invitation)}\n\n"
        "Nếu ông/bà không biết việc này, xin bỏ qua thư."
    )
    EmailMessage(
        subject=f"[OCOP] Lời mời làm việc cho {invitation.producer}", body=body, to=[invitation.email]
    ).send()


@transaction.atomic
def accept_invitation(*, invitation: Invitation, by: Acting, at: datetime) -> Membership:
    invitation = Invitation.objects.select_for_update().select_related("producer").get(pk=invitation.pk)
    policies.check_can_accept(invitation, by=by, at=at)
    invitation.accepted_at = at
    invitation.save(update_fields=["accepted_at"])
    Membership.objects.filter(person=by.person, producer=invitation.producer, ended_at=None).update(
        ended_at=at, ended_by=by.person
    )
    membership = Membership.objects.create(
        person=by.person,
        producer=invitation.producer,
        kind=invitation.kind,
        from_on=local_date(at),
        created_by=invitation.created_by,
        created_at=at,
    )
    record(
        "membership.began",
        about=invitation.producer,
        by=by,
        at=at,
        data={"person": by.person.pk if by.person else None, "kind": invitation.kind},
    )
    return membership


@transaction.atomic
def cancel_invitation(*, invitation: Invitation, by: Acting, at: datetime) -> None:
    policies.check_can_manage_people(invitation.producer, by=by)
    if invitation.accepted_at or invitation.cancelled_at:
        raise RuleBroken("Lời mời này đã được dùng hoặc đã hủy.", code="invitation.closed")
    invitation.cancelled_at = at
    invitation.save(update_fields=["cancelled_at"])
    record(
        "invitation.cancelled", about=invitation.producer, by=by, at=at, data={"invitation": invitation.pk}
    )


@transaction.atomic
def end_membership(*, membership: Membership, by: Acting, at: datetime) -> Membership:
    """Rights end with this transaction: the next request of that person finds nothing (I14)."""
    membership = Membership.objects.locked(membership.pk)
    policies.check_can_end(membership, by=by)
    membership.ended_at, membership.ended_by = at, by.person
    membership.save(update_fields=["ended_at", "ended_by"])
    record("membership.ended", about=membership.producer, by=by, at=at, data={"person": membership.person_id})
    notify.queue("delegate.ended", to=membership.person, about=membership.producer, at=at)
    return membership
