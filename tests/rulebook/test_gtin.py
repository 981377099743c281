"""Barcodes and their web addresses, as GS1 writes them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocop.rulebook.gtin import Gtin, check_digit, parse_digital_link, parse_gtin
from ocop.rulebook.refusals import Refused


@pytest.mark.parametrize(
    ("written", "kind", "key"),
    [
        ("96385074", "GTIN-8", "00000096385074"),
        ("614141000036", "GTIN-12", "00614141000036"),
        ("8934567890120", "GTIN-13", "08934567890120"),
        ("18934567890127", "GTIN-14", "18934567890127"),
        ("8 934567 890120", "GTIN-13", "08934567890120"),
        ("8934567-890120", "GTIN-13", "08934567890120"),
    ],
)
def test_numbers_of_all_four_lengths_are_read(written: str, kind: str, key: str) -> None:
    gtin = parse_gtin(written)

    assert (gtin.kind, gtin.key) == (kind, key)


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("8934567890123", "số cuối phải là 0"),
        ("123", "8, 12, 13 hoặc 14 chữ số"),
        ("", "8, 12, 13 hoặc 14 chữ số"),
        ("89345678901²0", "8, 12, 13 hoặc 14 chữ số"),
        ("٨٩٣٤٥٦٧٨٩٠١٢٠", "8, 12, 13 hoặc 14 chữ số"),
        ("2012345678903", "mã nội bộ của cửa hàng"),
        ("0212345678909", "mã nội bộ của cửa hàng"),
        ("9786041234567", "sách, báo"),
        ("00000000000000", "chỉ gồm số 0"),
    ],
)
def test_refusals_say_what_is_wrong(written: str, words: str) -> None:
    with pytest.raises(Refused, match=words):
        parse_gtin(written)


@given(st.text("0123456789", min_size=7, max_size=13).filter(lambda body: len(body) in (7, 11, 12, 13)))
def test_one_wrong_digit_or_two_unequal_neighbours_swapped_by_an_odd_step_is_noticed(body: str) -> None:
    number = f"{body}{check_digit(body)}"
    for place, digit in enumerate(number):
        other = f"{number[:place]}{(int(digit) + 1) % 10}{number[place + 1 :]}"
        assert check_digit(other[:-1]) != int(other[-1])


def test_the_address_of_a_pack_has_its_parts_in_order() -> None:
    link = parse_digital_link("8934567890120", "/10/L%2F01/21/77")

    assert (link.gtin, link.qualifiers) == (Gtin("8934567890120"), {"10": "L/01", "21": "77"})
    assert parse_digital_link("8934567890120").path == "/01/08934567890120"


@pytest.mark.parametrize(
    "rest", ["/10", "/21/7/10/L1", "/10/a/10/b", "/99/x", "/10/số", "/10/" + "a" * 21, "/10//21/3", "/10/a b"]
)
def test_an_address_out_of_order_is_refused(rest: str) -> None:
    with pytest.raises(Refused):
        parse_digital_link("8934567890120", rest)
