"""The verdict on a scanned code, in words: what the register says today, and what the code itself proves."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from django.utils.translation import gettext

from ocop.core.clock import local_date
from ocop.documents.credentials import keyring
from ocop.documents.credentials.curve import PublicKey
from ocop.documents.credentials.cwt import Signed
from ocop.documents.credentials.verifying import Checked, Proof, prove, verify_bytes
from ocop.registry.queries.checking import Held
from ocop.registry.wording import sentence_of, word_of
from ocop.rulebook.validity import Status

# The code itself is at fault: nothing it says is shown, and no status of a certificate either.
FAULTS = {
    Proof.FORGED: "MÃ GIẢ",
    Proof.TRUNCATED: "MÃ KHÔNG ĐỦ",
    Proof.UNKNOWN_KEY: "MÃ CỦA NƠI KHÁC",
    Proof.OTHER_ISSUER: "MÃ CỦA NƠI KHÁC",
    Proof.KEY_OUT_OF_TERM: "MÃ GIẢ",
    Proof.NOT_OURS: "KHÔNG PHẢI MÃ OCOP",
}
KINDS = {
    Status.VALID: ("valid", "success", "patch-check-fill"),
    Status.EXPIRING: ("expiring", "warning", "hourglass-split"),
    Status.EXPIRED: ("expired", "neutral", "slash-circle-fill"),
    Status.SUPERSEDED: ("expired", "neutral", "slash-circle-fill"),
    Status.NOT_YET: ("expired", "neutral", "slash-circle-fill"),
    Status.SUSPENDED: ("suspended", "official", "pause-circle-fill"),
    Status.REVOKED: ("revoked", "danger", "x-octagon-fill"),
    Status.UNKNOWN: ("unknown", "danger", "question-circle-fill"),
}
FAULT_KIND = ("forged", "danger", "x-octagon-fill")
RIGHT = "Đúng, do nơi cấp ký."
NO_SIGNED_TEXT = "Giấy này chưa có mã ký; kết quả lấy từ sổ đăng ký."
NOTHING_TO_CHECK = "Không có chữ ký nào để kiểm tra."


@dataclass(frozen=True, slots=True)
class Verdict:
    """One answer, the same fields for every kind of it."""

    status: Status
    kind: str
    tone: str
    icon: str
    word: str
    sentence: str
    signature: str
    held: Held | None  # what may be shown as facts

    @property
    def is_known(self) -> bool:
        return self.held is not None


def verdict(held: Held, at: datetime, presented: Checked | None = None) -> Verdict:
    """`presented` is the signed text that was scanned; without it the certificate's own stored text is checked."""
    if presented is not None and presented.proof in FAULTS:
        return _fault(presented.proof)
    on = local_date(at)
    found = held.status(on)
    kind, tone, icon = KINDS[found]
    last, since = held.valid_until, held.since(found)
    return Verdict(
        found,
        kind,
        tone,
        icon,
        word_of(found),
        sentence_of(found, last_day=last, since=since),
        gettext(_signature(held, on, presented)),
        held if held.is_certificate else None,
    )


def _fault(proof: Proof) -> Verdict:
    kind, tone, icon = FAULT_KIND if proof != Proof.TRUNCATED else KINDS[Status.UNKNOWN]
    words = gettext(proof.words)
    return Verdict(Status.UNKNOWN, kind, tone, icon, gettext(FAULTS[proof]), words, words, None)


def _signature(held: Held, on: date, presented: Checked | None) -> str:
    if presented is not None:
        return _by_itself(presented.proof)
    if not held.is_certificate:
        return NOTHING_TO_CHECK
    if not held.cwt or held.key is None:
        return NO_SIGNED_TEXT
    return _by_itself(stored_proof(held.cwt, held.key, on))


def _by_itself(proof: Proof) -> str:
    """The term is the verdict's business; this line speaks of the signature only."""
    return RIGHT if proof.is_signed else proof.words


def proved(signed: Signed, held: Held, at: datetime) -> Checked:
    """What a scanned text proves by the key that the register names; our own stored text is not checked twice."""
    if held.key and signed.content == held.cwt:
        return Checked(stored_proof(held.cwt, held.key, local_date(at)), signed.claims, signed.kid, held.cwt)
    keys = [held.key] if held.key else []
    return prove(signed, keys, at, issuer=keyring.issuer())


@lru_cache(maxsize=4096)
def stored_proof(content: bytes, key: PublicKey, on: date) -> Proof:
    """What our own stored text proves on a day; asked again and again while many people scan the same label."""
    return verify_bytes(content, [key], on, issuer=keyring.issuer()).proof


SIGNATURE_TEXTS = (
    *(proof.words for proof in Proof),
    *FAULTS.values(),
    RIGHT,
    NO_SIGNED_TEXT,
    NOTHING_TO_CHECK,
)
