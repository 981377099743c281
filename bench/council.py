"""Rows 8–11: scoring form, saving a sheet, council table, export of sheets."""

import json
import re
import threading
import uuid
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bench.floors import Floors
from bench.measure import Row, cpu_per_call
from bench.servers import Client, Server
from bench.world import DOSSIERS, MEMBERS, BenchWorld
from ocop.accounts.middleware import SESSION_STRONG
from ocop.evaluation.models import Item, Sheet
from tests.factories.accounts import signed_in

ROWS = [
    Row(8, "Phiếu chấm của một hồ sơ", "form", "bare", must=40, reach=20, most_sql=8),
    Row(9, "Lưu một phiếu (26 điểm)", "save", "floor_save", must=8, reach=5, most_sql=10),
    Row(10, "Bảng hội đồng 500 × 5 × 26", "table", "bare", must=250, reach=250, most_sql=8),
    Row(10, "  so với phép gộp thô", "table", "aggregate", must=1000, reach=4, most_sql=8),
    Row(11, "Xuất 2.500 phiếu × 26", "export", "floor_export", must=12, reach=5, most_sql=8),
]


class Pages:
    """The addresses of the world, asked as the people who use them."""

    def __init__(self, bench: BenchWorld, port: int, floor_port: int, floors: Floors) -> None:
        self.bench, self.floors, self.port = bench, floors, port
        self.item = bench.small.items.select_related("dossier").first()
        self.form_path = reverse("evaluation:sheet", args=[bench.small.code, self.item.dossier.code])
        self.save_path = reverse("evaluation:sheet-marks", args=[bench.small.code, self.item.dossier.code])
        self.table_path = reverse("evaluation:table", args=[bench.big.code])
        self.export_path = reverse("evaluation:export", args=[bench.big.code, "csv"])
        self.member = Client(port, session_of(bench.member))
        self.secretary = Client(port, session_of(bench.world.secretary))
        self.floor = Client(floor_port)
        self.version = 0

    def calls(self) -> dict[str, tuple[Callable[[], Any], int]]:
        """Name → what to do, and how often per round."""
        return {
            "bare": (lambda: self.floor.get("/bare/"), 20),
            "detail": (lambda: self.floor.get(f"/detail/{self.item.pk}/"), 10),
            "form": (lambda: self.member.get(self.form_path), 8),
            "save": (self.save, 10),
            "floor_save": (self.floors.save, 10),
            "table": (lambda: self.secretary.get(self.table_path), 4),
            "aggregate": (self.floors.aggregate, 4),
            "export": (lambda: self.secretary.get(self.export_path), 2),
            "floor_export": (self.floors.export, 2),
        }

    def save(self) -> None:
        """All 26 marks of the member's sheet, other options than the time before."""
        self.version = save_marks(self, self.member, self.bench.member, self.version + 1)


def strong_client(acting: Any) -> Any:
    """Signed in with the second factor, as an office must be in production."""
    client = signed_in(acting)
    session = client.session
    session[SESSION_STRONG] = acting.person.pk
    session.save()
    return client


def session_of(acting: Any) -> dict[str, str]:
    return {"sessionid": strong_client(acting).cookies["sessionid"].value}


def open_sheet(pages: Pages, client: Client, acting: Any) -> None:
    """The member opens the form once: a sheet is made, and the client learns which one it writes on."""
    client.get(pages.form_path)
    client.sheet = Sheet.objects.get(item=pages.item, seat__person=acting.person, state="draft")


def save_marks(pages: Pages, client: Client, acting: Any, turn: int) -> int:
    if client.sheet is None:
        open_sheet(pages, client, acting)
    sheet = client.sheet
    marks = {
        one.code: {"v": str(1 + (turn + n) % 2), "n": turn}
        for n, one in enumerate(pages.bench.world.criteria_set.criteria)
    }
    body = {
        "sheet": sheet.pk,
        "version": 10**6,
        "device": "bench",
        "dossier": sheet.dossier_sha256,
        "marks": marks,
        "notes": {},
    }
    answer = client.ask(
        "POST",
        pages.save_path,
        json.dumps(body).encode(),
        Content_Type="application/json",
        Accept="application/json",
        Idempotency_Key=uuid.uuid4().hex,
        X_CSRFToken=client.cookies["csrftoken"],
    )
    version: int = json.loads(answer)["version"]
    return version


