"""The commands that need nothing but the rulebook: `ocop rate`, `ocop criteria check|compare`.

With `--json` one document goes to stdout and nothing else; sentences for people go to stderr.
"""

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

DONE, REFUSED, WRONG_USE = 0, 1, 2
SHOWN_REFUSALS = 20


def run(words: Sequence[str]) -> int:
    """Carry out one of these commands; the answer is the exit code."""
    rest = [word for word in words if word != "--json"]
    as_json = len(rest) < len(words)
    unknown = [word for word in rest if word.startswith("-") and word != "-"]
    if unknown:
        return _wrong_use(f"Không có tùy chọn {unknown[0]}; chỉ có --json.")
    if rest[0] == "rate":
        return _rate(rest[1:], as_json)
    if rest[1] == "check":
        return _check(rest[2:], as_json)
    return _compare(rest[2:], as_json)


def _rate(names: Sequence[str], as_json: bool) -> int:
    from ocop.rulebook.rate_json import rate_bytes
    from ocop.rulebook.rate_text import rating_table

    if len(names) != 1:
        return _wrong_use("Cách dùng: ocop rate TỆP.json [--json]")
    try:
        raw = sys.stdin.buffer.read() if names[0] == "-" else Path(names[0]).read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        return _wrong_use(f"Không đọc được tệp {names[0]!r}: {reason}.")
    answer, code = rate_bytes(raw)
    if as_json:
        _print_json(answer)
    elif code == DONE:
        print(rating_table(answer))
    _complain(answer.get("refused", []))
    return code


def _check(names: Sequence[str], as_json: bool) -> int:
    from ocop.rulebook.criteria import SHIPPED, BrokenCriteriaData, CheckReport, check_sets

    if names:
        return _wrong_use("Cách dùng: ocop criteria check [--json]")
    reports: list[CheckReport] = []
    for decision in SHIPPED:
        try:
            reports.append(check_sets(decision))
        except BrokenCriteriaData as error:
            empty = CheckReport(decision=decision, sets=0, criteria=0, options=0, problems=[str(error)])
            reports.append(empty)
    if as_json:
        _print_json({"decisions": reports})
    else:
        for row in reports:
            counted = f"{row['sets']} bộ, {row['criteria']} tiêu chí, {row['options']} mức"
            print(f"{row['decision']}: {counted}, {len(row['problems'])} lỗi")
    problems = [problem for row in reports for problem in row["problems"]]
    for problem in problems:
        print(problem, file=sys.stderr)
    return REFUSED if problems else DONE


def _compare(names: Sequence[str], as_json: bool) -> int:
    from ocop.rulebook.criteria import compare_with_pack

    if len(names) != 1:
        return _wrong_use("Cách dùng: ocop criteria compare THƯMỤC [--json]")
    folder = Path(names[0])
    if not folder.is_dir():
        return _wrong_use(f"Không có thư mục {names[0]!r}.")
    try:
        differences = compare_with_pack(folder)["differences"]
    except (ValueError, LookupError, OSError) as error:
        print(str(error), file=sys.stderr)
        if as_json:
            _print_json({"differences": [], "refused": [{"reason": str(error)}]})
        return REFUSED
    if as_json:
        _print_json({"differences": differences})
    else:
        print(f"{len(differences)} chỗ khác nhau")
        for difference in differences:
            print(difference["text"])
    return REFUSED if differences else DONE


def _print_json(answer: object) -> None:
    print(json.dumps(answer, ensure_ascii=False))


def _complain(refusals: Sequence[dict[str, Any]]) -> None:
    for refusal in refusals[:SHOWN_REFUSALS]:
        sheet = f"[{refusal['sheet']}] " if refusal["sheet"] else ""
        print(f"{sheet}{refusal['reason']}", file=sys.stderr)
    if len(refusals) > SHOWN_REFUSALS:
        print(f"… và {len(refusals) - SHOWN_REFUSALS} lý do khác.", file=sys.stderr)


def _wrong_use(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return WRONG_USE
