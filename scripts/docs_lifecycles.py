"""docs/generated/lifecycles.md: every machine of states as a diagram and as a table of moves."""

from ocop.core.permissions import ROLES
from ocop.rulebook.lifecycle import MACHINES, Machine, Move
from scripts.docs_markdown import code, page, table

LEAD = (
    "Mọi trạng thái và mọi bước chuyển của hệ thống, đọc từ `ocop/rulebook/lifecycle`. Chỉ hàm "
    "`ocop.audit.moves.apply_move` đổi trạng thái, và ghi một mục nhật ký trong cùng giao dịch. “Ai” là các vai trò có "
    "quyền; phạm vi (đơn vị nào) và điều kiện của từng hồ sơ do `policies` của từng phần kiểm tra thêm."
)


def lifecycles() -> str:
    return page("Vòng đời", LEAD, *(_machine(machine) for machine in MACHINES.values()))


def who(move: Move) -> str:
    """The roles that may make the move, in words."""
    if not move.permission:
        return "theo quy tắc của phiên họp" if move.open else "hệ thống"
    return "; ".join(info.label for info in ROLES.values() if move.permission in info.permissions)


def _machine(machine: Machine) -> str:
    states = table(
        ("Trạng thái", "Mã", "Chủ thể và công chúng thấy", "Đang ở"),
        (
            (
                state.label + (" (kết thúc)" if state.final else ""),
                code(key),
                state.public or "không hiện",
                state.holder,
            )
            for key, state in machine.states.items()
        ),
    )
    moves = table(
        ("Bước", "Mã", "Từ", "Đến", "Ai", "Cần lý do"),
        (
            (
                move.label,
                code(key),
                ", ".join(machine.states[source].label for source in move.sources),
                machine.states[move.target].label,
                who(move),
                "có" if move.needs_reason else "",
            )
            for key, move in machine.moves.items()
        ),
    )
    return f"## {machine.noun.capitalize()} (`{machine.name}`)\n\n{_diagram(machine)}\n\n{states}\n\n{moves}"


def _diagram(machine: Machine) -> str:
    lines = ["```mermaid", "stateDiagram-v2"]
    lines += [f"    {key}: {state.label}" for key, state in machine.states.items()]
    lines.append(f"    [*] --> {machine.start}")
    lines += [
        f"    {source} --> {move.target}: {move.label}"
        for move in machine.moves.values()
        for source in move.sources
    ]
    lines += [f"    {key} --> [*]" for key, state in machine.states.items() if state.final]
    return "\n".join([*lines, "```"])
