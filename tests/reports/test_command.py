"""`ocop report`: files of every kind, and refusals that say what to mend."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from ocop.core.clock import today
from ocop.reports.outlines import outlines
from tests.factories.places import make_units

pytestmark = pytest.mark.django_db


def test_list_names_every_report_with_formats_level_and_period():
    out = io.StringIO()
    call_command("report", "list", json=True, stdout=out)
    rows = {row["key"]: row for row in json.loads(out.getvalue())["reports"]}

    assert set(rows) == {"published-figures", *(one.key for one in outlines())}
    assert rows["commune_quarter"]["levels"] == ["commune"]
    assert rows["commune_quarter"]["formats"] == ["json", "xlsx", "docx"]
    assert rows["commune_quarter"]["period"] == "quarter"


@pytest.mark.parametrize(("form", "start"), [("json", b"{"), ("xlsx", b"PK"), ("docx", b"PK")])
def test_report_is_written(tmp_path, form, start):
    make_units()
    out = tmp_path / f"bao-cao.{form}"

    call_command(
        "report",
        "province_year",
        unit="01",
        period=str(today().year),
        format=form,
        out=out,
        stderr=io.StringIO(),
    )

    assert out.read_bytes().startswith(start)
    assert list(tmp_path.iterdir()) == [out]


@pytest.mark.parametrize(
    ("key", "options", "words", "code"),
    [
        ("khong-co", {}, "Không có báo cáo “khong-co”", 2),
        ("province_year", {"unit": "99", "period": "2025"}, "Không có đơn vị", 1),
        ("province_year", {"unit": "09556", "period": "2025"}, "chỉ lập cho đơn vị cấp tỉnh", 1),
        ("province_year", {"unit": "01", "period": "2025-Q1"}, "lập cho một năm", 2),
        ("province_year", {"unit": "01", "period": "2099"}, "chưa bắt đầu", 1),
        ("province_year", {"unit": "01", "period": "2025", "format": "md"}, "có dạng: json, xlsx, docx", 2),
        ("published-figures", {"format": "docx"}, "có dạng: json, md", 2),
    ],
)
def test_refusal_says_what_is_wrong(tmp_path, key, options, words, code):
    make_units()
    out = tmp_path / "x"

    with pytest.raises(CommandError) as refusal:
        call_command("report", key, out=out, **options)

    assert words in str(refusal.value)
    assert refusal.value.returncode == code
    assert not out.exists()


def test_place_that_cannot_be_written_is_told(tmp_path):
    make_units()
    with pytest.raises(CommandError, match="Không ghi được"):
        call_command("report", "expiry_list", unit="01", out=tmp_path / "khong" / "x.json")
