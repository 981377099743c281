"""The levels of the administration that have had a part in the programme."""

from enum import StrEnum


class Level(StrEnum):
    """District existed in the programme until 05/7/2025 (1489/QĐ-TTg removed it)."""

    COMMUNE = "commune"
    DISTRICT = "district"
    PROVINCE = "province"
    CENTRAL = "central"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    Level.COMMUNE: "cấp xã",
    Level.DISTRICT: "cấp huyện",
    Level.PROVINCE: "cấp tỉnh",
    Level.CENTRAL: "cấp trung ương",
}
