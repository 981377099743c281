"""Rows 14–16: dashboards, a change until the figures are right, official reports."""

import statistics
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import cycle
from typing import Any

import psycopg
from django.db import connection, transaction
from django.db.models import Count
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bench.council import strong_client
from bench.measure import Row, run_rounds
from bench.national.rows import NONE
from bench.servers import Client, Server
from ocop.core.clock import now, today
from ocop.core.indicators import Boundary, indicators
from ocop.core.permissions import Role
from ocop.places.models import Unit
from ocop.products.models import Product
from ocop.recognition.models import Certificate, HistoricRecognition, Revocation
from ocop.reports.outlines import outline
from ocop.reports.papers import to_word, to_xlsx
from ocop.reports.periods import read_period
from ocop.reports.queries import content_of, report_scope
from ocop.targets.actions.facts import refresh
from ocop.targets.models import UnitStart
from ocop.targets.queries import kept
from ocop.targets.queries.computing import counts_at, recounted_at, scope_of
from tests.factories.accounts import act

FRAME = 3  # statements of every signed-in page: session, person with offices, bell
MOVED = 5  # products of the boundary change
ROWS = (
    Row(14, "Trang số liệu cả nước", "nation", "floor_list", must=3, reach=2, most_sql=FRAME + 5),
    Row(14, "  của tỉnh", "province", "floor_list", must=3, reach=2, most_sql=FRAME + 5),
    Row(14, "  của xã", "commune", "floor_list", must=3, reach=2, most_sql=FRAME + 5),
    Row(15, "Công nhận → số liệu đúng", "recognise", "two_rows", must=3, reach=2, most_sql=6),
    Row(15, "Thu hồi → số liệu đúng", "revoke", "two_rows", must=3, reach=2, most_sql=6),
    Row(15, "  Công nhận so với ORM", "recognise", "two_saves", must=NONE, reach=3, most_sql=6),
    Row(15, "  Thu hồi so với ORM", "revoke", "two_saves", must=NONE, reach=3, most_sql=6),
    Row(15, f"Đổi địa giới {MOVED} sản phẩm", "move", "two_rows", must=NONE, reach=NONE, most_sql=8),
    Row(16, "Báo cáo năm của tỉnh, Word (giây)", "province_word", "second", must=1, reach=0.5, most_sql=20),
    Row(16, "  Excel (giây)", "province_xlsx", "second", must=1, reach=0.5, most_sql=20),
    Row(16, "Báo cáo cả nước, Word (giây)", "nation_word", "second", must=3, reach=1.5, most_sql=20),
)


class Figures:
    """Offices of three levels, products to change, and the floor's connection."""

    def __init__(self, address: str, ours: Server, floor: Server) -> None:
        self.raw = psycopg.connect(address, autocommit=True)
        self.raw.execute("CREATE TABLE IF NOT EXISTS bench_two (id int PRIMARY KEY, n int)")
        self.raw.execute("INSERT INTO bench_two VALUES (1, 0), (2, 0) ON CONFLICT DO NOTHING")
        busiest = Product.objects.values("unit__province_key").annotate(n=Count("pk")).order_by("-n").first()
        self.province = Unit.objects.get(key=busiest["unit__province_key"])  # type: ignore[index]
        crowd = Product.objects.values("unit").annotate(n=Count("pk")).order_by("-n", "unit").first()
        self.commune = Unit.objects.select_related("parent").get(pk=crowd["unit"])  # type: ignore[index]
        self.units = {
            "nation": Unit.objects.get(key="VN"),
            "province": self.province,
            "commune": self.commune,
        }
        roles = (Role.CENTRAL_OFFICE, Role.PROVINCE_OFFICE, Role.COMMUNE_OFFICER)
        self.people = {
            name: strong_client(act(role, unit))
            for (name, unit), role in zip(self.units.items(), roles, strict=True)
        }
        self.path = reverse("targets:dashboard")
        cookies = {name: {"sessionid": one.cookies["sessionid"].value} for name, one in self.people.items()}
        self.clients = {name: Client(ours.port, cookies[name]) for name in self.people}
        self.floor = Client(floor.port, cookies["nation"])
        self.turn = 0
        self.recognised = _forever(
            Product.objects.exclude(unit=None).order_by("-pk").values_list("pk", flat=True)[:400]
        )
        fresh = Certificate.objects.filter(superseded_on=None, revocations=None, valid_until__gte=today())
        self.revoked = iter(list(fresh.order_by("-pk")[:400]))
        others = Unit.objects.current().filter(level="commune", province_key=self.province.key)
        self.places = _forever(others.order_by("pk").values_list("pk", flat=True)[:2])
        self.two = list(UnitStart.objects.order_by("pk")[:2])
        self.moving = list(Product.objects.filter(unit=self.commune).values_list("pk", flat=True)[:MOVED])

    def calls(self) -> dict[str, tuple[Callable[[], Any], int]]:
        pages = {name: (self.asking(client), 8) for name, client in self.clients.items()}
        return pages | {
            "floor_list": (lambda: self.floor.get("/orm/"), 8),
            "two_rows": (self.two_rows, 10),
            "two_saves": (self.two_saves, 8),
            "recognise": (self.recognise, 4),
            "revoke": (self.revoke, 4),
            "move": (self.move, 2),
            "province_word": (lambda: to_word(self.report("province_year", self.province)), 1),
            "province_xlsx": (lambda: to_xlsx(self.report("province_year", self.province)), 1),
            "nation_word": (lambda: to_word(self.report("national_review", self.units["nation"])), 1),
        }

    def asking(self, client: Client) -> Callable[[], bytes]:
        return lambda: client.get(self.path)

    def two_rows(self) -> None:
        """The floor: one transaction that changes two rows, on the disk before it answers."""
        self.turn += 1
        with self.raw.transaction():
            for pk in (1, 2):
                self.raw.execute("UPDATE bench_two SET n = %s WHERE id = %s", (self.turn, pk))

    def two_saves(self) -> None:
        """The same as an application writes it: two rows through the ORM."""
        with transaction.atomic():
            for one in self.two:
                one.save(update_fields=["first_on"])

    def recognise(self) -> None:
        """One record, and everything that figures keep of it."""
        product, self.turn = next(self.recognised), self.turn + 1
        with transaction.atomic():
            HistoricRecognition.objects.create(
                product_id=product, stars=3 + self.turn % 3, status="recognised", procedure="1048",
                decided_on=today() - timedelta(days=self.turn % 300), product_wording="Bench", decision_no="1/QĐ",
                row_hash=f"bench-{self.turn}", imported_at=now(),
            )  # fmt: skip
            refresh([product])

    def revoke(self) -> None:
        certificate = next(self.revoked)
        with transaction.atomic():
            Revocation.objects.create(
                certificate=certificate, ground="a", words="Bench", concluded_on=today(), concluded_by="Bench",
                due_on=today(), proposed_at=now(), revoked_on=today(), state="decided", state_at=now(),
            )  # fmt: skip
            refresh([certificate.product_id])

    def move(self) -> None:
        with transaction.atomic():
            Product.objects.filter(pk__in=self.moving).update(unit=next(self.places))
            refresh(self.moving)

    def report(self, key: str, unit: Unit) -> dict[str, Any]:
        known = outline(key)
        assert known is not None
        code = str(today().year) if key == "province_year" else f"2021-{today().year}"
        period = read_period(code, known.period, today())
        return content_of(known, period, report_scope(unit, period, today()))


