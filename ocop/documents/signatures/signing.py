"""Signing with the demo key; an installation that is no demo has no key of anybody."""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any

from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1_x509
from cryptography.hazmat.primitives import serialization
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers
from pyhanko.sign.timestamps import TimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore

from ocop.core.errors import RuleBroken

from .. import conf
from .keys import KeyPair, demo_authority, new_signer


def sign_pdf_demo(pdf: bytes, *, signer_name: str, at: datetime, reason: str = "") -> bytes:
    """The PDF with an added PAdES signature of a demo official, dated `at`; the given bytes stay its beginning."""
    if not conf.is_demo():
        raise RuleBroken(
            "Chỉ bản demo mới ký được bằng khóa thử. Hãy tải dự thảo về, ký bằng chứng thư số công vụ rồi tải lên.",
            code="signature.demo_only",
        )
    authority = demo_authority(conf.key_folder())
    signer = new_signer(authority, signer_name, from_=at)
    return sign_pdf(pdf, signer=signer, authority=authority, at=at, reason=reason)


def sign_pdf(
    pdf: bytes,
    *,
    signer: KeyPair,
    authority: KeyPair,
    at: datetime,
    reason: str = "",
    timestamper: TimeStamper | None = None,
) -> bytes:
    """An incremental update with one more signature; PAdES B-B, or B-T with a time stamp."""
    return sign_with(simple_signer(signer, authority), pdf, at=at, reason=reason, timestamper=timestamper)


def sign_with(
    signer: signers.Signer,
    pdf: bytes,
    *,
    at: datetime,
    reason: str = "",
    timestamper: TimeStamper | None = None,
) -> bytes:
    """As `sign_pdf`, by whatever holds the key: a file, a token, a module."""
    writer = _ArchiveWriter(io.BytesIO(pdf))
    meta = signers.PdfSignatureMetadata(
        field_name=_free_name(writer),
        md_algorithm="sha256",
        reason=reason or None,
        subfilter=fields.SigSeedSubFilter.PADES,
    )
    out = io.BytesIO()
    _DatedSigner(meta, signer, at=at, timestamper=timestamper).sign_pdf(writer, output=out)
    return out.getvalue()


class _ArchiveWriter(IncrementalPdfFileWriter):
    """Adds the signature and nothing else: a PDF/A-2a stays one, with the version and the metadata that it had."""

    def ensure_output_version(self, version: tuple[int, int]) -> None:
        return None

    def register_extension(self, ext: Any) -> None:
        return None

    def _update_meta(self) -> None:
        return None


class _DatedSigner(signers.PdfSigner):
    """Writes the moment of the act instead of the clock of this machine."""

    def __init__(
        self,
        meta: signers.PdfSignatureMetadata,
        signer: signers.Signer,
        *,
        at: datetime,
        timestamper: TimeStamper | None,
    ) -> None:
        super().__init__(meta, signer, timestamper=timestamper)
        self._at = at

    def init_signing_session(self, *args: Any, **kwargs: Any) -> Any:
        session = super().init_signing_session(*args, **kwargs)
        session.system_time = self._at
        return session


def _free_name(writer: IncrementalPdfFileWriter) -> str:
    taken = {signature.field_name for signature in writer.prev.embedded_signatures}
    return next(name for name in (f"ChuKy{number}" for number in range(1, 100)) if name not in taken)


def simple_signer(signer: KeyPair, authority: KeyPair) -> signers.SimpleSigner:
    key, certificate = signer
    secret = key.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    store = SimpleCertificateStore()
    store.register(as_asn1(authority[1]))
    return signers.SimpleSigner(
        signing_cert=as_asn1(certificate),
        signing_key=asn1_keys.PrivateKeyInfo.load(secret),
        cert_registry=store,
    )


def as_asn1(certificate: Any) -> asn1_x509.Certificate:
    return asn1_x509.Certificate.load(certificate.public_bytes(serialization.Encoding.DER))
