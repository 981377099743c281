"""Names of places and of sectors for the filters. A key never changes its meaning, so a process asks once for each."""

from collections.abc import Iterable

from django.utils.translation import gettext

from ocop.places.models import Unit
from ocop.producers.enums import LegalForm
from ocop.programme.models import CriteriaSetVersion

STATUS_WORDS = {
    "con-hieu-luc": "Còn hiệu lực",
    "sap-het-han": "Sắp hết hạn",
    "het-han": "Hết hạn",
    "tam-dung": "Tạm dừng",
    "da-thu-hoi": "Đã thu hồi",
    "chua-ro": "Chưa rõ thời hạn",
}
_units: dict[str, tuple[str, str]] = {}
_sectors: dict[str, str] = {}


def units(keys: Iterable[str]) -> dict[str, str]:
    """Full names by key, in Vietnamese order; unknown keys are missing."""
    wanted = set(keys)
    missing = wanted - _units.keys()
    if missing:
        found = Unit.objects.filter(key__in=missing).values_list("key", "sort_key", "full_name")
        _units.update({key: (order, name) for key, order, name in found})
    return {key: _units[key][1] for key in sorted(wanted & _units.keys(), key=lambda key: (_units[key], key))}


def sector(code: str) -> str:
    if code not in _sectors:
        _sectors.update(CriteriaSetVersion.objects.values_list("sector_code", "sector_name").distinct())
    return gettext(_sectors.get(code, code))


def legal_form(value: str) -> str:
    return gettext(str(LegalForm(value).label)) if value in LegalForm.values else value
