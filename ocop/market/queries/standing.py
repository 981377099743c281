"""What products may carry on a day, in words: three statements for any number of products."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ocop.products.models import Product
from ocop.recognition.enums import HistoricStatus
from ocop.recognition.models import Certificate, HistoricRecognition
from ocop.recognition.queries.selling import LOWEST, MONTHS, sellable_on
from ocop.recognition.queries.status import status_of
from ocop.rulebook.validity import Status, valid_until


@dataclass(frozen=True)
class Standing:
    """`ok`: may be sold, shown and promoted as OCOP on that day. `stars`: as recognised. `words`: why not."""

    ok: bool
    stars: int | None
    words: str
    until: date | None = None


NOTHING = Standing(False, None, "chưa được công nhận")
WORDS = {Status.EXPIRED: "đã hết hạn", Status.SUSPENDED: "đang tạm dừng", Status.REVOKED: "đã bị thu hồi"}


def standings(products: Iterable[int], on: date) -> dict[int, Standing]:
    """By product id. The same rule as `sellable_on`; the words follow from the newest certificate or published record."""
    keys = set(products)
    able = set(sellable_on(on, Product.objects.filter(pk__in=keys)).values_list("pk", flat=True))
    certified, listed = _certified(keys), _listed(keys)
    return {pk: _standing(pk in able, certified.get(pk), listed.get(pk), on) for pk in keys}


def standing(product: Product, on: date) -> Standing:
    return standings([product.pk], on)[product.pk]


def _certified(keys: set[int]) -> dict[int, Certificate]:
    found = Certificate.objects.filter(product__in=keys).prefetch_related("suspensions", "revocations")
    return {one.product_id: one for one in found.order_by("valid_until", "pk")}


def _listed(keys: set[int]) -> dict[int, HistoricRecognition]:
    found = HistoricRecognition.objects.filter(
        product__in=keys, status=HistoricStatus.RECOGNISED, stars__gte=LOWEST
    )
    return {one.product_id: one for one in found.order_by("year", "decided_on", "pk")}


def _standing(
    able: bool, certificate: Certificate | None, listed: HistoricRecognition | None, on: date
) -> Standing:
    if certificate is not None:
        words = "" if able else _why_not(certificate, on)
        return Standing(able, certificate.stars, words, certificate.valid_until)
    if listed is None:
        return NOTHING
    until = valid_until(listed.decided_on, MONTHS) if listed.decided_on else None
    if able:
        return Standing(True, listed.stars, "", until)
    words = f"đã hết hạn từ {until:%d/%m/%Y}" if until else "không rõ còn hạn hay không"
    return Standing(False, listed.stars, words, until)


def _why_not(certificate: Certificate, on: date) -> str:
    found = status_of(certificate, on)
    if found == Status.EXPIRED:
        return f"đã hết hạn từ {certificate.valid_until:%d/%m/%Y}"
    return WORDS.get(found, "chưa có hiệu lực")
