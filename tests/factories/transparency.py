"""A certificate with everything behind it: real sheets, a locked result, a signed decision, entries in the log."""

from datetime import timedelta
from typing import Any
from unittest import mock

from ocop.core.permissions import Role
from ocop.evaluation.actions import locking
from ocop.evaluation.models import Result
from ocop.recognition.models import Certificate
from ocop.rulebook.criteria import CriteriaSet
from ocop.rulebook.rating import Sheet, rate
from ocop.rulebook.rules import CouncilRules
from tests.factories import evaluation
from tests.factories.accounts import AT, act, make_person
from tests.factories.recognition import DAY, Office, freeze, make_published

LATER = AT + timedelta(days=3)


def four_star_choices(criteria_set: CriteriaSet) -> dict[str, Any]:
    """The best marks, lowered one by one until the rulebook gives four stars."""
    kept = evaluation.choices_for(criteria_set)
    for rank in (2, 3, 4):
        for code, lower in evaluation.choices_for(criteria_set, rank=rank).items():
            rated = rate(criteria_set, [Sheet("m", {**kept, code: lower})], CouncilRules())
            if rated.stars == 4:
                return {**kept, code: lower}
            if rated.stars == rated.band_stars == 5:
                kept[code] = lower
    raise AssertionError("no marks give four stars")


def make_whole_case(members: int = 4) -> tuple[Certificate, Office]:
    """The path of one product from its frozen dossier to its certificate, by the verbs that users trigger."""
    with mock.patch.object(evaluation, "make_version", lambda dossier: freeze(dossier, AT)):
        world = evaluation.make_world(members)
        session = evaluation.scoring_session(world, 1)
    choices = four_star_choices(world.criteria_set)
    for acting in world.actings:
        evaluation.hand_in(session.items.get(), acting, choices)
    locking.propose_lock(session=session, by=world.secretary, at=AT)
    locking.lock_session(session=session, by=world.chair, at=AT + timedelta(hours=1))
    office = office_of(world)
    decision = make_published(office, Result.objects.get(), on=DAY + timedelta(days=3), at=LATER)
    return Certificate.objects.get(line__decision=decision), office


def office_of(world: evaluation.World) -> Office:
    publisher = act(Role.PROVINCE_OFFICE, world.unit, make_person("Vũ Văn Công Bố"))
    signer = act(Role.SIGNER, world.unit, make_person("Trần Văn Ký"))
    return Office(world.unit, world.commune, world.office, publisher, signer, world.council, world.round)
