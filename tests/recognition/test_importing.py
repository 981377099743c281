"""Published lists into the history: whole rows, once, places never guessed, contradictions asked, names kept apart."""

import csv
import io
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command

from ocop.audit.models import Event
from ocop.core.acting import system
from ocop.core.errors import PermissionRefused, RuleBroken
from ocop.core.permissions import Role
from ocop.producers.models import Producer
from ocop.products.models import Product
from ocop.recognition.actions import reviewing
from ocop.recognition.actions.history import import_products
from ocop.recognition.imports.rows import COLUMNS, read_content
from ocop.recognition.imports.uploads import MOST_ROWS, rows_of, take_list
from ocop.recognition.integrity import one_responsible_unit
from ocop.recognition.models import HistoricRecognition, ReviewTask
from tests.factories.accounts import AT, act
from tests.factories.places import make_units

pytestmark = pytest.mark.django_db
SHARED = Path(__file__).parents[3] / "shared" / "data" / "products.csv"


@pytest.fixture(autouse=True)
def units():
    return make_units()


def row(name="Mật ong", **more):
    base = dict.fromkeys(COLUMNS, "")
    return (
        base
        | {
            "product_name": name,
            "producer": "HTX Ong",
            "commune": "Phường Hà Cầu",
            "district": "Quận Hà Đông",
            "province": "Hà Nội",
            "stars": "4",
            "status": "recognised",
            "decision_no": "12/QĐ-UBND",
            "decision_date": "2024-05-01",
            "year": "2024",
            "evidence": "A",
            "source_url": "https://example.org/1",
        }
        | more
    )


def bring(*rows, by=None, dry_run=False):
    return import_products(rows=list(enumerate(rows, 2)), by=by or system(AT.date()), at=AT, dry_run=dry_run)


def outcomes(*rows, **more):
    return [one.outcome for one in bring(*rows, **more)]


def test_a_row_becomes_producer_product_and_recognition(units):
    assert outcomes(row()) == ["imported"]
    one = HistoricRecognition.objects.get()
    assert (one.product.unit, one.stars, one.procedure, one.product.origin) == (
        units["09556"],
        4,
        "148",
        "imported",
    )
    assert (one.commune_wording, one.district_wording, one.product.producer.legal_form) == (
        "Phường Hà Cầu",
        "Quận Hà Đông",
        "htx",
    )
    assert Event.objects.filter(verb="history.import").count() == 1


def test_the_same_file_again_changes_nothing():
    rows = [row(), row("Chè")]
    bring(*rows)
    before = (Product.objects.count(), Event.objects.count())
    assert outcomes(*rows) == ["unchanged", "unchanged"]
    assert (Product.objects.count(), Event.objects.count()) == before


def test_a_dry_run_tells_the_same_and_keeps_nothing():
    rows = [row(), row(stars="9"), row(commune="Phường Quang Trung")]
    told = outcomes(*rows, dry_run=True)
    assert (told, Product.objects.count(), ReviewTask.objects.count(), Event.objects.count()) == (
        ["imported", "refused", "review"],
        0,
        0,
        0,
    )
    assert outcomes(*rows) == told


def test_several_ranks_over_the_years_are_history():
    assert outcomes(row(stars="3", year="2020", decision_date="2020-12-20", decision_no="5/QĐ"), row()) == [
        "imported",
        "imported",
    ]
    assert [h.stars for h in Product.objects.get().history.order_by("year")] == [3, 4]


@pytest.mark.parametrize(
    ("second", "sentence"),
    [
        ({"stars": "3"}, "Cùng quyết định 12/QĐ-UBND: nguồn ghi 4 sao và 3 sao"),
        ({"stars": "3", "decision_no": "9/QĐ"}, "Cùng năm 2024: nguồn ghi 4 sao và 3 sao"),
        ({"stars": "3", "decision_no": "", "decision_date": "", "year": ""}, "có nguồn không ghi năm"),
    ],
)
def test_contradictions_are_asked_and_both_kept(second, sentence):
    _, asked = bring(row(), row(**second))
    assert asked.outcome == "review" and sentence in asked.reason
    assert HistoricRecognition.objects.count() == 2 and ReviewTask.objects.get().kind == "contradiction"


def test_equal_names_of_different_producers_stay_apart():
    bring(
        row(),
        row(
            commune="Xã Bảo Lâm",
            district="",
            province="Cao Bằng",
            decision_no="1/QĐ",
            decision_date="2026-01-02",
            year="2026",
        ),
    )
    assert (Producer.objects.count(), Product.objects.count()) == (2, 2)


