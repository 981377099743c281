"""The open data files: whole or not there, right, described, kept."""

import csv
import hashlib
import io
import json
from datetime import timedelta
from pathlib import Path

import openpyxl
import pytest
from django.core.management import call_command
from django.test import Client

from ocop.api.actions import releasing
from ocop.api.opendata.writers import MEDIA, WRITERS
from ocop.api.opendata.xlsx import xlsx
from ocop.api.queries.releases import licence_on, newest, releases
from ocop.api.tables import PRODUCTS, TABLES, Table
from tests.factories.accounts import AT, DAY
from tests.factories.recognition import make_certificate, make_office
from tests.factories.register import in_register

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings, tmp_path: Path) -> Path:
    settings.OCOP_OPEN_DATA = tmp_path / "open-data"
    return tmp_path / "open-data"


def rows_of(table: Table, form: str) -> list[dict]:
    text = b"".join(WRITERS[form](table, table.rows(DAY), DAY))
    if form == "csv":
        return list(csv.DictReader(io.StringIO(text.decode("utf-8-sig"))))
    body = json.loads(text)
    return body["items"] if form == "json" else body["@graph"]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.key)
def test_every_row_has_exactly_the_columns_of_the_dictionary(demo_keys, table: Table) -> None:
    make_certificate(make_office())
    rows = rows_of(table, "json")

    assert rows
    assert {tuple(row) for row in rows} == {table.names}
    for column in table.columns:
        values = [row[column.name] for row in rows]
        assert column.empty or None not in values, column.name
        assert not column.choices or set(values) - {None} <= set(column.choices), column.name
    assert len({row[table.identity] for row in rows}) == len(rows)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.key)
def test_all_formats_say_the_same(demo_keys, table: Table) -> None:
    make_certificate(make_office())
    as_json, as_csv, linked = (rows_of(table, form) for form in ("json", "csv", "jsonld"))

    assert len(as_json) == len(as_csv) == len(linked)
    for row, cells, node in zip(as_json, as_csv, linked, strict=True):
        assert {name: value for name, value in row.items() if value not in (None, [])} == {
            name.removeprefix("ocop:"): value for name, value in node.items() if name.startswith("ocop:")
        }
        assert node["@id"].startswith("http")
        assert list(cells) == list(row)
        assert cells[table.identity] == row[table.identity]


def test_cells_that_look_like_formulas_are_made_harmless() -> None:
    in_register("=cmd|' /C calc'!A0")

    assert rows_of(PRODUCTS, "csv")[0]["name"] == "'=cmd|' /C calc'!A0"
    assert rows_of(PRODUCTS, "json")[0]["name"] == "=cmd|' /C calc'!A0"


def test_no_day_is_given_that_the_source_does_not_know() -> None:
    in_register("Có năm", decision_date="", year="2024")
    (row,) = rows_of(PRODUCTS, "json")

    assert (row["valid_until"], row["status"]) == (None, "unclear")


def test_the_workbook_opens_and_goes_on_after_a_full_sheet(monkeypatch) -> None:
    from ocop.api.opendata import xlsx as module

    monkeypatch.setattr(module, "MOST_ROWS", 3)
    rows = [[n, f"Tên <{n}> & \x01", None, "=1+1"] for n in range(7)]
    book = openpyxl.load_workbook(io.BytesIO(b"".join(xlsx(["số", "tên", "trống", "công thức"], rows))))

    assert [[sheet.title, sheet.max_row] for sheet in book] == [
        ["Trang 1", 4],
        ["Trang 2", 4],
        ["Trang 3", 2],
    ]
    assert [cell.value for cell in book["Trang 2"][2]] == [3, "Tên <3> & ", None, "=1+1"]
    assert book["Trang 2"].cell(2, 4).data_type == "s" or book["Trang 2"].cell(2, 4).data_type == "inlineStr"


def test_a_release_is_whole_checked_and_described(demo_keys, folder: Path) -> None:
    make_certificate(make_office())
    made = releasing.release(at=AT)
    package = made.package

    sums = dict(
        reversed(line.split("  ")) for line in (made.folder / "sha256sums.txt").read_text().splitlines()
    )
    for name, digest in sums.items():
        assert hashlib.sha256((made.folder / name).read_bytes()).hexdigest() == digest, name
    assert {f"{table.key}.{form}" for table in TABLES for form in releasing.FORMATS} <= set(sums)
    assert package["licenses"][0]["name"] == licence_on(DAY).key
    products = next(one for one in package["resources"] if one["path"] == "products.csv")
    assert (products["rows"], products["schema"]["primaryKey"]) == (1, "code")
    assert [field["name"] for field in products["schema"]["fields"]] == list(PRODUCTS.names)
    catalogue = json.loads((made.folder / "catalogue.jsonld").read_text())
    assert len(catalogue["dcat:dataset"]) == len(TABLES)
    assert sorted(path.name for path in folder.iterdir()) == [made.name]