def check(pages: Pages) -> None:
    """Right before fast: the same totals, means and rows as the raw work; and no save of five parallel members lost."""
    raw = {row[0]: (Decimal(row[1]), row[3]) for row in pages.floors.aggregate()}
    shown = re.findall(
        r'<td class="num">(\d+)</td><th scope="row"><a href="[^"]*/([^/"]+)/">', _table_rows(pages)
    )
    codes = dict(Item.objects.filter(session=pages.bench.big).values_list("dossier__code", "pk"))
    assert len(shown) == DOSSIERS, f"table shows {len(shown)} products"
    assert all(raw[codes[code]][1] == int(rank) for rank, code in shown), (
        "ranks differ from the raw aggregate"
    )
    ours = pages.secretary.get(pages.export_path).decode("utf-8-sig").splitlines()
    raw_rows = pages.floors.export().decode().splitlines()
    assert len(ours) == len(raw_rows) == DOSSIERS * MEMBERS + 1, "export has not a row per sheet"
    points = sorted(",".join(line.rsplit(",", 26)[1:]) for line in ours[1:])
    assert points == sorted(",".join(line.rsplit(",", 26)[1:]) for line in raw_rows[1:]), (
        "exported marks differ"
    )
    _check_parallel_saves(pages)


def _table_rows(pages: Pages) -> str:
    return pages.secretary.get(pages.table_path).decode()


def _check_parallel_saves(pages: Pages, times: int = 10) -> None:
    def work(acting: Any) -> None:
        client = Client(pages.port, cookies[acting.person.pk])
        for turn in range(1, times + 1):
            save_marks(pages, client, acting, turn)
        connection.close()

    people = pages.bench.world.actings
    cookies = {acting.person.pk: session_of(acting) for acting in people}
    threads = [threading.Thread(target=work, args=(acting,)) for acting in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    versions = set(Sheet.objects.filter(item=pages.item).values_list("version_no", flat=True))
    assert versions == {times}, f"saves were lost or doubled: {versions}"
    pages.version = times


def count_sql(pages: Pages) -> dict[str, int]:
    """Statements per page, counted inside Django."""
    clients = {
        "member": strong_client(pages.bench.member),
        "secretary": strong_client(pages.bench.world.secretary),
    }
    counted = {}
    for name, who, path in (
        ("form", "member", pages.form_path),
        ("table", "secretary", pages.table_path),
        ("export", "secretary", pages.export_path),
    ):
        clients[who].get(path)
        with CaptureQueriesContext(connection) as queries:
            answer = clients[who].get(path)
            b"".join(answer.streaming_content if answer.streaming else [])
        counted[name] = len(queries)
    sheet = Sheet.objects.get(item=pages.item, seat__person=pages.bench.member.person)
    body = {
        "sheet": sheet.pk,
        "version": 10**6,
        "device": "bench",
        "marks": {"1.1": {"v": "1", "n": 10**6}},
        "notes": {},
    }
    with CaptureQueriesContext(connection) as queries:
        clients["member"].post(
            pages.save_path,
            json.dumps(body),
            content_type="application/json",
            headers={"Idempotency-Key": "sql"},
        )
    counted["save"] = len(queries)
    pages.version += 1
    return counted


def cpu_times(pages: Pages, ours: Server, floor: Server) -> dict[str, float]:
    """Processor time of the Python servers per request (the database's is not in it)."""
    calls = pages.calls()
    times = {"form": 40, "save": 60, "table": 20, "export": 5}
    found = {"bare": cpu_per_call(calls["bare"][0], 600, floor.cpu_ms)}
    return found | {name: cpu_per_call(calls[name][0], count, ours.cpu_ms) for name, count in times.items()}
