"""The seal of the issuing office on papers that the system itself makes (certificates).

The key is where the installation says: a PKCS#12 file, or a PKCS#11 module (token, HSM) that never gives it away. A demo
without a setting uses a key of the demo authority. Everything that can be wrong with the setting has a sentence.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from asn1crypto import x509 as asn1_x509
from pyhanko.sign import signers
from pyhanko.sign.timestamps import TimeStamper

from ocop.core.errors import RuleBroken

from .. import conf
from .keys import demo_authority, new_signer
from .seal_setting import FORMS, check_set
from .signing import sign_with, simple_signer
from .stamping import UrlTimeStamper

DEMO_NAME = "Con dấu cơ quan cấp giấy – BẢN DEMO"


@dataclass(frozen=True)
class Seal:
    """A key ready for use, for as long as `open_seal` is open."""

    signer: signers.Signer
    certificate: asn1_x509.Certificate
    timestamper: TimeStamper | None = None
    demo: bool = False

    @property
    def name(self) -> str:
        return str(self.certificate.subject.native.get("common_name", ""))

    @property
    def level(self) -> str:
        """What the seals will be: B-T only with a service that stamps times."""
        return "PAdES B-T" if self.timestamper else "PAdES B-B"

    def put_on(self, pdf: bytes, *, at: datetime, reason: str = "") -> bytes:
        return sign_with(self.signer, pdf, at=at, reason=reason, timestamper=self.timestamper)


@contextmanager
def open_seal(*, at: datetime) -> Iterator[Seal]:
    """The key by the setting; refuses with the sentence of what is wrong. A module's session is closed afterwards."""
    check_set()
    stamper = UrlTimeStamper(conf.time_stamp_url()) if conf.time_stamp_url() else None
    kind, _, place = conf.seal().partition(":")
    if not conf.seal():
        yield _in_term(_demo(at, stamper), at)
    elif kind == "pkcs12" and place:
        yield _in_term(_from_file(Path(place), stamper), at)
    elif kind == "pkcs11" and place:
        from .tokens import open_token

        with open_token(place) as (signer, certificate):
            yield _in_term(Seal(signer, certificate, stamper), at)
    else:
        raise RuleBroken(f"OCOP_SEAL phải có dạng {FORMS}.", code="seal.form")


def _demo(at: datetime, stamper: TimeStamper | None) -> Seal:
    authority = demo_authority(conf.key_folder())
    pair = new_signer(authority, DEMO_NAME, from_=at)
    signer = simple_signer(pair, authority)
    return Seal(signer, signer.signing_cert, stamper, demo=True)


def _from_file(path: Path, stamper: TimeStamper | None) -> Seal:
    if not path.is_file():
        raise RuleBroken(f"Không có tệp khóa ký {path} (OCOP_SEAL).", code="seal.missing")
    try:
        signer = signers.SimpleSigner.load_pkcs12(str(path), passphrase=conf.seal_secret().encode() or None)
    except Exception:  # the library answers None or raises, by the kind of damage
        signer = None
    if signer is None or signer.signing_cert is None:
        raise RuleBroken(
            f"Không mở được tệp khóa ký {path}: sai mật khẩu (tệp OCOP_SEAL_SECRET_FILE) hoặc tệp không phải PKCS#12.",
            code="seal.unreadable",
        )
    return Seal(signer, signer.signing_cert, stamper)


def _in_term(seal: Seal, at: datetime) -> Seal:
    first, last = seal.certificate.not_valid_before, seal.certificate.not_valid_after
    if not first <= at <= last:
        raise RuleBroken(
            f"Chứng thư của khóa ký “{seal.name}” chỉ có hiệu lực từ {first:%d/%m/%Y} đến {last:%d/%m/%Y}; hãy thay khóa.",
            code="seal.term",
        )
    return seal
