"""Demo authority and demo certificates (ES256), made on first use below OCOP_DATA/keys; never in the database."""

from __future__ import annotations

import contextlib
import os
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

AUTHORITY_FILE = "demo-authority.pem"
AUTHORITY_NAME = "OCOP - Chứng thực BẢN DEMO"
ORGANISATION = "BẢN DEMO - không có giá trị pháp lý"
AUTHORITY_FROM = datetime(2015, 1, 1, tzinfo=UTC)
AUTHORITY_TO = datetime(2049, 12, 31, tzinfo=UTC)
SIGNER_LIFE = timedelta(days=3 * 365)

KeyPair = tuple[ec.EllipticCurvePrivateKey, x509.Certificate]


def demo_authority(folder: Path) -> KeyPair:
    """The key and certificate of the demo authority; two processes starting at once get the same one."""
    path = folder / AUTHORITY_FILE
    if not path.exists():
        _write_once(path, _pem(*new_authority()))
    content = path.read_bytes()
    key = serialization.load_pem_private_key(content, password=None)
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise TypeError("the demo key is not an elliptic curve key")
    return key, x509.load_pem_x509_certificate(content)


def new_signer(authority: KeyPair, name: str, *, from_: datetime, to: datetime | None = None) -> KeyPair:
    """A fresh certificate for one official of the demo world."""
    key = ec.generate_private_key(ec.SECP256R1())
    authority_key, authority_certificate = authority
    builder = (
        _builder(_name(name), authority_certificate.subject, key, from_, to or from_ + SIGNER_LIFE)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(signing=True), critical=True)
    )
    return key, builder.sign(authority_key, hashes.SHA256())


def new_authority(name: str = AUTHORITY_NAME) -> KeyPair:
    key = ec.generate_private_key(ec.SECP256R1())
    builder = (
        _builder(_name(name), _name(name), key, AUTHORITY_FROM, AUTHORITY_TO)
        .add_extension(x509.BasicConstraints(ca=True, path_length=1), critical=True)
        .add_extension(_usage(signing=False), critical=True)
    )
    return key, builder.sign(key, hashes.SHA256())


def _builder(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePrivateKey, from_: datetime, to: datetime
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(from_)
        .not_valid_after(to)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )


def _name(common: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "VN"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, ORGANISATION),
            x509.NameAttribute(NameOID.COMMON_NAME, common[:64]),
        ]
    )


def _usage(*, signing: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=signing,
        content_commitment=signing,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=not signing,
        crl_sign=not signing,
        encipher_only=False,
        decipher_only=False,
    )


def _pem(key: ec.EllipticCurvePrivateKey, certificate: x509.Certificate) -> bytes:
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return secret + certificate.public_bytes(serialization.Encoding.PEM)


def _write_once(path: Path, content: bytes) -> None:
    """Whole or not at all, readable by this account only; who comes second keeps what is there."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, temporary = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        with contextlib.suppress(FileExistsError):
            os.link(temporary, path)
    finally:
        Path(temporary).unlink()
