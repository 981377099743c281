#!/usr/bin/env python3
"""Write reference/units/{units,successions}.csv from the data files of `vietnamadminunits` 1.0.4 (MIT).

Run once by a developer; the package is no dependency of ours and its code is not imported, because that needs
geopy and asks a geocoder on the internet:

    python3 -m venv /tmp/units && /tmp/units/bin/pip install --no-deps vietnamadminunits==1.0.4
    python3 scripts/extract_units.py /tmp/units/lib/python3.*/site-packages/vietnamadminunits/data

Only codes, names, kinds and the old → new mapping are taken; coordinates are not, nor the "default" new commune
that the package proposes for a split one: who is responsible there is for a person to say.
"""

import csv
import json
import re
import sqlite3
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

OUT = Path(__file__).resolve().parent.parent / "reference" / "units"
UNIT_COLUMNS = (
    "key",
    "code",
    "level",
    "kind",
    "name",
    "full_name",
    "parent",
    "valid_from",
    "valid_to",
    "note",
)
NEW_FROM, OLD_TO = "2025-07-01", "2025-06-30"
# The source has no founding dates. 1/8/2008 is the day from which the country had these 63 provinces.
OLD_FROM = "2008-08-01"
KINDS = ("thành phố", "tỉnh", "quận", "huyện", "thị xã", "thị trấn", "phường", "xã", "đặc khu")
NOTES = {
    "75": "Một nguồn ngày 25/7/2026 ghi Đồng Nai là thành phố (Nghị quyết 30/2026/QH16) và mười xã của tỉnh "
    "là phường; chưa đối chiếu với văn bản gốc nên còn ghi là tỉnh."
}
LETTER = {"province": "P", "district": "D", "commune": "C"}
Row = dict[str, str]


def split_kind(full_name: str) -> tuple[str, str, str]:
    """`Thị Trấn Prao` → (thị trấn, Prao, Thị trấn Prao). The kind columns of the source are wrong for five units."""
    text = re.sub(r"\s+", " ", unicodedata.normalize("NFC", full_name)).strip()
    for kind in KINDS:
        if text.lower().startswith(kind + " "):
            name = text[len(kind) + 1 :]
            return kind, name, f"{kind.capitalize()} {name}"
    raise SystemExit(f"Kind not understood: {full_name!r}")


def unit(key: str, code: str, level: str, full_name: str, parent: str, old: bool) -> Row:
    kind, name, full = split_kind(full_name)
    days = (OLD_FROM, OLD_TO) if old else (NEW_FROM, "")
    values = (key, code, level, kind, name, full, parent, *days, NOTES.get(key, ""))
    return dict(zip(UNIT_COLUMNS, values, strict=True))


def old_key(level: str, code: str) -> str:
    return f"2025-{LETTER[level]}{code}"


def units(today: list[Row], legacy: list[Row]) -> Iterator[Row]:
    yield dict(
        zip(
            UNIT_COLUMNS,
            ("VN", "VN", "nation", "nước", "Việt Nam", "Việt Nam", "", "1976-07-02", "", ""),
            strict=True,
        )
    )
    for code, name in sorted({(r["provinceCode"], r["province"]) for r in today}):
        yield unit(code, code, "province", name, "VN", old=False)
    for row in sorted(today, key=lambda r: r["wardCode"]):
        yield unit(row["wardCode"], row["wardCode"], "commune", row["ward"], row["provinceCode"], old=False)
    for code, name in sorted({(r["provinceCode"], r["province"]) for r in legacy}):
        yield unit(old_key("province", code), code, "province", name, "VN", old=True)
    for code, name, province in sorted(
        {(r["districtCode"], r["district"], r["provinceCode"]) for r in legacy}
    ):
        yield unit(old_key("district", code), code, "district", name, old_key("province", province), old=True)
    for row in sorted((r for r in legacy if r["ward"]), key=lambda r: r["wardCode"]):
        parent = old_key("district", row["districtCode"])
        yield unit(
            old_key("commune", row["wardCode"]), row["wardCode"], "commune", row["ward"], parent, old=True
        )


def successions(today: list[Row], legacy: list[Row], mapping: dict) -> Iterator[tuple[str, str, str]]:
    """(old, new, whole). A district appears only where it became a special zone without having communes."""
    province = {r["provinceKey"]: r["provinceCode"] for r in today}
    former_province = {r["provinceKey"]: old_key("province", r["provinceCode"]) for r in legacy}
    commune = {(r["provinceKey"], r["wardKey"]): r["wardCode"] for r in today}
    former = {
        f"{r['provinceKey']}_{r['districtKey']}_{r['wardKey'] or ''}": old_key("commune", r["wardCode"])
        if r["ward"]
        else old_key("district", r["districtCode"])
        for r in legacy
    }
    for new, olds in mapping["DICT_PROVINCE"].items():
        yield from ((former_province[old], province[new], "1") for old in olds)
    for where, wards in mapping["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        for new, olds in wards.items():
            yield from ((former[old], commune[where, new], "1") for old in olds)
    for where, wards in mapping["DICT_PROVINCE_WARD_DIVIDED"].items():
        for old, news in wards.items():
            yield from ((former[old], commune[where, new["newWardKey"]], "0") for new in news)


def write(name: str, header: Iterable[str], rows: Iterable[Iterable[str]]) -> int:
    rows = list(rows)
    with (OUT / name).open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)
    return len(rows)


def main(folder: Path) -> None:
    database = sqlite3.connect(f"file:{folder / 'dataset.db'}?mode=ro", uri=True)
    database.row_factory = sqlite3.Row
    today = [dict(row) for row in database.execute("SELECT * FROM admin_units")]
    legacy = [dict(row) for row in database.execute("SELECT * FROM admin_units_legacy")]
    mapping = json.loads((folder / "converter_2025.json").read_text(encoding="utf-8"))
    count = write("units.csv", UNIT_COLUMNS, (row.values() for row in units(today, legacy)))
    links = write("successions.csv", ("old", "new", "whole"), sorted(successions(today, legacy, mapping)))
    print(f"{count} units, {links} successions written to {OUT}")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    main(Path(sys.argv[1]))
