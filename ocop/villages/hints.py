"""Beside the criteria about chains: what the producer's chains amount to today."""

from datetime import date
from functools import cache

from django.urls import reverse

from ocop.core import hints
from ocop.core.templatetags.ocop import vn_number
from ocop.products.models import Product
from ocop.rulebook.criteria.evidence import evidence_subjects
from ocop.villages.actions.chains import SUBJECT
from ocop.villages.queries.chains import figures_of, of_producer


@cache
def titles() -> frozenset[str]:
    """Criteria about links in a chain: those titles among the ones that the subject of contracts serves."""
    rows = [title for one in evidence_subjects() if one.key == SUBJECT for title in one.criterion_titles]
    return frozenset(title for title in rows if "liên kết" in title.lower())


def chain_hints(title: str, product: Product, on: date) -> list[hints.Hint]:
    if title not in titles():
        return []
    found = []
    for chain in of_producer(product.producer_id, on):
        numbers = figures_of(chain, on)
        words = (
            f"{chain.name}: {numbers.running} hợp đồng còn hiệu lực, {vn_number(numbers.share)} % sản lượng, "
            f"liên tục {numbers.months} tháng."
        )
        found.append(hints.Hint(words, reverse("villages:chain", args=[chain.code]), "Xem chuỗi"))
    return found


def install() -> None:
    hints.register(chain_hints)
