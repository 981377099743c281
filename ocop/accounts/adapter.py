"""How allauth signs people in here: our fields at sign-up, our addresses, second-factor secrets kept encrypted."""

import base64
import hashlib
import time
from io import BytesIO
from typing import Any

import segno
from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from ocop.accounts.models import User
from ocop.core.clock import now

CONSENT_VERSION = "2026-1"


class AccountAdapter(DefaultAccountAdapter):
    """Sign-up stores name, telephone and the consent with its moment and version."""

    def save_user(self, request: HttpRequest, user: User, form: Any, commit: bool = True) -> User:
        data = form.cleaned_data
        user.full_name, user.phone = data.get("full_name", ""), data.get("phone", "")
        user.joined_at = user.consent_at = now()
        user.consent_version = CONSENT_VERSION
        return super().save_user(request, user, form, commit=commit)

    def populate_username(self, request: HttpRequest, user: User) -> None:
        """People are known by their e-mail address; there is no user name."""

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Whoever signed in less than five minutes ago is not asked again, e.g. when sent to set the factor up."""
        records = get_authentication_records(self.request, self.request.user)
        recent = any(time.time() - entry["at"] < app_settings.REAUTHENTICATION_TIMEOUT for entry in records)
        return not recent and super().is_reauthentication_required(app=app, **kwargs)

    def get_reset_password_from_key_url(self, key: str) -> str:
        uid, _, token = key.partition("-")
        return _public(reverse("account_reset_password_from_key", kwargs={"uidb36": uid, "key": token}))

    def get_email_confirmation_url(self, request: HttpRequest, emailconfirmation: Any) -> str:
        return _public(reverse("account_confirm_email", args=[emailconfirmation.key]))

    def get_from_email(self) -> str:
        return settings.DEFAULT_FROM_EMAIL

    def format_email_subject(self, subject: str) -> str:
        return f"[OCOP] {subject}"


def _public(path: str) -> str:
    """Links in mails use the installation's fixed address, never the host that a request claims."""
    return settings.OCOP_PUBLIC_URL.rstrip("/") + path


class MfaAdapter(DefaultMFAAdapter):
    """TOTP secrets and recovery seeds are stored encrypted with a key derived from the installation's secret key."""

    def encrypt(self, text: str) -> str:
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _box().decrypt(encrypted_text.encode()).decode()

    def build_totp_svg(self, url: str) -> str:
        out = BytesIO()
        segno.make(url, error="m").save(out, kind="svg", scale=5, border=3, xmldecl=False)
        return out.getvalue().decode()

    def get_totp_issuer(self) -> str:
        return str(settings.MFA_TOTP_ISSUER)


def _box() -> Fernet:
    digest = hashlib.sha256(f"ocop-mfa/1\n{settings.SECRET_KEY}".encode()).digest()
    return Fernet(base64.urlsafe_b64encode(digest))
