"""What one procedure says. Every part keeps its article and how sure the reading is.

`certainty`: V = read in the instrument, Q = quoted by a legal or state site, P = press,
? = the text is silent and the value is a named choice of the software.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ocop.rulebook.bands import Bands
from ocop.rulebook.levels import Level


@dataclass(frozen=True)
class Competence:
    """Who receives, assesses, scores and decides a product of one star level."""

    stars: int
    receives: Level
    assesses: tuple[Level, ...]
    scores: tuple[Level, ...]
    decides: Level
    signer: str
    article: str = ""
    certainty: str = "?"


@dataclass(frozen=True)
class Clock:
    """A legal time limit; `unit` is "working" or "calendar" (days)."""

    key: str
    name: str
    days: int
    unit: str
    starts: str
    article: str = ""
    certainty: str = "?"


@dataclass(frozen=True)
class Step:
    step: str
    by: str
    level: Level
    does: str
    document: str = ""
    clock: str = ""
    article: str = ""


@dataclass(frozen=True)
class RoundRule:
    """A yearly round: files proposed by one day, results by another (month, day).

    `next_year`: both days fall in the year after the one the round is counted in.
    """

    level: Level
    number: int
    proposed_by: tuple[int, int]
    done_by: tuple[int, int]
    next_year: bool = False


@dataclass(frozen=True)
class Item:
    """A named thing with its article: a revocation ground, a paper of the dossier, …"""

    key: str
    name: str
    article: str = ""
    certainty: str = ""
    days: int | None = None
    until: date | None = None


@dataclass(frozen=True)
class DossierKind:
    """What a dossier of one kind consists of, for the commune's check of composition."""

    key: str
    name: str
    article: str
    items: tuple[Item, ...]


@dataclass(frozen=True)
class FormField:
    """A line of Mẫu 01 or Mẫu 02 that a dossier must have filled in."""

    key: str
    form: str
    name: str
    part: str = ""
    mend: str = ""
    kinds: tuple[str, ...] = ()
    not_sets: tuple[int, ...] = ()

    @property
    def place(self) -> str:
        return f"Mẫu {self.form}, phần {self.part}" if self.part else f"Mẫu {self.form}"

    def is_asked(self, kind: str, set_number: int) -> bool:
        return (not self.kinds or kind in self.kinds) and set_number not in self.not_sets


@dataclass(frozen=True)
class Setting:
    """A point on which the text is silent: our named choice and the reason for it."""

    key: str
    value: object
    why: str
    certainty: str = "?"


@dataclass(frozen=True)
class Procedure:
    """The rules of one decision (with its amendments) for the days it is in force."""

    key: str
    name: str
    decisions: tuple[str, ...]
    in_force_from: date
    in_force_to: date | None
    records_from: date
    parts: Mapping[str, Decimal]
    bands: Bands
    competence: Mapping[int, Competence]
    forward_from_points: Decimal
    certificate_from_stars: int
    validity_months: int
    steps: tuple[Step, ...] = ()
    commune_contents: tuple[Item, ...] = ()
    clocks: Mapping[str, Clock] | None = None
    rounds: tuple[RoundRule, ...] = ()
    window_days: tuple[int, int] | None = None
    dossiers: Mapping[str, DossierKind] | None = None
    form_fields: tuple[FormField, ...] = ()
    samples: int = 0
    no_samples_for_sets: tuple[int, ...] = ()
    revocation_grounds: tuple[Item, ...] = ()
    revocation_by: Mapping[int, Level] | None = None
    transition: tuple[Item, ...] = ()
    settings: tuple[Setting, ...] = ()
    sources: tuple[Mapping[str, str], ...] = ()
    certainty: Mapping[str, str] | None = None
    articles: Mapping[str, str] | None = None

    def covers(self, day: date) -> bool:
        return self.in_force_from <= day and (self.in_force_to is None or day <= self.in_force_to)

    def competence_for(self, stars: int) -> Competence | None:
        """None for stars that get no decision and no certificate (1 and 2)."""
        return self.competence.get(stars)

    def clock(self, key: str) -> Clock:
        try:
            return (self.clocks or {})[key]
        except KeyError:
            raise LookupError(f"{self.name} không quy định thời hạn {key!r}.") from None

    def setting(self, key: str, default: object = None) -> object:
        """The value of a named choice; `default` where this procedure does not need it."""
        return next((one.value for one in self.settings if one.key == key), default)

    def samples_for(self, set_number: int) -> int:
        return 0 if set_number in self.no_samples_for_sets else self.samples
