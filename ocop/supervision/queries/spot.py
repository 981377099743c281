"""The product as an inspector meets it: what it was certified as, its range, and the signs of risk of a whole place."""

import hashlib
import json
from collections import defaultdict
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Max, Q, QuerySet

from ocop.places.models import Unit
from ocop.producers.models import Evidence
from ocop.products.models import Product
from ocop.recognition.enums import HistoricStatus
from ocop.recognition.models import Certificate, HistoricRecognition
from ocop.recognition.queries.status import in_use, status_of
from ocop.rulebook.sampling import Candidate
from ocop.rulebook.validity import EXPIRING_DAYS, add_months
from ocop.supervision.models import Case, Finding, Visit

SAID = {
    "name": "Tên sản phẩm",
    "producer": "Chủ thể",
    "address": "Địa chỉ",
    "stars": "Số sao",
    "until": "Hiệu lực đến hết",
    "status": "Giấy chứng nhận",
    "gtin": "Mã vạch",
    "packaging": "Quy cách",
    "ingredients": "Thành phần",
    "process": "Quy trình",
}
MONTHS_OF_REPORTS = 24


def snapshot(product: Product, on: date) -> dict[str, str]:
    """What the form shows of the product, as plain words."""
    held = Certificate.objects.filter(product=product, superseded_on=None).for_status().first()
    return {
        "name": product.name,
        "producer": product.producer.name,
        "address": product.producer.address,
        "stars": str(held.stars) if held else "",
        "until": f"{held.valid_until:%d/%m/%Y}" if held else "",
        "status": status_of(held, on).words if held else "",
        "gtin": product.gtin,
        "packaging": product.packaging,
        "ingredients": product.ingredients,
        "process": product.process,
    }


def digest(said: dict[str, str]) -> str:
    return hashlib.sha256(json.dumps(said, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def both_versions(visit: Visit) -> list[tuple[str, str, str]]:
    """(words, as the form showed it, as it was when the answers came in) of everything that differs."""
    if not visit.synced:
        return []
    return [
        (words, visit.known.get(key, ""), visit.synced.get(key, ""))
        for key, words in SAID.items()
        if visit.known.get(key, "") != visit.synced.get(key, "")
    ]


def range_of(product: Product, on: date) -> list[tuple[Product, str]]:
    """Every product of the same producer with what it may carry today: stars, or that it may carry none. Stars of a
    certificate, else of a published recognition."""
    rows = Product.objects.filter(producer_id=product.producer_id).order_by("sort_key", "pk")[:60]
    held = {
        one.product_id: one
        for one in Certificate.objects.filter(
            product__producer_id=product.producer_id, superseded_on=None
        ).for_status()
    }
    told = _told_before(product.producer_id, on)
    return [(row, _stars_words(held.get(row.pk), told.get(row.pk, ""), on)) for row in rows]


def _told_before(producer: int, on: date) -> dict[int, str]:
    """Recognitions published before this system whose 36 months still run: product → words."""
    found = {}
    for one in HistoricRecognition.objects.filter(
        product__producer=producer,
        status=HistoricStatus.RECOGNISED,
        stars__gte=3,
        decided_on__gt=add_months(on, -36),
        decided_on__lte=on,
    ).order_by("decided_on"):
        last = add_months(one.decided_on, 36)  # type: ignore[arg-type]
        found[one.product_id] = (
            f"{one.stars} sao theo {one.decision_no or 'danh sách đã công bố'}, đến hết {last:%d/%m/%Y}"
        )
    return found


def _stars_words(certificate: Certificate | None, told: str, on: date) -> str:
    if certificate is None:
        return told or "Không được gắn sao"
    status = status_of(certificate, on)
    if status.is_in_force:
        return f"{certificate.stars} sao, đến hết {certificate.valid_until:%d/%m/%Y}"
    return f"Không được gắn sao ({status.words.lower()})"


def of_place(unit: Unit, on: date) -> QuerySet[Product]:
    """Products of that place that may carry stars: a running certificate, or a published recognition of 36 months."""
    running = in_use(Certificate.objects.all(), on).values("product")
    told = HistoricRecognition.objects.filter(
        status=HistoricStatus.RECOGNISED, decided_on__gt=add_months(on, -36), decided_on__lte=on
    ).values("product")
    found = Product.objects.filter(Q(pk__in=running) | Q(pk__in=told))
    if unit.level == "nation":
        return found
    return found.filter(unit__province_key=unit.key) if unit.level == "province" else found.filter(unit=unit)


def candidates(unit: Unit, on: date, *, only_demo: bool = False) -> list[Candidate]:
    """Everybody who can be picked, with the signs of risk counted: a fixed number of statements."""
    products = of_place(unit, on)
    if only_demo:  # an invented plan never names a real producer
        products = products.filter(is_demo=True)
    keys = products.order_by().values("pk")
    rows = list(products.order_by("code").values_list("pk", "code", "producer_id"))
    signs: dict[int, dict[str, int]] = defaultdict(dict)
    _put(signs, "reports", _per(_cases(keys, on)))
    _put(signs, "confirmed", _per(_cases(keys, on).filter(state="confirmed")))
    _put(signs, "findings", _per(Finding.objects.filter(product__in=keys)))
    near = in_use(Certificate.objects.filter(product__in=keys), on).filter(
        valid_until__lte=on + timedelta(days=EXPIRING_DAYS)
    )
    _put(signs, "expiring", _per(near))
    lapsed = _lapsed_papers({producer for _, _, producer in rows}, on)
    last = dict(
        Visit.objects.filter(product__in=keys, state="submitted")
        .order_by()
        .values("product")
        .annotate(last=Max("visited_on"))
        .values_list("product", "last")
    )
    for pk, _, producer in rows:
        signs[pk]["papers_lapsed"] = lapsed.get(producer, 0)
        signs[pk]["never_visited"] = int(pk not in last)
        signs[pk]["years_unvisited"] = (on - last[pk]).days // 365 if pk in last else 0
    return [Candidate(code, {k: n for k, n in signs[pk].items() if n}) for pk, code, _ in rows]


def _cases(keys: QuerySet[Any], on: date) -> QuerySet[Case]:
    since = on - timedelta(days=MONTHS_OF_REPORTS * 30)
    return Case.objects.filter(product__in=keys, opened_at__date__gte=since)


def _per(found: QuerySet[Any]) -> dict[int, int]:
    return dict(found.order_by().values("product").annotate(n=Count("pk")).values_list("product", "n"))


def _put(signs: dict[int, dict[str, int]], sign: str, found: dict[int, int]) -> None:
    for pk, number in found.items():
        signs[pk][sign] = number


def _lapsed_papers(producers: set[int], on: date) -> dict[int, int]:
    rows = (
        Evidence.objects.filter(producer__in=producers, expires_on__lt=on, retired_at=None)
        .order_by()
        .values("producer")
        .annotate(n=Count("pk"))
    )
    return {row["producer"]: row["n"] for row in rows}
