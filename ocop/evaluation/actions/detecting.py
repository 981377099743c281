"""Comparing members with producers: what the records say becomes a confirmed conflict or a hint."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from ocop.audit import record
from ocop.core.acting import Acting
from ocop.dossiers.models import Appraisal, CommuneAssessment, CompositionCheck, Dossier, Return
from ocop.evaluation.enums import ConflictSource
from ocop.evaluation.models import Conflict, Item, Seat, Session
from ocop.evaluation.queries.roster import scoring_seats
from ocop.producers.models import Membership, Producer
from ocop.rulebook.competence import Match, PartyFacts, PersonFacts
from ocop.rulebook.competence import detect_conflicts as matches_of


def detect_conflicts(session: Session, *, by: Acting, at: datetime) -> list[Conflict]:
    """New rows for every pair of member and product that has none. What a person did in the dossier itself, or being
    the producer's own person, counts at once (I13); everything else waits for the secretary's answer."""
    seats = scoring_seats(session)
    items = list(
        session.items.select_related("dossier__producer", "dossier__product").exclude(
            state__in=("settled", "postponed")
        )
    )
    people = _people(seats, [item.dossier for item in items])
    known = set(Conflict.objects.filter(item__session=session).values_list("item_id", "seat_id"))
    found = [
        _row(item, seat, match, people[seat.person_id], at)
        for item in items
        for seat in seats
        if (item.pk, seat.pk) not in known
        for match in matches_of(people[seat.person_id], _party(item.dossier))[:1]
    ]
    Conflict.objects.bulk_create(found)
    if found:
        pairs = [{"item": one.item_id, "seat": one.seat_id, "kind": one.kind} for one in found]
        record("session.conflicts_detected", about=session, by=by, at=at, data={"pairs": pairs})
    return found


def _row(item: Item, seat: Seat, match: Match, person: PersonFacts, at: datetime) -> Conflict:
    """A number in common is a strong hint; only an act or a role recorded here leaves nothing to judge."""
    sure = item.dossier.code in person.checked_keys or str(item.dossier.producer_id) in person.party_keys
    return Conflict(
        item=item,
        seat=seat,
        kind=match.kind.value,
        source=ConflictSource.DETECTED,
        words=match.sentence,
        at=at,
        confirmed_at=at if sure else None,
    )


def _people(seats: Iterable[Seat], dossiers: list[Dossier]) -> dict[int, PersonFacts]:
    ids = [seat.person_id for seat in seats]
    worked = workers_of(dossiers)
    memberships: dict[int, list[Producer]] = defaultdict(list)
    for held in Membership.objects.filter(person__in=ids).select_related("producer"):
        memberships[held.person_id].append(held.producer)
    return {
        seat.person_id: PersonFacts(
            key=str(seat.person_id),
            name=seat.person.full_name,
            phones=(seat.person.phone, *(one.phone for one in memberships[seat.person_id])),
            tax_codes=tuple(one.tax_code for one in memberships[seat.person_id]),
            addresses=tuple(one.address for one in memberships[seat.person_id]),
            employers=(seat.organisation, *(one.name for one in memberships[seat.person_id])),
            party_keys=frozenset(str(one.pk) for one in memberships[seat.person_id]),
            checked_keys=frozenset(worked[seat.person_id]),
        )
        for seat in seats
    }


def workers_of(dossiers: list[Dossier]) -> dict[int, set[str]]:
    """Person → codes of the dossiers that the person entered, checked, assessed or appraised."""
    codes = {dossier.pk: dossier.code for dossier in dossiers}
    worked: dict[int, set[str]] = defaultdict(set)
    pairs = [(dossier.adviser_id, dossier.pk) for dossier in dossiers] + [
        (dossier.created_by_id, dossier.pk) for dossier in dossiers
    ]
    here = {"dossier__in": codes}
    pairs += CompositionCheck.objects.filter(**here).values_list("checked_by", "dossier").distinct()
    pairs += CommuneAssessment.objects.filter(**here).values_list("written_by", "dossier")
    pairs += Appraisal.objects.filter(**here).values_list("written_by", "dossier")
    pairs += Return.objects.filter(**here).values_list("returned_by", "dossier")
    for person_id, dossier_id in pairs:
        if person_id:
            worked[person_id].add(codes[dossier_id])
    return worked


def _party(dossier: Dossier) -> PartyFacts:
    producer = dossier.producer
    return PartyFacts(
        key=str(producer.pk),
        name=producer.name,
        dossier_key=dossier.code,
        phones=(producer.phone,),
        tax_codes=(producer.tax_code,),
        addresses=(producer.address,),
        people=(producer.representative,),
    )
