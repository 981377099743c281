"""People: added by an office, invited by a link of one use, helped when the second factor is lost."""

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.urls import reverse

from ocop.accounts import policies
from ocop.accounts.actions.offices import appoint_or_request
from ocop.accounts.models import Invitation, User
from ocop.audit import record
from ocop.core.acting import Acting
from ocop.core.errors import RuleBroken
from ocop.core.text import clean_line

INVITATION_DAYS = 7


@transaction.atomic
def add_person(
    *,
    email: str,
    full_name: str,
    phone: str = "",
    password: str | None = None,
    is_demo: bool = False,
    by: Acting,
    at: datetime,
) -> User:
    """A person known to the office: the address counts as confirmed. Without a password an invitation must follow."""
    email = email.strip().lower()
    if User.objects.filter(email__iexact=email).exists():
        raise RuleBroken(f"Đã có tài khoản dùng địa chỉ {email}.", code="person.exists", field="email")
    person = User(email=email, full_name=clean_line(full_name), phone=phone, is_demo=is_demo, joined_at=at)
    person.set_password(password) if password else person.set_unusable_password()
    person.save()
    EmailAddress.objects.create(user=person, email=email, verified=True, primary=True)
    record("person.added", about=person, by=by, at=at, data={"demo": is_demo} if is_demo else {})
    return person


@transaction.atomic
def invite(*, email: str, full_name: str, phone: str = "", by: Acting, at: datetime) -> tuple[User, bool]:
    """(person, whether an invitation went out). A known and confirmed person is returned as is, not invited again.

    An account that somebody signed up with this address without ever confirming it loses its password and its open
    sessions, so that only the owner of the mailbox comes in.
    """
    policies.check_can_manage(by=by, at=at)
    email = email.strip().lower()
    person = User.objects.filter(email__iexact=email).first()
    if person is None:
        person = add_person(email=email, full_name=full_name, phone=phone, by=by, at=at)
    elif person.has_usable_password() and not policies.is_unconfirmed(person):
        return person, False
    else:
        person.set_unusable_password()
        person.save()
        Authenticator.objects.filter(user=person).delete()
        EmailAddress.objects.filter(user=person).update(verified=True)
    _issue(person, by=by, at=at)
    return person, True


@transaction.atomic
def invite_again(*, person: User, by: Acting, at: datetime) -> None:
    """A new link for somebody who has not set a password yet; earlier links stop working."""
    policies.check_can_invite_again(person, by=by, at=at)
    Invitation.objects.filter(person=person, used_at=None).update(used_at=at)
    _issue(person, by=by, at=at)


def _issue(person: User, *, by: Acting, at: datetime) -> None:
    token = secrets.token_urlsafe(32)
    Invitation.objects.create(
        person=person,
        token_hash=_hash(token),
        sent_by=by.person,
        sent_at=at,
        expires_at=at + timedelta(days=INVITATION_DAYS),
    )
    record("person.invited", about=person, by=by, at=at)
    transaction.on_commit(lambda: _send(person, token, by))


@transaction.atomic
def invite_and_appoint(
    *, email: str, full_name: str, phone: str = "", office: dict[str, Any], by: Acting, at: datetime
) -> tuple[User, bool]:
    """Invite and give the first office, or nothing at all; `office` are the arguments of `appoint`."""
    person, sent = invite(email=email, full_name=full_name, phone=phone, by=by, at=at)
    appoint_or_request(person=person, by=by, at=at, **office)
    return person, sent


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _send(person: User, token: str, by: Acting) -> None:
    url = settings.OCOP_PUBLIC_URL.rstrip("/") + reverse("account_invitation", args=[token])
    text = (
        f"Kính gửi ông/bà {person.full_name},\n\n"
        f"{by.office or 'Cơ quan quản lý'} mời ông/bà dùng hệ thống OCOP. Hãy mở địa chỉ sau để đặt mật khẩu "
        f"(dùng một lần, trong {INVITATION_DAYS} ngày):\n\n{url}\n\n"
        "Nếu ông/bà không chờ thư này, xin bỏ qua.\n"
    )
    send_mail("Lời mời dùng hệ thống OCOP", text, None, [person.email])


def find_invitation(token: str, *, at: datetime) -> Invitation | None:
    """The invitation behind a link, while it may still be used."""
    row = Invitation.objects.select_related("person").filter(token_hash=_hash(token), used_at=None).first()
    if row is None or row.expires_at <= at or row.person.has_usable_password() or not row.person.is_active:
        return None
    return row


@transaction.atomic
def accept_invitation(*, invitation: Invitation, password: str, at: datetime) -> User:
    """Set the first password. Signing in comes afterwards, by the one way there is."""
    invitation = Invitation.objects.select_for_update(of=("self",)).get(pk=invitation.pk)
    if invitation.used_at is not None or invitation.expires_at <= at:
        raise RuleBroken(
            "Liên kết mời đã dùng hoặc quá hạn. Hãy xin cơ quan gửi lại thư mời.", code="invitation.used"
        )
    person = invitation.person
    person.set_password(password)
    person.save()
    Invitation.objects.filter(person=person, used_at=None).update(used_at=at)
    record("person.accepted", about=person, by=Acting(person=person), at=at)
    return person


@transaction.atomic
def reset_mfa(*, person: User, reason: str, by: Acting, at: datetime) -> None:
    """The phone is lost: the second factor is removed; roles that need one ask for a new one at the next sign-in."""
    policies.check_can_reset_mfa(person, by=by, at=at)
    if not reason.strip():
        raise RuleBroken("Cần ghi lý do và cách đã xác minh người đề nghị.", code="reason", field="reason")
    Authenticator.objects.filter(user=person).delete()
    record("person.mfa_reset", about=person, by=by, at=at, data={"reason": reason})


@transaction.atomic
def change_own_details(*, full_name: str, phone: str, by: Acting, at: datetime) -> User:
    person = User.objects.locked(by.person.pk)  # type: ignore[union-attr]
    changed = [
        name for name, value in (("full_name", full_name), ("phone", phone)) if getattr(person, name) != value
    ]
    person.full_name, person.phone = full_name, phone
    person.save()
    record("person.details_changed", about=person, by=by, at=at, data={"fields": changed})
    return person
