"""Reads signed PDF files and says what they are worth (I19): never more than was checked.

Whether a certificate was withdrawn is asked of the lists in the installation's folder, never over the network; where no
list answers, the verdict says so.
"""

from __future__ import annotations

import io
import logging
import warnings
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from asn1crypto import parser
from asn1crypto import x509 as asn1_x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import DEFAULT_DIFF_POLICY, SuspiciousModification
from pyhanko.sign.validation import EmbeddedPdfSignature, KeyUsageConstraints, validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from .. import conf
from .revocation import Lists, crl_lists
from .roots import demo_root, trusted_roots
from .unchanged import is_draft_plus_signatures
from .verdict import Signature, SignatureVerdict, State, verdict

USAGE = KeyUsageConstraints(key_usage={"digital_signature", "non_repudiation"}, match_all_key_usages=False)
MOST_SIGNATURES = 30
# The worst finding decides, in this order.
ORDER: tuple[State, ...] = (
    *("altered", "wrong_document", "unknown_chain"),
    *("revoked", "expired", "not_yet_valid"),
)

Roots = Sequence[asn1_x509.Certificate]


def verify_signed_pdf(
    original: bytes | None,
    signed: bytes,
    *,
    at: datetime,
    trust_roots: Roots | None = None,
    lists: Lists | None = None,
) -> SignatureVerdict:
    """Whether `signed` is `original` plus valid signatures; certificates are judged as of `at`.

    Give the moment the file was handed in as `at`, also when verifying again years later. `original` None skips
    the question whether it is the right document. Needs no database: call it outside transactions.
    """
    _be_quiet()
    roots = list(trusted_roots(conf.trust_folder()) if trust_roots is None else trust_roots)
    lists = crl_lists(conf.crl_folder()) if lists is None else lists
    demo = demo_root(conf.key_folder()) if trust_roots is None and conf.is_demo() else None
    if demo is not None:
        roots.append(demo)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return _verify(original, signed, at=at, roots=roots, lists=lists, demo=demo)
    except Exception:  # a stranger's file: whatever breaks while reading it, it is not a valid signature
        return verdict("unreadable")


def _be_quiet() -> None:
    """The libraries log whole stack traces about strangers' files."""
    for name in ("pyhanko", "pyhanko_certvalidator"):
        logging.getLogger(name).setLevel(logging.CRITICAL)


def _verify(
    original: bytes | None,
    signed: bytes,
    *,
    at: datetime,
    roots: Roots,
    lists: Lists,
    demo: asn1_x509.Certificate | None,
) -> SignatureVerdict:
    reader = PdfFileReader(io.BytesIO(signed), strict=False)
    if reader.encrypted:
        return verdict("encrypted")
    _ = reader.root["/Pages"]
    embedded = reader.embedded_regular_signatures
    if not embedded:
        return verdict("unsigned")
    if len(embedded) > MOST_SIGNATURES:
        return verdict("unreadable")
    signatures = tuple(_judge(one, at=at, roots=roots, lists=lists) for one in embedded)
    states = {one.state for one in signatures}
    if original is not None and not is_draft_plus_signatures(original, signed):
        states.add("wrong_document")
    state = next((worst for worst in ORDER if worst in states), "valid")
    return verdict(state, signatures, demo=demo is not None and _is_of(embedded, demo))


def _is_of(embedded: Sequence[EmbeddedPdfSignature], root: asn1_x509.Certificate) -> bool:
    return any(one.signer_cert.issuer == root.subject for one in embedded)


def _judge(embedded: EmbeddedPdfSignature, *, at: datetime, roots: Roots, lists: Lists) -> Signature:
    context = ValidationContext(trust_roots=list(roots), moment=at, allow_fetching=False)
    status = validate_pdf_signature(
        embedded, signer_validation_context=context, key_usage_settings=USAGE, diff_policy=DEFAULT_DIFF_POLICY
    )
    certificate = embedded.signer_cert
    stamp = status.timestamp_validity
    stamped = stamp is not None and stamp.valid and stamp.intact and stamp.trusted
    signed_at = _aware(stamp.timestamp if stamped else embedded.self_reported_timestamp)
    # Only a trusted time stamp proves that the act came before the withdrawal.
    fate = lists.ask(certificate, [*embedded.other_embedded_certs, *roots], at=signed_at if stamped else at)
    state = _state(status, certificate, at=at, signed_at=signed_at, revoked=fate.revoked_at is not None)
    return Signature(
        signer=_part(certificate, "common_name"),
        organisation=_part(certificate, "organization_name"),
        issuer=_issuer(certificate),
        signed_at=signed_at,
        state=state if _padding_is_empty(embedded) else "altered",
        timestamped=stamped,
        valid_from=certificate.not_valid_before,
        valid_to=certificate.not_valid_after,
        level=_level(embedded, stamped),
        revoked_at=fate.revoked_at,
        unchecked=fate.unchecked,
    )


def _level(embedded: EmbeddedPdfSignature, stamped: bool) -> str:
    """What the file carries, not what its maker called it. Long-term levels are not told apart from B-T."""
    if str(embedded.sig_object.get("/SubFilter")) != "/ETSI.CAdES.detached":
        return "PDF"
    return "PAdES B-T" if stamped else "PAdES B-B"


def _state(
    status: Any,
    certificate: asn1_x509.Certificate,
    *,
    at: datetime,
    signed_at: datetime | None,
    revoked: bool,
) -> State:
    untouched = status.intact and status.valid and status.docmdp_ok
    if not untouched or isinstance(status.diff_result, SuspiciousModification):
        return "altered"
    if revoked:
        return "revoked"
    moments = [at, signed_at] if signed_at else [at]
    if any(moment > certificate.not_valid_after for moment in moments):
        return "expired"
    if any(moment < certificate.not_valid_before for moment in moments):
        return "not_yet_valid"
    return "valid" if status.trusted else "unknown_chain"


def _padding_is_empty(embedded: EmbeddedPdfSignature) -> bool:
    """The room after the signature itself is not signed: nothing may hide there."""
    content = embedded.pkcs7_content
    return not content[parser.peek(content) :].strip(b"\0")


def _part(certificate: asn1_x509.Certificate, name: str) -> str:
    value = certificate.subject.native.get(name, "")
    return ", ".join(value) if isinstance(value, list) else str(value)


def _issuer(certificate: asn1_x509.Certificate) -> str:
    native = certificate.issuer.native
    value = native.get("common_name") or native.get("organization_name") or "không rõ"
    return ", ".join(value) if isinstance(value, list) else str(value)


def _aware(moment: datetime | None) -> datetime | None:
    return moment.replace(tzinfo=UTC) if moment is not None and moment.tzinfo is None else moment