def test_a_release_that_breaks_leaves_nothing(folder: Path, monkeypatch) -> None:
    earlier = releasing.release(at=AT)
    in_register("Mật ong")
    monkeypatch.setitem(WRITERS, "jsonld", lambda *args: iter([b"half", 1 / 0]) if args else iter(()))

    with pytest.raises(ZeroDivisionError):
        releasing.release(at=AT + timedelta(days=1))

    assert [path.name for path in folder.iterdir()] == [earlier.name]
    assert newest() == earlier


def test_as_many_releases_are_kept_as_the_setting_says(settings) -> None:
    settings.OCOP_OPEN_DATA_KEEP = 2
    made = [releasing.release(at=AT + timedelta(days=n)).name for n in range(4)]
    again = releasing.release(at=AT + timedelta(days=3))

    assert [one.name for one in releases()] == [made[3], made[2]]
    assert again.name == made[3]


def test_the_page_names_the_licence_every_column_and_every_file(client: Client) -> None:
    empty = client.get("/du-lieu-mo/").content.decode()
    in_register("Mật ong")
    made = releasing.release(at=AT)
    page = client.get("/du-lieu-mo/").content.decode()
    client.cookies["django_language"] = "en"
    english = client.get("/du-lieu-mo/").content.decode()

    assert "Chưa có bản nào" in empty
    for table in TABLES:
        assert f"/du-lieu-mo/{made.name}/{table.key}.csv" in page
        assert all(f"<code>{name}</code>" in page for name in table.names)
        assert table.about_en in english
    assert "Attribution 4.0" in page


def test_files_are_given_out_and_nothing_else(client: Client, folder: Path) -> None:
    made = releasing.release(at=AT)
    (folder / "secret.txt").write_text("x")
    response = client.get(f"/du-lieu-mo/{made.name}/units.csv")
    lasting = client.get("/du-lieu-mo/moi-nhat/units.csv")

    assert response["Content-Type"] == MEDIA["csv"]
    assert b"".join(response.streaming_content) == (made.folder / "units.csv").read_bytes()
    assert lasting["Location"] == f"/du-lieu-mo/{made.name}/units.csv"
    assert client.get("/du-lieu-mo/danh-muc.jsonld").status_code == 302
    for wrong in ("../secret.txt", "..%2fsecret.txt", "x.csv", "%00", ".."):
        assert client.get(f"/du-lieu-mo/{made.name}/{wrong}").status_code in (301, 302, 404), wrong
    assert client.get("/du-lieu-mo/..%2f/secret.txt").status_code == 404


def test_what_is_on_screen_can_be_taken_along(client: Client) -> None:
    in_register("Mật ong", "Gạo", "Trà")
    body = b"".join(client.get("/du-lieu-mo/san-pham.csv?q=mat+ong").streaming_content).decode("utf-8-sig")
    book = b"".join(client.get("/du-lieu-mo/san-pham.xlsx?sao=4").streaming_content)
    sheet = openpyxl.load_workbook(io.BytesIO(book)).active

    assert [row["name"] for row in csv.DictReader(io.StringIO(body))] == ["Mật ong"]
    assert [sheet.cell(row, 2).value for row in range(2, 5)] == ["Gạo", "Mật ong", "Trà"]
    assert client.get("/du-lieu-mo/san-pham.pdf").status_code == 404


@pytest.mark.parametrize("form", list(WRITERS))
def test_the_command_writes_the_file_whole(tmp_path: Path, form: str, capsys) -> None:
    in_register("Mật ong")
    out = tmp_path / f"so.{form}"
    call_command("register_export", "--format", form, "--out", str(out))

    assert out.stat().st_size > 100
    assert list(tmp_path.glob("*.part")) == []
    if form == "json":
        assert json.loads(out.read_text())["items"][0]["name"] == "Mật ong"


def test_reading_all_rows_takes_one_statement_for_products(django_assert_num_queries) -> None:
    in_register(*[f"Sản phẩm {n}" for n in range(40)])
    with django_assert_num_queries(1):
        assert len(list(PRODUCTS.rows(DAY))) == 40
