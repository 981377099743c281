"""Was a certificate withdrawn by its authority? Asked of lists (CRL) that somebody puts into a folder.

Nothing is fetched: a check must not hang on a network, nor tell strangers who signs what. OCSP is therefore never asked.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa

SUFFIXES = {".crl", ".pem", ".der"}
NO_LIST = (
    "Chưa kiểm tra được chứng thư số có bị thu hồi hay không: hệ thống không có danh sách thu hồi (CRL) của “{issuer}” "
    "và không hỏi dịch vụ OCSP qua mạng."
)
OLD_LIST = "Chưa chắc chứng thư số còn dùng được: danh sách thu hồi (CRL) của “{issuer}” lập ngày {made}, không phủ thời điểm kiểm tra."


@dataclass(frozen=True)
class Fate:
    """`revoked_at` when the list names the certificate; `unchecked` says why nothing is known."""

    revoked_at: datetime | None = None
    unchecked: str = ""


class Lists:
    """The lists of an installation; only one with a true signature of the certificate's own authority counts."""

    def __init__(self, lists: Iterable[x509.CertificateRevocationList]) -> None:
        self._lists = list(lists)

    def ask(
        self, certificate: asn1_x509.Certificate, known: Iterable[asn1_x509.Certificate], *, at: datetime
    ) -> Fate:
        """`known` are certificates among which the authority is found; `at` the moment of the act."""
        name = _name(certificate)
        found = [one for one in self._lists if one.issuer.public_bytes() == certificate.issuer.dump()]
        keys = [_key(one) for one in known if one.subject == certificate.issuer]
        true = [one for one in found if any(_signed_by(one, key) for key in keys)]
        if not true:
            return Fate(unchecked=NO_LIST.format(issuer=name))
        entries = [one.get_revoked_certificate_by_serial_number(certificate.serial_number) for one in true]
        dates = [entry.revocation_date_utc for entry in entries if entry is not None]
        if dates and min(dates) <= at:
            return Fate(revoked_at=min(dates))
        newest = max(true, key=lambda one: one.last_update_utc)
        if newest.next_update_utc is not None and newest.next_update_utc < at:
            return Fate(unchecked=OLD_LIST.format(issuer=name, made=f"{newest.last_update_utc:%d/%m/%Y}"))
        return Fate()


def crl_lists(folder: Path) -> Lists:
    """Every list in the folder; a file that is none is an error of the installation, told by name."""
    if not folder.is_dir():
        return Lists([])
    return Lists(_read(path) for path in sorted(folder.iterdir()) if path.suffix.lower() in SUFFIXES)


def _read(path: Path) -> x509.CertificateRevocationList:
    content = path.read_bytes()
    try:
        if content.startswith(b"-----BEGIN"):
            return x509.load_pem_x509_crl(content)
        return x509.load_der_x509_crl(content)
    except ValueError as wrong:
        raise ValueError(f"{path} is not a list of withdrawn certificates") from wrong


def _key(certificate: asn1_x509.Certificate) -> ec.EllipticCurvePublicKey | rsa.RSAPublicKey | None:
    key = x509.load_der_x509_certificate(certificate.dump()).public_key()
    return key if isinstance(key, (ec.EllipticCurvePublicKey, rsa.RSAPublicKey)) else None


def _signed_by(
    crl: x509.CertificateRevocationList, key: ec.EllipticCurvePublicKey | rsa.RSAPublicKey | None
) -> bool:
    return key is not None and crl.is_signature_valid(key)


def _name(certificate: asn1_x509.Certificate) -> str:
    native = certificate.issuer.native
    value = native.get("common_name") or native.get("organization_name") or "không rõ"
    return ", ".join(value) if isinstance(value, list) else str(value)
