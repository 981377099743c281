"""What the pre-check is told about a dossier, and what it answers.

`DossierFacts` is filled by the dossiers app from the database; nothing here reads anything.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from ocop.rulebook.criteria import CriteriaSet
from ocop.rulebook.procedures import Procedure, get_procedure
from ocop.rulebook.procedures.rounds import CURRENT


class FileState(StrEnum):
    """Where the file of a document stands: unchecked files count, refused ones do not."""

    NONE = "none"
    PENDING = "pending"
    OK = "ok"
    REFUSED = "refused"


@dataclass(frozen=True, kw_only=True)
class EvidenceFact:
    """One document of the vault as the dossier uses it.

    `key` is the caller's own and comes back in `Finding.where`. `subject` is a key of
    `evidence_subjects()`, or "photo"/"other". `criteria` are the codes it is linked to; a
    document that is in the dossier but linked to nothing has none.
    """

    key: str
    title: str
    subject: str
    criteria: tuple[str, ...] = ()
    number: str = ""
    issuer: str = ""
    issued_on: date | None = None
    expires_on: date | None = None
    file_state: FileState = FileState.OK

    def is_expired(self, on: date) -> bool:
        """A document still counts on the day printed as its last."""
        return self.expires_on is not None and self.expires_on < on


@dataclass(frozen=True, kw_only=True)
class DossierFacts:
    """Everything the pre-check looks at.

    `kind`: "first", "upgrade", "re_evaluation". `filed_on`: the day of filing (today for a
    draft). `round_ends_on`: `done_by` of the round it would come to. `choices`: the self-score
    in the shape of `ocop rate`. `fields`: values by the keys of `Procedure.form_fields`; None,
    "" and whitespace count as not filled in, 0 and False count as answers. `legal_form`: htx,
    tht, dn, trang_trai, ho, hoi, trung_tam, khac. `profits`: profit per year, as far as known.
    `previous_*`: the recognition that an upgrade or re-evaluation starts from. `samples` is
    None before samples are handed in.
    """

    criteria_set: CriteriaSet
    kind: str
    filed_on: date
    choices: Mapping[str, object] = field(default_factory=dict)
    fields: Mapping[str, object] = field(default_factory=dict)
    evidence: tuple[EvidenceFact, ...] = ()
    round_ends_on: date | None = None
    legal_form: str = ""
    representative_sex: str = ""
    representative_ethnicity: str = ""
    representative_disability: bool | None = None
    workers: int | None = None
    workers_local: int | None = None
    workers_female: int | None = None
    profits: Mapping[int, Decimal] = field(default_factory=dict)
    photos: int = 0
    samples: int | None = None
    previous_stars: int | None = None
    previous_valid_until: date | None = None
    procedure: Procedure = field(default_factory=lambda: get_procedure(CURRENT))

    def documents_for(self, code: str) -> tuple[EvidenceFact, ...]:
        """Documents linked to a criterion that have a usable file."""
        usable = (FileState.OK, FileState.PENDING)
        return tuple(one for one in self.evidence if code in one.criteria and one.file_state in usable)


class FindingKind(StrEnum):
    """Missing, expired and contradictory findings stop the filing; the others only help."""

    MISSING = "missing"
    EXPIRED = "expired"
    CONTRADICTORY = "contradictory"
    EXPIRING = "expiring"
    ADVICE = "advice"

    @property
    def words(self) -> str:
        return _WORDS[self]


_WORDS = {
    FindingKind.MISSING: "Còn thiếu",
    FindingKind.EXPIRED: "Đã hết hạn",
    FindingKind.CONTRADICTORY: "Chưa khớp",
    FindingKind.EXPIRING: "Sắp hết hạn",
    FindingKind.ADVICE: "Nên xem lại",
}
_BLOCKING = (FindingKind.MISSING, FindingKind.EXPIRED, FindingKind.CONTRADICTORY)


@dataclass(frozen=True)
class Finding:
    """`where` is "field:<key>", "criterion:<code>", "evidence:<key>", "paper:<subject>"
    (no such document yet), "photos", "samples", "kind" or "dossier" (the whole)."""

    kind: FindingKind
    where: str
    sentence: str
    mend: str

    @property
    def blocks(self) -> bool:
        return self.kind in _BLOCKING


def is_filled(value: object) -> bool:
    return value is not None and (not isinstance(value, str) or bool(value.strip()))
