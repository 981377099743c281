"""Listings: declared by the producer, seen by an office, three numbers a month."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from ocop.audit import record
from ocop.core.acting import Acting
from ocop.products.models import Product
from ocop.products.signals import product_changed
from ocop.trade.models import Listing, ListingReport
from ocop.trade.policies import channels as policies

FIELDS = ("kind", "name", "link", "market", "papers", "listed_on")
NUMBERS = ("orders", "quantity", "revenue")


@transaction.atomic
def add_listing(*, product: Product, data: dict[str, Any], by: Acting, at: datetime) -> Listing:
    product = Product.objects.select_related("producer").locked(product.pk)
    policies.check_can_add(product, data, by=by, at=at)
    values = {name: data[name] for name in FIELDS if name in data}
    listing = Listing.objects.create(product=product, added_at=at, **values)
    record("listing.added", about=product, by=by, at=at, data={"kind": listing.kind, "name": listing.name})
    return listing


@transaction.atomic
def end_listing(*, listing: Listing, by: Acting, at: datetime) -> None:
    """Off every list; the row and its numbers stay."""
    policies.check_can_change(listing, by=by)
    listing.ended_at = at
    listing.save(update_fields=["ended_at"])
    record("listing.ended", about=listing.product, by=by, at=at, data={"name": listing.name})
    _public(listing, at)


@transaction.atomic
def verify_listing(*, listing: Listing, by: Acting, at: datetime) -> None:
    """The office opened the page and saw the product; from now on the public page of the product links to it."""
    policies.check_can_verify(listing, by=by)
    listing.verified_at, listing.verified_by = at, by.person
    listing.save(update_fields=["verified_at", "verified_by"])
    record("listing.verified", about=listing.product, by=by, at=at, data={"link": listing.link})
    _public(listing, at)


@transaction.atomic
def set_papers(*, listing: Listing, papers: str, by: Acting, at: datetime) -> None:
    """Which of the market's papers the producer has."""
    policies.check_can_change(listing, by=by)
    if listing.papers != papers:
        listing.papers = papers
        listing.save(update_fields=["papers"])
        record("listing.papers", about=listing.product, by=by, at=at, data={"papers": papers.split()})


@transaction.atomic
def report_month(
    *, listing: Listing, month: date, numbers: dict[str, int], by: Acting, at: datetime
) -> ListingReport:
    """Three numbers; the same again changes nothing, other numbers replace those of the month."""
    policies.check_can_change(listing, by=by)
    month = month.replace(day=1)
    policies.check_report(listing, month, numbers, at=at)
    held = ListingReport.objects.filter(listing=listing, month=month).first()
    values = {name: numbers[name] for name in NUMBERS}
    if held and all(getattr(held, name) == value for name, value in values.items()):
        return held
    report, _ = ListingReport.objects.update_or_create(
        listing=listing, month=month, defaults={**values, "given_at": at}
    )
    record("listing.reported", about=listing.product, by=by, at=at, data={"month": month, **values})
    return report


def _public(listing: Listing, at: datetime) -> None:
    product_changed.send(sender=Product, product=listing.product, at=at)
