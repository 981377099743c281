"""What a button says when it is refused."""

import pytest

from ocop.core.errors import RuleBroken
from ocop.core.policy import allowed


def refused(sentence: str, details: list[str]):
    def check() -> None:
        raise RuleBroken(sentence, code="x", details=details)

    return allowed(check)


@pytest.mark.parametrize(
    ("sentence", "details", "reason"),
    [
        ("Chưa đến ngày.", [], "Chưa đến ngày."),
        ("Chưa khóa được.", ["A: đang chấm."], "Chưa khóa được. A: đang chấm."),
        ("Còn 2 mục: A; B.", ["A", "B"], "Còn 2 mục: A; B."),
        ("Còn 2 việc. Trước hết: xem A.", ["xem A.", "xem B."], "Còn 2 việc. Trước hết: xem A."),
        ("Chưa thể làm:", ["Thiếu A.", "Thiếu B."], "Chưa thể làm: Thiếu A; Thiếu B."),
        (
            "Chưa thể làm:",
            ["Thiếu A.", "Thiếu B.", "Thiếu C.", "Thiếu D.", "Thiếu E."],
            "Chưa thể làm: Thiếu A; Thiếu B; Thiếu C; và 2 việc nữa.",
        ),
    ],
)
def test_reason_of_a_button_is_a_whole_sentence(sentence, details, reason):
    assert refused(sentence, details).reason == reason
