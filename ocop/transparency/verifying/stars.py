"""Why these stars: computed again by the rulebook from the sheets in the bundle, and compared from sheet to certificate."""

import json
from collections.abc import Callable
from fractions import Fraction
from typing import Any

from ocop.rulebook.rate_json import rate_json
from verifier.ocop_verify import Fault, load, need

Say = Callable[[str, str], None]
SAME = ("gap", "gap_exceeded", "band_stars", "stars", "missed_gates")


def check_stars(files: dict[str, bytes], say: Say) -> None:
    if "sheets.json" not in files:
        say(
            "note",
            "Gói không có phiếu điểm: số sao không tính lại được từ đây, chỉ chứng minh đã công bố như vậy",
        )
        return
    rated, code = rate_json(files["sheets.json"].decode())
    if code:
        raise Fault("sheets.json", "; ".join(one["reason"] for one in rated["refused"][:3]))
    rating = load(files, "evidence.json")["value"]["rating"]
    sheets = load(files, "sheets.json")
    need(sheets["criteria_set"] == rating["criteria_set"], "sheets.json", "theo bộ tiêu chí khác kết quả")
    for name in SAME:
        if rated[name] != rating[name]:
            raise Fault(
                "evidence.json",
                f"“{name}” ghi {_shown(rating[name])}, tính lại từ phiếu là {_shown(rated[name])}",
            )
    totals = [Fraction(one["total"]) for one in rated["sheets"]]
    mean = sum(totals, Fraction(0)) / len(totals)
    need(mean == Fraction(rating["mean"]), "evidence.json", f"điểm trung bình tính lại là {mean}")
    need(
        sorted(map(str, totals)) == sorted(str(Fraction(one["total"])) for one in rating["sheets"]),
        "sheets.json",
        "tổng điểm các phiếu khác kết quả",
    )
    _panel(rated, rating)
    say(
        "stars",
        f"{len(totals)} phiếu cho điểm trung bình {rated['mean']}, {rated['stars']} sao: đúng như giấy ghi",
    )
    _decision(files, rated["stars"])
    say("decision_stars", "Phụ lục quyết định ghi đúng số sao tính lại")


def _panel(rated: dict[str, Any], rating: dict[str, Any]) -> None:
    for code, kept in rating["panel"].items():
        again = rated["panel"].get(code)
        need(
            again is not None and Fraction(str(again)) == Fraction(kept["points"]),
            "evidence.json",
            f"điểm chung của tiêu chí {code} tính lại là {again}",
        )


def _decision(files: dict[str, bytes], stars: int | None) -> None:
    certificate, decision = load(files, "certificate.json"), load(files, "decision.json")
    line = next(one for one in decision["lines"] if one[1] == certificate["product"])
    need(line[3] == stars, "decision.json", f"phụ lục ghi {line[3]} sao, tính lại là {stars}")


def _shown(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
