"""Product codes, receipts, decision numbers, series without gaps."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocop.rulebook.numbering import (
    DecisionNumber,
    ProductCode,
    Receipt,
    decision_number,
    gaps,
    next_number,
    parse_decision_number,
    parse_product_code,
    parse_receipt,
    product_code,
    receipt_number,
)
from ocop.rulebook.refusals import Refused

PROVINCE, COMMUNE = st.from_regex(r"[0-9]{2}", fullmatch=True), st.from_regex(r"[0-9]{5}", fullmatch=True)


def test_product_code_of_today():
    assert product_code("01", "00004", 12, 2026) == "01-00004-12-2026"
    code = parse_product_code(" 01-00004-12-2026 ")
    assert code == ProductCode("01", "00004", 12, 2026)
    assert not code.is_old


# Codes shown in captured pages of the programme's software (before the reform of 2025).
@pytest.mark.parametrize(
    "text",
    [
        "83-829-28780-3-2022",
        "83-829-28780-5-2022",
        "83-832-28882-2-2022",
        "46-474-19762-1-2022",
        "62-608-23302-2-2021",
    ],
)
def test_old_codes_with_a_district_are_read(text):
    code = parse_product_code(text)
    assert code.is_old
    assert str(code) == text


@given(PROVINCE, COMMUNE, st.integers(1, 99999), st.integers(2018, 2099))
def test_product_codes_read_back(province, commune, serial, year):
    assert (
        str(parse_product_code(product_code(province, commune, serial, year)))
        == f"{province}-{commune}-{serial}-{year}"
    )


@pytest.mark.parametrize(
    "text",
    [
        "", "01-00004-12", "1-00004-12-2026", "01-0004-12-2026", "01-00004-0-2026", "01-00004-12-2017",
        "01-00004-12-1926", "01-00004-123456-2026", "01–00004–12–2026", "01-00004-12-2026-1", "٠١-00004-12-2026",
    ],
)  # fmt: skip
def test_wrong_product_codes_are_refused(text):
    with pytest.raises(Refused, match=r"Mã sản phẩm|Số thứ tự|Năm"):
        parse_product_code(text)


def test_receipt_as_printed_on_form_01():
    assert receipt_number(7, "01", "00004", 2026) == "07/PĐK-01-00004-2026"
    receipt = parse_receipt("Phiếu số: 07/PĐK-01-00004-2026")
    assert receipt == Receipt(7, "01", "00004", 2026)
    assert receipt.printed == "Phiếu số: 07/PĐK-01-00004-2026"
    for wrong in ("07/PDK-01-00004-2026", "0/PĐK-01-00004-2026", "7/PĐK-01-00004-2001", "x"):
        with pytest.raises(Refused):
            parse_receipt(wrong)


@pytest.mark.parametrize(
    ("number", "text"), [(1, "01/QĐ-UBND"), (9, "09/QĐ-UBND"), (10, "10/QĐ-UBND"), (3981, "3981/QĐ-UBND")]
)
def test_decision_numbers_below_ten_have_a_zero(number, text):
    assert decision_number(number) == text
    assert parse_decision_number(text) == DecisionNumber(number, "QĐ-UBND")
    assert str(parse_decision_number(text)) == text


def test_decision_of_the_ministry_and_wrong_ones():
    assert decision_number(12, "QĐ-BNNMT") == "12/QĐ-BNNMT"
    for number, symbol in ((0, "QĐ-UBND"), (-1, "QĐ-UBND"), (1, "qđ-ubnd"), (1, ""), (1, "QĐ-UBND/2026")):
        with pytest.raises(Refused):
            decision_number(number, symbol)
    for wrong in ("QĐ-UBND", "12-QĐ-UBND", "00/QĐ-UBND", "12/"):
        with pytest.raises(Refused):
            parse_decision_number(wrong)


@given(st.integers(0, 200))
def test_a_series_goes_on_without_a_gap(last):
    assert next_number(range(1, last + 1)) == last + 1


@pytest.mark.parametrize(
    ("used", "words"),
    [([1, 3], "thiếu 2"), ([2], "thiếu 1"), ([1, 1, 2], "sai hoặc trùng 1"), ([0, 1], "sai hoặc trùng 0")],
)
def test_a_broken_series_is_refused_and_says_what_is_wrong(used, words):
    with pytest.raises(Refused, match=words):
        next_number(used)


def test_gaps_for_the_integrity_check():
    assert gaps([1, 2, 5, 7]) == [3, 4, 6]
    assert gaps([]) == []
