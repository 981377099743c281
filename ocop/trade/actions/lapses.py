"""A product of a running deal may no longer be sold as OCOP: both sides are told, once each time it lapses."""

from datetime import datetime

from django.db import transaction

from ocop import notify
from ocop.core.clock import local_date
from ocop.products.models import Product
from ocop.recognition.queries.selling import sellable_on
from ocop.trade.models import DealProduct, LapseNotice

RUNNING = ("talking", "memorandum", "contract")


@transaction.atomic
def tell_lapses(*, at: datetime) -> int:
    """Ends, suspensions and revocations alike, on the day they count; safe to run again."""
    on = local_date(at)
    lines = DealProduct.objects.filter(deal__state__in=RUNNING)
    fine = sellable_on(on, Product.objects.filter(deal_lines__in=lines)).values("pk")
    LapseNotice.objects.filter(line__product__in=fine).delete()
    lapsed = lines.exclude(product__in=fine).filter(lapse=None)
    told = 0
    for line in lapsed.select_related("deal__buyer", "deal__producer", "product").order_by("pk"):
        LapseNotice.objects.create(line=line, told_at=at)
        both = [line.deal.buyer, line.deal.producer]
        notify.queue("deal.lapsed", to=both, about=line.deal, at=at, product=line.product.name)
        told += 1
    return told
