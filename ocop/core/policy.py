"""A rule checked twice is written once: `check_can_x` raises, `allowed(check_can_x, …)` answers for buttons."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ocop.core.acting import Acting
from ocop.core.errors import PermissionRefused, RuleBroken
from ocop.core.permissions import ROLES, Permission


@dataclass(frozen=True)
class Allowed:
    """The answer of a policy for a button: `ok`, and the sentence when not."""

    ok: bool
    reason: str = ""
    code: str = ""

    def __bool__(self) -> bool:
        return self.ok


YES = Allowed(True)
SHOWN = 3  # points of a refusal beside a button; the page of the step tells all


def allowed(check: Callable[..., Any], *args: Any, **kwargs: Any) -> Allowed:
    try:
        check(*args, **kwargs)
    except RuleBroken as refusal:
        return Allowed(False, _whole(refusal), refusal.code)
    return YES


def _whole(refusal: RuleBroken) -> str:
    """The sentence with its first points, unless it names some itself: a button has no list below it."""
    points = [point.rstrip(".") for point in refusal.details]
    if not points or any(point in refusal.sentence for point in points):
        return refusal.sentence
    more = len(points) - SHOWN
    return f"{refusal.sentence} {'; '.join(points[:SHOWN])}{f'; và {more} việc nữa' if more > 0 else ''}."


def check_permission(by: Acting, permission: Permission) -> None:
    """Refuse with the names of the roles that may."""
    if by.may(permission):
        return
    who = ", ".join(info.label for info in ROLES.values() if permission in info.permissions)
    raise PermissionRefused(
        f"Vai trò hiện tại ({by.role_label or 'chưa có vai trò'}) không được làm việc này. Việc này dành cho: {who}.",
        code="permission",
    )


def check_unit(by: Acting, unit_id: int | None, *, what: str = "hồ sơ này") -> None:
    """Refuse when the record belongs to another unit than the one the person acts for."""
    if by.unit is None or by.unit.pk != unit_id:
        raise PermissionRefused(
            f"Ông/bà đang làm việc cho {by.office or 'đơn vị khác'}; {what} thuộc đơn vị khác.", code="unit"
        )
