"""The public register: what is in it, found how, with which status – the same on both engines."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ocop.core.acting import system
from ocop.core.text import fold
from ocop.recognition.actions.history import import_products
from ocop.recognition.imports.rows import COLUMNS
from ocop.recognition.models import HistoricRecognition
from ocop.registry.actions import rebuild
from ocop.registry.integrity import shows_what_was_recognised
from ocop.registry.models import STATUS_FILTERS, Entry
from ocop.registry.queries.standing import term
from ocop.registry.queries.status import entry_status, shown
from ocop.registry.search import Asked, ask
from ocop.rulebook.validity import Status
from tests.factories.accounts import AT, DAY
from tests.factories.places import make_units

pytestmark = pytest.mark.django_db


def published(name: str, **cells: str) -> dict[str, str]:
    row = dict.fromkeys(COLUMNS, "")
    return {
        **row,
        "product_name": name,
        "producer": "Hợp tác xã Thử",
        "commune": "phường Hà Đông",
        "province": "Hà Nội",
        "stars": "4",
        "status": "recognised",
        "decision_date": "2025-08-01",
        "year": "2025",
        **cells,
    }


def bring_in(*rows: dict[str, str]) -> None:
    make_units()
    import_products(rows=enumerate(rows, start=2), by=system(DAY), at=AT)


def found(q: str = "", **more: object) -> list[str]:
    return [entry.name for entry in ask(Asked(q=q, **more), DAY, limit=1000).rows]  # type: ignore[arg-type]


def test_marks_tones_case_and_normal_form_do_not_matter() -> None:
    bring_in(published("Nước mắm Hoà Đặng"), published("Mật ong Đắk Lắk"))

    for asked in (
        "nuoc mam",
        "NƯỚC MẮM",
        "nước mắm hòa",
        "nuoc mam hoa đặng",
        "n\u01b0\u01a1\u0301c m\u0103\u0301m",
        "mam nuo",
    ):
        assert found(asked) == ["Nước mắm Hoà Đặng"], asked
    assert found("dak lak") == ["Mật ong Đắk Lắk"]


def test_products_are_found_by_producer_and_by_old_and_new_place() -> None:
    bring_in(
        published(
            "Lụa", commune="phường Hà Cầu", district="quận Hà Đông", decision_date="2024-05-01", year="2024"
        )
    )

    assert found("hop tac xa thu") == found("ha cau") == found("phuong ha dong") == ["Lụa"]


def test_names_that_hold_all_words_come_first_then_the_alphabet() -> None:
    bring_in(
        published("Ổi găng", producer="Hộ Mật ong"),
        published("Đường mật ong"),
        published("Dừa mật ong"),
        published("Mật ong An"),
    )

    assert found("mật ong") == ["Dừa mật ong", "Đường mật ong", "Mật ong An", "Ổi găng"]


def test_strange_questions_find_nothing_and_break_nothing() -> None:
    bring_in(published("Mật ong"))

    for asked in ('"', "-", "%", "_", "NEAR(", "\x00", "'; DROP", "a" * 5000, "🐝", "*"):
        assert found(asked) in ([], ["Mật ong"]), asked


def test_a_record_with_its_day_ends_after_36_months_and_one_with_a_year_only_stays_open() -> None:
    bring_in(
        published("Có ngày"),
        published("Có năm", decision_date="", year="2024"),
        published("Cũ", decision_date="", year="2021"),
        published("Không năm", decision_date="", year=""),
    )
    words = {entry.name: shown(entry, DAY).word for entry in Entry.objects.all()}

    assert words == {
        "Có ngày": "CÒN HIỆU LỰC",
        "Có năm": "CHƯA RÕ THỜI HẠN",
        "Cũ": "HẾT HẠN",
        "Không năm": "CHƯA RÕ THỜI HẠN",
    }
    assert term(HistoricRecognition.objects.get(product_wording="Có ngày")) == (date(2028, 8, 1), True)


def test_records_that_only_speak_of_an_assessment_are_not_in_the_register() -> None:
    bring_in(
        published("Tiềm năng", status="potential_5", stars="5"),
        published("Chưa đạt", status="not_passed", stars=""),
    )

    assert not Entry.objects.exists()
    assert shows_what_was_recognised().ok


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    until=st.integers(-800, 800),
    known=st.booleans(),
    revoked=st.one_of(st.none(), st.integers(-50, 50)),
    stop=st.one_of(st.none(), st.tuples(st.integers(-50, 50), st.one_of(st.none(), st.integers(-50, 50)))),
)
def test_the_filter_of_each_status_agrees_with_the_rulebook(
    until: int, known: bool, revoked: int | None, stop: tuple | None
) -> None:
    def day(n: int) -> date:
        return DAY + timedelta(days=n)

    bring_in(published("Một sản phẩm"))
    entry = Entry.objects.get()
    entry.valid_until, entry.term_known, entry.revoked_on = (
        day(until),
        known,
        None if revoked is None else day(revoked),
    )
    entry.suspended_from = day(stop[0]) if stop else None
    entry.suspended_until = day(stop[1]) if stop and stop[1] is not None and stop[1] >= stop[0] else None
    entry.save()

    matching = {key for key in STATUS_FILTERS if Entry.objects.with_status(key, DAY).exists()}

    expected = {
        Status.VALID: {"con-hieu-luc"},
        Status.EXPIRING: {"con-hieu-luc", "sap-het-han"},
        Status.EXPIRED: {"het-han"},
        Status.SUSPENDED: {"tam-dung"},
        Status.REVOKED: {"da-thu-hoi"},
        Status.UNKNOWN: {"chua-ro"},
    }
    assert matching == expected[entry_status(entry, DAY)]


def test_facets_count_all_hits() -> None:
    bring_in(published("Mật ong một"), published("Mật ong hai", stars="3"), published("Gạo", stars="5"))
    counted = ask(Asked(q="mat ong"), DAY).facets

    assert [(c.value, c.count) for c in counted["sao"]] == [("4", 1), ("3", 1)]
    assert [(c.label, c.count) for c in counted["tinh"]] == [("Thành phố Hà Nội", 2)]
    assert [(c.value, c.count) for c in counted["tinh_trang"]] == [("con-hieu-luc", 2)]


def test_rebuilding_changes_nothing_and_drops_what_is_not_recognised() -> None:
    bring_in(published("Mật ong"), published("Gạo"))
    before = list(Entry.objects.values_list("code", "search_key", "sort_key", "valid_until"))

    assert rebuild(at=AT) == 2
    assert list(Entry.objects.values_list("code", "search_key", "sort_key", "valid_until")) == before


def test_the_check_finds_a_missing_and_a_foreign_line() -> None:
    bring_in(published("Mật ong"), published("Gạo"))
    Entry.objects.filter(name="Gạo").delete()

    assert "không có trong sổ công khai" in shows_what_was_recognised().problems[0]


def test_search_words_are_stored_folded() -> None:
    bring_in(published("Đặc sản Ưỡn Ẽo"))

    assert fold("Đặc sản") in Entry.objects.get().search_key
