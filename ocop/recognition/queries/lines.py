"""What waits for a decision, and the lines of one, with everything the rules read: same queries for 3 and 300."""

from dataclasses import dataclass, field

from django.db.models import QuerySet

from ocop.core.acting import Acting
from ocop.dossiers.models import Dossier
from ocop.evaluation.models import Result
from ocop.recognition.enums import DecisionKind
from ocop.recognition.models import Certificate, Decision, DecisionLine, Revocation
from ocop.recognition.queries.results import DECIDABLE, kind_for, level_of, standing_result

RELATED = ("product__producer", "producer", "unit", "criteria_set")


@dataclass
class Waiting:
    """Results without a decision, by what this office may do with them."""

    recognise: list[Result] = field(default_factory=list)
    approve_result: list[Result] = field(default_factory=list)
    conclude: list[Result] = field(default_factory=list)
    send_back: list[Result] = field(default_factory=list)


def waiting_dossiers(acting: Acting) -> QuerySet[Dossier]:
    """Rated dossiers of this office that stand in no decision under way."""
    states = DECIDABLE["central" if acting.level == "nation" else "province"]
    taken = (
        DecisionLine.objects.exclude(decision__state__in=["dropped", "published", "superseded"])
        .filter(dossier__isnull=False)
        .values("dossier")
    )
    found = Dossier.objects.visible_to(acting).filter(state__in=states).exclude(pk__in=taken)
    return found.select_related(*RELATED).prefetch_related("results").order_by("product__sort_key", "pk")


def waiting_for(acting: Acting) -> Waiting:
    waiting, level = Waiting(), level_of(acting)
    for dossier in waiting_dossiers(acting):
        result = standing_result(dossier)
        if result is None:
            continue
        result.dossier = dossier
        kind = kind_for(result, level)
        if kind == DecisionKind.RECOGNISE:
            waiting.recognise.append(result)
        elif kind == DecisionKind.APPROVE_RESULT:
            waiting.approve_result.append(result)
        else:
            (waiting.send_back if level == "central" else waiting.conclude).append(result)
    return waiting


def open_revocations(acting: Acting) -> QuerySet[Revocation]:
    """Proposals of this office that stand in no decision yet, the earliest deadline first."""
    mine = Revocation.objects.filter(state="proposed", decision=None, certificate__unit=acting.unit)
    return mine.select_related("certificate__product__producer")


def full_lines(decision: Decision) -> list[DecisionLine]:
    """Kept on this instance: a page asks several rules about the same lines. Actions work on a freshly locked one."""
    if "full_lines" not in decision.__dict__:
        lines = decision.lines.select_related(
            "product__producer", "dossier", "result__dossier__product", "result__dossier__unit"
        )
        decision.__dict__["full_lines"] = list(lines.prefetch_related("result__dossier__results"))
    return decision.__dict__["full_lines"]  # type: ignore[no-any-return]


def full_revocations(decision: Decision) -> list[Revocation]:
    """Kept on this instance as well."""
    if "full_revocations" not in decision.__dict__:
        found = decision.revocations.select_related("certificate__product__producer")
        decision.__dict__["full_revocations"] = list(
            found.prefetch_related("certificate__suspensions", "certificate__revocations")
        )
    return decision.__dict__["full_revocations"]  # type: ignore[no-any-return]


def replaced_certificates(decision: Decision) -> list[Certificate]:
    """The active certificates that a correction would replace."""
    if decision.supersedes_id is None:
        return []
    found = Certificate.objects.filter(line__decision=decision.supersedes_id, superseded_on=None)
    return list(found.select_related("product").prefetch_related("suspensions", "revocations"))
