"""Every move of every machine: only from its states, only by its roles, only with its reason."""

from types import SimpleNamespace

import pytest

from ocop.audit.moves import check_move
from ocop.core.acting import Acting, system
from ocop.core.errors import PermissionRefused, RuleBroken
from ocop.core.permissions import ROLES
from ocop.rulebook.lifecycle import MACHINES
from tests.factories.accounts import DAY

MOVES = [(machine, name) for machine in MACHINES.values() for name in machine.moves]
NAMES = [f"{machine.name}.{name}" for machine, name in MOVES]


def record_in(machine: str, state: str) -> SimpleNamespace:
    return SimpleNamespace(machine=machine, state=state)


@pytest.mark.parametrize(("machine", "name"), MOVES, ids=NAMES)
def test_a_move_is_refused_in_every_other_state(machine, name):
    move = machine.moves[name]
    for state in set(machine.states) - set(move.sources):
        with pytest.raises(RuleBroken) as refusal:
            check_move(record_in(machine.name, state), name, by=system(DAY))
        assert refusal.value.code == f"{machine.name}.{name}.state"
        assert f"“{machine.states[state].label}”" in refusal.value.sentence


@pytest.mark.parametrize(("machine", "name"), MOVES, ids=NAMES)
def test_a_move_is_made_by_the_roles_that_hold_its_permission_and_by_no_other(machine, name):
    move = machine.moves[name]
    for role, info in ROLES.items():
        record, by = record_in(machine.name, move.sources[0]), Acting(role=role, on=DAY)
        if move.open or move.permission in info.permissions:
            assert check_move(record, name, by=by) is move
        else:
            with pytest.raises(PermissionRefused):
                check_move(record, name, by=by)
