"""Which procedure applies: to something done on a day, to a record of the past, to a star."""

from dataclasses import dataclass
from datetime import date

from ocop.rulebook.bands import Bands
from ocop.rulebook.levels import Level
from ocop.rulebook.procedures.model import Procedure
from ocop.rulebook.procedures.reading import read_procedures


class NoProcedure(LookupError):
    """No national procedure is known for this day or decision."""


@dataclass(frozen=True)
class RecordProcedure:
    """What a published recognition is read under. With a year only, two may be possible:
    then `procedure` is None and `candidates` has both, because a record is never guessed."""

    procedure: Procedure | None
    candidates: tuple[Procedure, ...]
    sentence: str


def all_procedures() -> tuple[Procedure, ...]:
    """Earliest first."""
    return read_procedures()


def get_procedure(key: str) -> Procedure:
    """By key ("26-2026") or by the number of the decision that made it ("26/2026/QĐ-TTg")."""
    for procedure in all_procedures():
        if key in (procedure.key, procedure.decisions[-1]):
            return procedure
    raise NoProcedure(f"Không có quy trình {key!r}.")


def procedure_on(day: date) -> Procedure:
    """The procedure for something decided on that day."""
    for procedure in all_procedures():
        if procedure.covers(day):
            return procedure
    raise NoProcedure(f"Ngày {day:%d/%m/%Y} chưa có bộ tiêu chí, quy trình quốc gia nào.")


def procedure_for_record(recognised_on: date | int | None) -> RecordProcedure:
    """The procedure a historic record stands under, from its date or just its year."""
    if recognised_on is None:
        return RecordProcedure(None, (), "Hồ sơ không ghi ngày công nhận nên chưa rõ theo quy định nào.")
    if isinstance(recognised_on, date):
        first = last = recognised_on
        when = f"{recognised_on:%d/%m/%Y}"
    else:
        first, last = date(recognised_on, 1, 1), date(recognised_on, 12, 31)
        when = f"năm {recognised_on}"
    found = tuple(one for one in all_procedures() if _reaches(one, first, last))
    if not found:
        return RecordProcedure(None, (), f"Công nhận {when} trước khi có bộ tiêu chí quốc gia.")
    names = " hoặc ".join(one.name for one in found)
    if len(found) > 1:
        return RecordProcedure(None, found, f"Công nhận {when}, không rõ ngày: {names}.")
    return RecordProcedure(found[0], found, f"Công nhận {when} theo {names}.")


def competent_level(stars: int, on: date) -> Level | None:
    """The level that decides on this star on that day; None where no decision is made."""
    if stars not in range(1, 6):
        raise ValueError(f"Hạng sao phải từ 1 đến 5, không phải {stars}.")
    competence = procedure_on(on).competence_for(stars)
    return competence.decides if competence else None


def bands_of_decision(decision: str) -> Bands:
    """Bands of the procedure that a criteria set's decision belongs to."""
    for procedure in all_procedures():
        if decision in procedure.decisions:
            return procedure.bands
    raise NoProcedure(f"Chưa có khung hạng sao cho {decision}.")


def _reaches(procedure: Procedure, first: date, last: date) -> bool:
    return procedure.records_from <= last and (
        procedure.in_force_to is None or first <= procedure.in_force_to
    )
