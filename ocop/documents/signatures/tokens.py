"""Keys that stay in their token or HSM, used over PKCS#11."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from asn1crypto import x509 as asn1_x509
from pyhanko.sign import signers

from ocop.core.errors import RuleBroken

from .. import conf


@contextmanager
def open_token(library: str) -> Iterator[tuple[signers.Signer, asn1_x509.Certificate]]:
    """The signer of the token, its session closed afterwards. Every failure says which setting to look at."""
    if not Path(library).is_file():
        raise RuleBroken(f"Không có thư viện PKCS#11 {library} (OCOP_SEAL).", code="seal.library")
    try:
        from pyhanko.config.pkcs11 import TokenCriteria
        from pyhanko.sign.pkcs11 import PKCS11Signer, open_pkcs11_session
    except ImportError:
        raise RuleBroken(
            "Thiếu gói python-pkcs11 nên không dùng được khóa trong thiết bị; cài lại theo requirements.lock.",
            code="seal.package",
        ) from None
    criteria = TokenCriteria(label=conf.seal_token()) if conf.seal_token() else None
    session = _opened(open_pkcs11_session, library, criteria)
    try:
        label = conf.seal_key() or None
        certificate = _certificate(PKCS11Signer(session, cert_label=label, key_label=label))
        # Few modules hash by themselves for elliptic curves; signing a hash is what all of them can do.
        raw = certificate.public_key.algorithm == "ec"
        yield PKCS11Signer(session, cert_label=label, key_label=label, use_raw_mechanism=raw), certificate
    finally:
        session.close()


def _opened(open_session: Any, library: str, criteria: Any) -> Any:
    try:
        return open_session(library, token_criteria=criteria, user_pin=conf.seal_secret() or None)
    except Exception as problem:  # the library's own kinds of errors, one per maker
        raise RuleBroken(
            f"Không mở được thiết bị ký qua {library}: {type(problem).__name__}. Kiểm tra thiết bị, OCOP_SEAL_TOKEN và mã PIN "
            "trong OCOP_SEAL_SECRET_FILE.",
            code="seal.token",
        ) from None


def _certificate(signer: Any) -> asn1_x509.Certificate:
    try:
        found = signer.signing_cert
    except Exception:
        found = None
    if found is None:
        raise RuleBroken(
            f"Trong thiết bị không có chứng thư tên “{conf.seal_key()}” (OCOP_SEAL_KEY).", code="seal.key"
        )
    return found