def test_a_name_that_fits_several_is_kept_apart_and_asked():
    bring(row(), row(commune="Phường Quang Trung", decision_no="2/QĐ"))
    *_, third = bring(row("Sáp ong", commune="", decision_no="3/QĐ"))
    assert third.outcome == "review" and "2 chủ thể cùng tên" in third.reason
    assert Producer.objects.count() == 3 and ReviewTask.objects.filter(kind="same_name").count() == 1


def test_a_split_place_waits_for_a_person_with_its_candidates(units):
    assert outcomes(row(commune="Phường Quang Trung")) == ["review"]
    task = ReviewTask.objects.get(kind="place")
    assert {one["key"] for one in task.candidates} == {"09556", "10117"} and task.province_key == "01"
    assert task.record.product.unit.level == "province"
    assert one_responsible_unit().ok


def test_recognised_without_stars_is_asked():
    assert outcomes(row(stars="")) == ["review"]
    assert ReviewTask.objects.get().kind == "stars"


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"product_name": ""}, "Thiếu tên sản phẩm"),
        ({"province": ""}, "Thiếu tỉnh"),
        ({"stars": "6"}, "phải là số nguyên từ 1 đến 5"),
        ({"stars": "2"}, "Chỉ 3, 4 và 5 sao được công nhận"),
        ({"status": "ok"}, "không có trong danh mục"),
        ({"score": "101"}, "từ 0 đến 100"),
        ({"score": "bảy"}, "từ 0 đến 100"),
        ({"decision_date": "hôm qua"}, "không đọc được"),
        ({"year": "1999"}, "phải là số từ 2018"),
        ({"year": "2020"}, "không khớp ngày quyết định"),
        ({"product_name": "x" * 201}, "dài quá 200 ký tự"),
        ({"decision_date": "31/02/2024"}, "không đọc được"),
    ],
)
def test_each_bad_row_has_its_sentence_and_leaves_nothing(change, sentence):
    [told] = bring(row(**change))
    assert told.outcome == "refused" and sentence in told.reason
    assert (Product.objects.count(), Producer.objects.count()) == (0, 0)


def test_decimal_commas_and_both_kinds_of_days_are_read():
    bring(row(score="70,9", decision_date="01/05/2024"))
    one = HistoricRecognition.objects.get()
    assert (str(one.score), one.decided_on.isoformat()) == ("70.90", "2024-05-01")


def test_a_province_brings_in_its_own_rows_only(units):
    office = act(Role.PROVINCE_OFFICE, units["04"])
    [told] = bring(row(), by=office)
    assert told.outcome == "refused" and "thuộc Thành phố Hà Nội, không thuộc Tỉnh Cao Bằng" in told.reason
    assert outcomes(row(), by=act(Role.CENTRAL_OFFICE, units["VN"])) == ["imported"]
    with pytest.raises(PermissionRefused, match="Việc này dành cho"):
        bring(row(), by=act(Role.SIGNER, units["01"]))


# files


def as_csv(*rows):
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode("utf-8-sig")


def uploaded(content, name):
    return take_list(
        upload=SimpleUploadedFile(name, content), by=act(Role.PROVINCE_OFFICE, make_units()["01"]), at=AT
    )


def test_csv_uploads_are_kept_and_read():
    file = uploaded(as_csv(row(), row("Chè")), "ds.csv")
    assert [values["product_name"] for _, values in rows_of(file)] == ["Mật ong", "Chè"]
    assert outcomes(*[values for _, values in rows_of(file)]) == ["imported", "imported"]


def test_xlsx_rows_read_like_csv_rows():
    from ocop.recognition.imports.rows import digest

    content = _workbook([list(COLUMNS), [row()[name] for name in COLUMNS]])
    [(number, values)] = list(read_content(content, "ds.xlsx"))
    assert (number, digest(values)) == (2, digest(row()))


def _workbook(table):
    import openpyxl

    book = openpyxl.Workbook()
    for line in table:
        book.active.append(line)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"", "a.csv", "Tệp rỗng"),
        (b"a,b\n1,2\n", "a.csv", "Tệp thiếu cột"),
        ("tên".encode("utf-16"), "a.csv", "không phải văn bản CSV"),
        (b"\xff\xfe\xfd,", "a.csv", "UTF-8"),
        (b"hello", "a.xlsx", ""),
    ],
)
def test_unreadable_files_are_refused(content, name, sentence):
    with pytest.raises(RuleBroken) as refused:
        uploaded(content, name)
    assert sentence in refused.value.sentence


