"""`ocop rate`: one JSON document in, one out; no database, every refusal with its reason.

    {"criteria_set": "26/2026/QĐ-TTg#1", "rules": {...}, "sheets": [{"member", "choices"}]}

Refused input answers {"refused": [{"sheet", "code", "reason"}]} and exit code 1.
"""

import json
import unicodedata
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from ocop.rulebook.criteria import CriteriaSet, UnknownCriteriaSet, get_set
from ocop.rulebook.criteria.criterion import number_text
from ocop.rulebook.rating import Rating, Sheet, rate
from ocop.rulebook.refusals import Refusal, Refused, quoted, refused
from ocop.rulebook.rules import CouncilRules

KEYS = ("criteria_set", "rules", "sheets")
RULE_KEYS = ("max_gap", "gate_option", "missed_gate")
MAX_CHARACTERS = 20_000_000
MAX_MEMBER = 100


def rate_json(text: str) -> tuple[dict[str, Any], int]:
    """The answer of `ocop rate` and its exit code: 0 rated, 1 refused."""
    try:
        criteria_set, sheets, rules = read_request(text)
        return rating_to_dict(rate(criteria_set, sheets, rules)), 0
    except Refused as error:
        return {"refused": [refusal.to_dict() for refusal in error.refusals]}, 1


