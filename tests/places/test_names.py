"""Reading place names."""

import pytest

from ocop.places.names import marks, name_key, parts, readings


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("TP. Hội An", [("thành phố", "hoi an")]),
        ("TP Hội An", [("thành phố", "hoi an")]),
        ("H. Thăng Bình", [("huyện", "thang binh")]),
        ("P.12", [("phường", "12")]),
        ("Q1", [("quận", "1")]),
        ("phường 01", [("phường", "1")]),
        ("Tịnh Biên", [("", "tinh bien")]),
        ("tinh bien", [("tỉnh", "bien"), ("", "tinh bien")]),
        ("Xã Hòa Bình", [("xã", "hoa binh")]),
        ("XÃ HOÀ BÌNH", [("xã", "hoa binh")]),
        ("Thị trấn Prao", [("thị trấn", "prao")]),
        ("Bà Rịa - Vũng Tàu", [("", "ba ria vung tau")]),
        ("xã", [("", "xa")]),
        ("...", []),
    ],
)
def test_kind_and_name_are_told_apart(text, expected):
    assert readings(text) == expected


def test_marks_ignore_where_the_tone_sits():
    assert marks("Hoà Thuỷ Hoá") == marks("Hòa Thủy Hóa")
    assert marks("Hòa") != marks("Hoa") != marks("Hóa")


def test_name_keys_drop_marks_and_zeros():
    assert name_key("Đắk  Lắk") == "dak lak"
    assert name_key("Phường 08") == "phuong 8"


def test_parts_are_cut_at_commas():
    assert parts("xã A, huyện B ; tỉnh C,") == ["xã A", "huyện B", "tỉnh C"]
