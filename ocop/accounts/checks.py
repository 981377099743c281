"""Integrity of offices (I14): level, unit and the two persons behind each running appointment."""

from ocop.accounts.models import Appointment
from ocop.accounts.policies import TWO_PERSON_ROLES
from ocop.core.checks_registry import Finding
from ocop.core.clock import today
from ocop.core.permissions import ROLES, Role


def appointments_give_rights_rightly() -> Finding:
    """Running appointments fit their unit's level, nobody appointed himself, far-reaching roles had two persons."""
    finding = Finding(rows=Appointment.objects.count())
    running = Appointment.objects.on(today()).select_related("unit", "person", "request")
    for held in running:
        role = Role(held.role)
        if held.unit.level not in ROLES[role].levels:
            finding.problems.append(f"{held}: vai trò này không có ở cấp của đơn vị.")
        if held.created_by_id == held.person_id:
            finding.problems.append(f"{held}: người này tự cử mình.")
        if role in TWO_PERSON_ROLES and held.created_by_id is not None and not _two_persons(held):
            finding.problems.append(f"{held}: thiếu người thứ hai xác nhận.")
    return finding


def _two_persons(held: Appointment) -> bool:
    request = getattr(held, "request", None)
    return bool(request and request.confirmed and request.requested_by_id != request.decided_by_id)
