"""What may stand on a score sheet: shapes, refusals and the points of one choice.

A choice names an option by its place in the printed order, from 1. Three shapes, as JSON:
a place; a list of places where the criterion is additive (none at all is an answer: zero);
`{"case": n, "option": place}` where one of several cases applies. Missing is never zero.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from ocop.rulebook.criteria import Case, CriteriaSet, Criterion, Option
from ocop.rulebook.exact import exact_sum
from ocop.rulebook.refusals import Refusal, Refused, quoted

# int | list of int | {"case": int, "option": int}; kept as it stands in JSON.
Choice = int | Sequence[int] | Mapping[str, int]


def check_choices(
    criteria_set: CriteriaSet,
    choices: Mapping[str, object],
    *,
    complete: bool = True,
    sheet: str | None = None,
) -> list[Refusal]:
    """Every reason why these choices cannot count, in printed order; empty means usable."""
    refusals = []
    for criterion in criteria_set.criteria:
        if criterion.code in choices:
            reason = check_choice(criterion, choices[criterion.code])
        else:
            reason = f"Chưa chấm tiêu chí {_name(criterion)}." if complete else None
        if reason:
            refusals.append(Refusal(reason, code=criterion.code, sheet=sheet))
    known = {criterion.code for criterion in criteria_set.criteria}
    for code in choices:
        if code not in known:
            reason = f"Bộ tiêu chí {criteria_set.id} không có tiêu chí {quoted(code)}."
            refusals.append(Refusal(reason, code=_echo(code), sheet=sheet))
    return refusals


def check_choice(criterion: Criterion, choice: object) -> str | None:
    """Why this choice does not fit the criterion, as a sentence; None if it fits."""
    name = f"Tiêu chí {_name(criterion)}"
    if criterion.scoring == "additive":
        return _check_additive(name, criterion.cases[0], choice)
    if criterion.has_cases:
        return _check_case(name, criterion, choice)
    if isinstance(choice, (list, tuple)):
        return f"{name}: chỉ được chọn một mức, không nhận một danh sách."
    if isinstance(choice, Mapping):
        return f"{name}: chỉ ghi thứ tự của mức được chọn, không có trường hợp để chọn."
    return _check_place(name, criterion.cases[0], choice)


def points_of(criterion: Criterion, choice: object) -> Decimal:
    """Points printed for this choice; raises Refused with the sentence if it does not fit."""
    reason = check_choice(criterion, choice)
    if reason:
        raise Refused([Refusal(reason, code=criterion.code)])
    return printed_points(criterion, choice)


def printed_points(criterion: Criterion, choice: object) -> Decimal:
    """The same for a choice that `check_choice` has found usable."""
    if isinstance(choice, Mapping):
        return criterion.case(choice["case"]).option(choice["option"]).points
    only = criterion.cases[0]
    if isinstance(choice, (list, tuple)):
        return exact_sum(only.option(place).points for place in choice)
    assert isinstance(choice, int)
    return only.option(choice).points


def best_points(criterion: Criterion) -> Decimal:
    """The most that a sheet can give here; equals the printed maximum in a sound set."""
    if criterion.scoring == "additive":
        return exact_sum(option.points for option in criterion.cases[0].options)
    return max(option.points for case in criterion.cases for option in case.options)


def choice_key(choice: object) -> tuple[int, ...]:
    """A comparable form; sorts choices in printed order (case, then place)."""
    if isinstance(choice, Mapping):
        return (choice["case"], choice["option"])
    if isinstance(choice, (list, tuple)):
        return tuple(sorted(choice))
    assert isinstance(choice, int)
    return (choice,)


def _check_place(name: str, case: Case, place: object) -> str | None:
    count = len(case.options)
    if not _is_whole(place):
        return (
            f"{name}: phải ghi thứ tự của mức được chọn bằng số nguyên "
            f"từ 1 đến {count}, không phải {quoted(place)}."
        )
    assert isinstance(place, int)
    if not 1 <= place <= count:
        return f"{name}: không có mức thứ {quoted(place)}; chỉ có mức 1 đến {count}."
    return None


def _check_additive(name: str, case: Case, choice: object) -> str | None:
    if not isinstance(choice, (list, tuple)):
        return f"{name}: cộng dồn nhiều nội dung, phải ghi một danh sách thứ tự, ví dụ [1, 3]."
    for place in choice:
        reason = _check_place(name, case, place)
        if reason:
            return reason
    if len(set(choice)) != len(choice):
        return f"{name}: có nội dung được chọn hai lần."
    return None


def _check_case(name: str, criterion: Criterion, choice: object) -> str | None:
    if not isinstance(choice, Mapping) or set(choice) != {"case", "option"}:
        return f'{name}: có nhiều trường hợp, phải ghi trường hợp và mức, ví dụ {{"case": 1, "option": 2}}.'
    numbers = [case.number for case in criterion.cases]
    if not _is_whole(choice["case"]) or choice["case"] not in numbers:
        listed = ", ".join(str(number) for number in numbers)
        return f"{name}: không có trường hợp {quoted(choice['case'])}; chỉ có: {listed}."
    return _check_place(name, criterion.case(choice["case"]), choice["option"])


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _name(criterion: Criterion) -> str:
    return f"{criterion.code} – {criterion.title}"


def _echo(code: object) -> str:
    return quoted(code)[1:-1]


def chosen_options(criterion: Criterion, choice: object) -> list[Option]:
    """The options that a usable choice names, in printed order; raises Refused where it does not fit."""
    points_of(criterion, choice)
    if isinstance(choice, Mapping):
        case = next(one for one in criterion.cases if one.number == choice["case"])
        return [case.option(choice["option"])]
    places = sorted(choice) if isinstance(choice, Sequence) else [choice]
    return [criterion.cases[0].option(place) for place in places]  # type: ignore[arg-type]