def test_too_many_rows_are_refused():
    file = uploaded(as_csv(*[row(f"SP {n}") for n in range(MOST_ROWS + 1)]), "a.csv")
    with pytest.raises(RuleBroken, match="tối đa 5000 dòng"):
        rows_of(file)


def test_the_command_tells_json_and_refuses_a_missing_file(tmp_path, capsys):
    path = tmp_path / "a.csv"
    path.write_bytes(as_csv(row(), row(commune="Phường Quang Trung", decision_no="2/QĐ")))
    call_command("import_products", str(path), "--json")
    assert '"rows": 2, "imported": 1, "unchanged": 0, "review": 1, "refused": 0' in capsys.readouterr().out
    with pytest.raises(SystemExit) as stop:
        call_command("import_products", str(tmp_path / "none.csv"))
    assert stop.value.code == 2


@pytest.mark.skipif(not SHARED.is_file(), reason="the published records are not part of the checkout")
def test_the_published_records_come_in_and_change_nothing_the_second_time():
    rows = list(read_content(SHARED.read_bytes(), SHARED.name))
    first = import_products(rows=rows, by=system(AT.date()), at=AT)
    assert len(first) == len(rows) and {one.outcome for one in first} <= {"imported", "review"}
    again = import_products(rows=rows, by=system(AT.date()), at=AT)
    assert {one.outcome for one in again} == {"unchanged"}
    assert one_responsible_unit().ok


# settling


def settle_place(task, unit, by, reason="Xem bản đồ xã"):
    return reviewing.settle_place(task=task, unit=unit, reason=reason, by=by, at=AT)


@pytest.fixture
def task():
    bring(row(commune="Phường Quang Trung"))
    return ReviewTask.objects.get(kind="place")


def test_a_place_is_settled_by_a_person_with_a_reason(task, units):
    office = act(Role.PROVINCE_OFFICE, units["01"])
    settle_place(task, units["10117"], office)
    task.refresh_from_db()
    product = Product.objects.get()

    assert (product.unit, product.producer.unit, task.settled_by) == (
        units["10117"],
        units["10117"],
        office.person,
    )
    assert task.outcome == {"unit": "10117", "before": "01", "words": "Xem bản đồ xã"}
    assert HistoricRecognition.objects.get().commune_wording == "Phường Quang Trung"
    assert Event.objects.filter(verb="review.settle").count() == 1


def test_equal_questions_about_one_product_are_settled_together(task, units):
    bring(
        row(
            commune="Phường Quang Trung",
            stars="4",
            year="2025",
            decision_date="2025-01-05",
            decision_no="7/QĐ",
        )
    )
    assert ReviewTask.objects.open().count() == 2
    settle_place(task, units["10117"], act(Role.PROVINCE_OFFICE, units["01"]))
    assert ReviewTask.objects.open().count() == 0


@pytest.mark.parametrize(
    ("key", "who", "reason", "sentence"),
    [
        ("2025-C09538", "01", "x", "của hôm nay"),
        ("01", "01", "x", "Hãy chọn một xã"),
        (None, "01", "x", "Hãy chọn một xã"),
        ("01290", "01", "x", "không thuộc Thành phố Hà Nội"),
        ("10117", "04", "x", "thuộc tỉnh khác"),
        ("10117", "01", " ", "Hãy ghi căn cứ"),
    ],
)
def test_wrong_answers_about_a_place_are_refused(task, units, key, who, reason, sentence):
    with pytest.raises(RuleBroken, match=sentence):
        settle_place(task, units.get(key), act(Role.PROVINCE_OFFICE, units[who]), reason)


def test_a_settled_question_stays_settled(task, units):
    office = act(Role.PROVINCE_OFFICE, units["01"])
    settle_place(task, units["10117"], office)
    with pytest.raises(RuleBroken, match="đã được người khác xử lý"):
        settle_place(task, units["09556"], office)


def test_a_contradiction_is_answered_in_words_and_nothing_is_merged(units):
    bring(row(), row(stars="3"))
    task, office = ReviewTask.objects.get(), act(Role.PROVINCE_OFFICE, units["01"])
    with pytest.raises(RuleBroken, match="Hãy chọn một kết luận"):
        reviewing.settle_question(task=task, outcome="merge", words="x", by=office, at=AT)
    with pytest.raises(RuleBroken, match="không hỏi về đơn vị"):
        settle_place(task, units["10117"], office)
    reviewing.settle_question(task=task, outcome="earlier", words="Quyết định ghi 4 sao", by=office, at=AT)

    assert ReviewTask.objects.get().outcome == {"outcome": "earlier", "words": "Quyết định ghi 4 sao"}
    assert HistoricRecognition.objects.count() == 2