def _forever(keys: Any) -> Iterator[Any]:
    return cycle(list(keys))


def check(found: Figures) -> list[str]:
    """Kept figures are a recount's, before and after changes; the next request shows the change."""
    _equal_recount(found)
    before = _shown(found)
    for _ in range(12):
        found.recognise()
        found.revoke()
        found.move()
    _equal_recount(found)
    after = _shown(found)
    assert before != after, "the dashboard did not follow a change"
    content = found.report("national_review", found.units["nation"])
    told = {one["definition"]: one["exact"] for one in content["figures"]}
    period = read_period(content["period"]["code"], outline("national_review").period, today())  # type: ignore[union-attr]
    scope = report_scope(found.units["nation"], period, today())
    ones = [one for one in indicators() if one.counted and one.key in told]
    real = recounted_at([scope], ones)[0]
    assert all(told[key] == str(number) for key, number in real.items()), "report differs from a recount"
    return ["số liệu đang giữ bằng số đếm lại, trước và sau 36 thay đổi; báo cáo cả nước bằng số đếm lại"]


def _equal_recount(found: Figures) -> None:
    ones = [one for one in indicators() if one.key in kept.KEPT]
    for unit in found.units.values():
        for boundary in Boundary:
            days = (today(), date(today().year - 1, 12, 31), date(2023, 5, 17))
            scopes = [scope_of(unit, on, boundary=boundary) for on in days]
            assert counts_at(scopes, ones) == recounted_at(scopes, ones), f"{unit}: kept differs from counted"


def _shown(found: Figures) -> bytes:
    return found.clients["nation"].get(found.path).partition(b"kpi-grid")[2].partition(b"</ul>")[0]


def measure(found: Figures, rounds: int, wanted: set[int]) -> tuple[list[Row], dict[str, list[float]]]:
    rows = [Row(r.number, r.name, r.ours, r.floor, r.must, r.reach, most_sql=r.most_sql) for r in ROWS]
    rows = [row for row in rows if row.number in wanted]
    calls = found.calls()
    needed = {name for row in rows for name in (row.ours, row.floor)} - {"second"}
    times = run_rounds({name: call for name, call in calls.items() if name in needed}, min(rounds, 20))
    for row in rows:
        row.sql = _statements(found, row)
        floor = times.get(row.floor) or [1000.0] * len(times[row.ours])
        row.ratios = [a / b for a, b in zip(times[row.ours], floor, strict=True)]
    return rows, times


def _statements(found: Figures, row: Row) -> int:
    """Of a page with its frame; of a change without the two rows and the transaction itself."""
    if row.number == 14:
        found.people[row.ours].get(found.path)
        with CaptureQueriesContext(connection) as queries:
            found.people[row.ours].get(found.path)
        return len(queries)
    with CaptureQueriesContext(connection) as queries:
        found.calls()[row.ours][0]()
    framing = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")
    told = [query for query in queries if not query["sql"].startswith(framing)]
    return len(told) - (1 if row.number == 15 else 0)


def middle(times: dict[str, list[float]], name: str) -> float:
    return statistics.median(times[name])
