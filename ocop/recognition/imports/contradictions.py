"""When do two published records of one product contradict each other? Several ranks over the years do not."""

from collections.abc import Iterable

from ocop.recognition.enums import HistoricStatus
from ocop.recognition.models import HistoricRecognition


def contradiction(new: HistoricRecognition, earlier: Iterable[HistoricRecognition]) -> str:
    """The sentence for the review queue, or an empty one.

    Contradictory: the same decision, or the same year, or a year that one of them does not state, with other stars
    under the same status. A rise or fall from one stated year to another is history.
    """
    for old in earlier:
        if old.status != new.status or old.stars == new.stars:
            continue
        if new.decision_no and old.decision_no == new.decision_no:
            return f"Cùng quyết định {new.decision_no}: nguồn ghi {_stars(old)} và {_stars(new)}."
        if new.year is None or old.year is None:
            return (
                f"Nguồn ghi {_stars(old)} và {_stars(new)}, có nguồn không ghi năm nên chưa rõ hạng nào sau."
            )
        if new.year == old.year:
            return f"Cùng năm {new.year}: nguồn ghi {_stars(old)} và {_stars(new)}."
    return ""


def _stars(record: HistoricRecognition) -> str:
    words = dict(HistoricStatus.choices)[record.status].lower()
    return f"{record.stars} sao" if record.stars else words
