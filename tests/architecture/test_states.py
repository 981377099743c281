"""States change in one place only, by moves that stand in the table (docs/adr/0002)."""

import ast

from django.apps import apps

from ocop.rulebook.lifecycle import MACHINES
from tests.architecture.tree import application_files, name_of, parsed

ONE_PLACE = "ocop/audit/moves.py"
# Records with a `state` of their own that is no machine of the programme: deliveries and the checking of a file.
OTHER_STATES = {"ocop/notify/actions.py", "ocop/documents/actions.py"}


def models_with_a_machine() -> list[type]:
    return [model for model in apps.get_models() if hasattr(model, "machine")]


def writes_state(node: ast.AST) -> bool:
    """`x.state = …`, `….update(state=…)`, `….create(state=…)`."""
    if isinstance(node, ast.Assign | ast.AugAssign):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        return any(isinstance(target, ast.Attribute) and target.attr == "state" for target in targets)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        writer = node.func.attr in {"update", "create", "get_or_create", "update_or_create"}
        return writer and any(keyword.arg == "state" for keyword in node.keywords)
    return False


def test_only_the_function_that_moves_writes_a_state():
    found = {
        f"{name_of(path)}:{node.lineno}"
        for path in application_files()
        if name_of(path) not in OTHER_STATES | {ONE_PLACE}
        for node in ast.walk(parsed(path))
        if writes_state(node)
    }
    assert found == set()


def test_every_machine_has_its_record_which_begins_at_the_start():
    starts = {model.machine: model._meta.get_field("state").default for model in models_with_a_machine()}
    assert starts == {name: machine.start for name, machine in MACHINES.items()}


def test_moves_lead_from_known_states_to_known_states_and_no_final_state_is_left_silently():
    for machine in MACHINES.values():
        for name, move in machine.moves.items():
            assert {*move.sources, move.target} <= set(machine.states), f"{machine.name}.{name}"
            leaves_final = any(machine.states[source].final for source in move.sources)
            assert not leaves_final or move.needs_reason, f"{machine.name}.{name}"


def test_every_state_can_be_reached():
    for machine in MACHINES.values():
        reached = {machine.start}
        for _ in machine.moves:
            reached |= {move.target for move in machine.moves.values() if reached & set(move.sources)}
        assert reached == set(machine.states), machine.name


def test_every_move_is_made_somewhere():
    said = {
        node.value
        for path in application_files()
        if not name_of(path).startswith("ocop/rulebook/")
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert {f"{m.name}.{name}" for m in MACHINES.values() for name in m.moves if name not in said} == set()
