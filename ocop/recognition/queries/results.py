"""Which result of a dossier stands, what may be decided on it, and who may read it."""

from ocop.core.acting import Acting
from ocop.core.permissions import Permission
from ocop.dossiers.models import Dossier
from ocop.evaluation.models import Result
from ocop.recognition.enums import DecisionKind
from ocop.rulebook.levels import Level
from ocop.rulebook.procedures import get_procedure

DECIDED = (
    "sent_up",
    "central_received",
    "central_in_round",
    "central_scoring",
    "central_rated",
    "sent_back",
    "recognised",
    "not_recognised",
)
CENTRE_DECIDED = ("sent_back", "recognised", "not_recognised")
LEVELS = {"province": Level.PROVINCE, "central": Level.CENTRAL}
DECIDABLE = {"province": ("rated", "sent_back"), "central": ("central_rated",)}


def level_of(by: Acting) -> str:
    return "central" if by.level == "nation" else "province"


def kind_for(result: Result, level: str) -> DecisionKind | None:
    """What this level may decide on a result: recognise, approve and send up, or nothing.

    A result that the centre has sent back can only be used, never sent up again.
    """
    competence = get_procedure(result.dossier.procedure).competence_for(result.stars or 0)
    if competence is None:
        return None
    if competence.decides == LEVELS[level]:
        return DecisionKind.RECOGNISE
    return DecisionKind.APPROVE_RESULT if level == "province" and result.level == "province" else None


def standing_result(dossier: Dossier) -> Result | None:
    """The latest one that no amendment replaced. Prefetch `results` on lists."""
    standing = [one for one in dossier.results.all() if one.superseded_by_id is None]
    return max(standing, key=lambda one: (one.settled_at, one.pk), default=None)


def results_for(dossier: Dossier, acting: Acting) -> list[Result]:
    """Standing results, newest first, as far as the person may read them.

    Producers read a result once it was decided on; offices of the level that scored as soon as the session is locked;
    the province reads the centre's result when the centre has decided or sent it back.
    """
    found = [one for one in dossier.results.all() if one.superseded_by_id is None]
    return [
        one
        for one in sorted(found, key=lambda one: (one.settled_at, one.pk), reverse=True)
        if _open_to(one, dossier, acting)
    ]


def _open_to(result: Result, dossier: Dossier, acting: Acting) -> bool:
    decided = dossier.state in (CENTRE_DECIDED if result.level == "central" else DECIDED)
    if acting.party_id:
        return acting.party_id == dossier.producer_id and decided
    if acting.unit is None or not acting.may(Permission.RESULT_VIEW):
        return False
    return decided or acting.unit.level == ("nation" if result.level == "central" else "province")