def rate_bytes(raw: bytes) -> tuple[dict[str, Any], int]:
    """The same for a file as it lies on disk."""
    try:
        return rate_json(raw.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return {"refused": [Refusal("Tệp phải là văn bản UTF-8.").to_dict()]}, 1


def read_request(text: str) -> tuple[CriteriaSet, list[Sheet], CouncilRules]:
    """Everything wrong with the frame of the document; marks are checked by `rate`."""
    document = _parse(text)
    if not isinstance(document, dict):
        raise refused('Tệp phải là một đối tượng JSON có "criteria_set", "rules" và "sheets".')
    refusals = [
        Refusal(f"Không dùng khóa {quoted(key)}; chỉ có: {', '.join(KEYS)}.")
        for key in document
        if key not in KEYS
    ]
    criteria_set = _collect(refusals, _criteria_set, document)
    rules = _collect(refusals, _rules, document)
    sheets = _collect(refusals, _sheets, document)
    if refusals or criteria_set is None or rules is None or sheets is None:
        raise Refused(refusals)
    return criteria_set, sheets, rules


def rating_to_dict(rating: Rating) -> dict[str, Any]:
    """The contract's answer. The mean is rounded here, for show, after every decision on it."""
    return {
        "sheets": [
            {
                "member": score.member,
                "total": number_text(score.total),
                "parts": {code: number_text(points) for code, points in score.parts.items()},
            }
            for score in rating.sheets
        ],
        "mean": rating.mean_shown,
        "gap": number_text(rating.gap),
        "gap_exceeded": rating.gap_exceeded,
        "panel": {code: _json_number(points) for code, points in rating.panel_points.items()},
        "band_stars": rating.band_stars,
        "stars": rating.stars,
        "missed_gates": [
            {
                "stars": gate.stars,
                "criterion": gate.criterion,
                "needs": number_text(gate.needs),
                "has": number_text(gate.has),
            }
            for gate in rating.missed_gates
        ],
    }


def rating_record(rating: Rating) -> dict[str, Any]:
    """What is kept with a council's result: the answer above plus all that explains it.

    `mean_exact` is the mean as a fraction ("215/3"): a stored result is compared with this.
    """
    return rating_to_dict(rating) | {
        "criteria_set": rating.criteria_set,
        "rules": rating.rules.to_settings(),
        "mean_exact": str(rating.mean),
        "parts_mean": {code: str(mean) for code, mean in rating.parts_mean.items()},
        "panel_options": dict(rating.panel_options),
    }


def _parse(text: str) -> object:
    if len(text) > MAX_CHARACTERS:
        raise refused("Tệp quá lớn: phiếu điểm của một sản phẩm không thể dài đến thế.")
    if "\x00" in text:
        raise refused("Tệp có ký tự NUL nên không phải JSON dùng được.")
    try:
        return json.loads(
            text.removeprefix("\ufeff"),
            parse_float=Decimal,
            parse_constant=_no_constant,
            object_pairs_hook=_object,
        )
    except json.JSONDecodeError as error:
        raise refused(f"Tệp không phải JSON đúng: lỗi ở dòng {error.lineno}, cột {error.colno}.") from None
    except RecursionError:
        raise refused("Tệp JSON lồng quá nhiều tầng.") from None
    except (ArithmeticError, ValueError) as error:
        if isinstance(error, Refused):
            raise
        raise refused("Tệp có một số quá dài, không đọc được.") from None


def _no_constant(name: str) -> object:
    raise refused(f"Tệp có giá trị {name}; chỉ nhận số hữu hạn.")


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        seen: set[str] = set()
        twice = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
        raise refused(f"Khóa {quoted(twice)} được viết hai lần trong cùng một nhóm.")
    return found


def _collect(refusals: list[Refusal], read: Any, document: Mapping[str, Any]) -> Any:
    try:
        return read(document)
    except Refused as error:
        refusals.extend(error.refusals)
        return None


def _criteria_set(document: Mapping[str, Any]) -> CriteriaSet:
    name = document.get("criteria_set")
    if not isinstance(name, str):
        raise refused('Phải ghi "criteria_set", ví dụ "26/2026/QĐ-TTg#1".')
    try:
        return get_set(unicodedata.normalize("NFC", name))
    except UnknownCriteriaSet:
        raise refused(f"Không có bộ tiêu chí {quoted(name)}.") from None


def _rules(document: Mapping[str, Any]) -> CouncilRules:
    settings = document.get("rules", {})
    if not isinstance(settings, dict):
        raise refused('"rules" phải là một nhóm khóa, ví dụ {"max_gap": 10}.')
    unknown = [key for key in settings if key not in RULE_KEYS]
    if unknown:
        listed = ", ".join(RULE_KEYS)
        raise Refused([Refusal(f"Không có quy tắc {quoted(key)}; các quy tắc: {listed}.") for key in unknown])
    return CouncilRules.from_settings(settings)


def _sheets(document: Mapping[str, Any]) -> list[Sheet]:
    rows = document.get("sheets")
    if not isinstance(rows, list):
        raise refused('Phải ghi "sheets": danh sách phiếu điểm của các thành viên.')
    if not rows:
        raise refused("Chưa có phiếu điểm nào để tính kết quả.")
    sheets: list[Sheet] = []
    refusals: list[Refusal] = []
    names: set[str] = set()
    for number, row in enumerate(rows, 1):
        problem = _sheet_problem(row)
        if problem is None:
            key = unicodedata.normalize("NFC", row["member"]).strip()
            if key in names:
                problem = f"Thành viên {quoted(key)} có hai phiếu điểm."
            names.add(key)
        if problem:
            refusals.append(Refusal(f"Phiếu thứ {number}: {problem}", sheet=_sheet_name(row)))
        else:
            sheets.append(Sheet(row["member"], row["choices"]))
    if refusals:
        raise Refused(refusals)
    return sheets


def _sheet_problem(row: object) -> str | None:
    if not isinstance(row, dict) or not {"member", "choices"} <= set(row):
        return 'phải có "member" và "choices".'
    extra = [key for key in row if key not in ("member", "choices")]
    if extra:
        return f"không dùng khóa {quoted(extra[0])}."
    member = row["member"]
    if not isinstance(member, str) or not member.strip() or len(member) > MAX_MEMBER:
        return f'"member" phải là tên hoặc mã thành viên, từ 1 đến {MAX_MEMBER} ký tự.'
    if not member.isprintable():
        return '"member" có ký tự không in được.'
    if not isinstance(row["choices"], dict):
        return '"choices" phải là một nhóm: mã tiêu chí và lựa chọn.'
    return None


def _sheet_name(row: object) -> str | None:
    member = row.get("member") if isinstance(row, dict) else None
    return quoted(member)[1:-1] if isinstance(member, str) else None


def _json_number(value: Decimal) -> int | float:
    """Points as a JSON number; printed points have at most a half, which a float holds."""
    return int(value) if value == value.to_integral_value() else float(value)
