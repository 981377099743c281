"""docs/generated/roles.md: what each role is for and what it may do."""

from ocop.core.permissions import ROLES, Permission, RoleInfo
from ocop.places.enums import Level
from scripts.docs_markdown import code, page, table

LEAD = (
    "Đọc từ `ocop/core/permissions.py`. Quyền nói vai trò được làm việc gì; làm ở đâu là phạm vi đơn vị của quyết định "
    "cử; lúc nào là trạng thái của hồ sơ. Quyền mất ngay khi việc cử chấm dứt. “Lớp hai” là mã dùng một lần khi đăng nhập."
)


def roles() -> str:
    return page("Vai trò và quyền", LEAD, _roles(), "## Quyền của từng vai trò", _matrix())


def _roles() -> str:
    return table(
        ("Vai trò", "Mã", "Để làm gì", "Cấp", "Lớp hai"),
        (
            (info.label, code(info.role), info.purpose, _levels(info), "bắt buộc" if info.mfa else "tùy chọn")
            for info in ROLES.values()
        ),
    )


def _levels(info: RoleInfo) -> str:
    return ", ".join(Level(level).label for level in info.levels) or "của chủ thể"


def _matrix() -> str:
    return table(
        ("Quyền", "Ai có"),
        (
            (
                code(permission),
                "; ".join(info.label for info in ROLES.values() if permission in info.permissions),
            )
            for permission in Permission
        ),
    )
