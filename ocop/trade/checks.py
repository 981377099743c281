"""Checks of `ocop check` over trade."""

from django.db.models import F

from ocop.core.checks_registry import Finding, register
from ocop.trade.models import Buyer, BuyerSeat, Meeting, Offer

GONE = ("refused", "withdrawn")


def no_contact_of_the_gone() -> Finding:
    """Who withdrew gives no contact and no seat; a sheet taken back gives none either."""
    found = Finding(rows=Buyer.objects.count() + Offer.objects.count())
    for buyer in Buyer.objects.filter(state__in=GONE, share_contact=True):
        found.problems.append(f"Nhà phân phối {buyer} đã rút nhưng còn cho thấy liên hệ.")
    for seat in BuyerSeat.objects.filter(buyer__state__in=GONE, ended_at=None).select_related(
        "person", "buyer"
    ):
        found.problems.append(f"{seat} còn hiệu lực dù nhà phân phối đã rút.")
    for offer in (
        Offer.objects.filter(share_contact=True).exclude(withdrawn_at=None).select_related("product")
    ):
        found.problems.append(f"Phiếu chào hàng {offer} đã rút nhưng còn cho thấy liên hệ.")
    return found


def meetings_of_their_conference() -> Finding:
    """Both guests of a meeting belong to its conference and stand on their own side (clashes: the database refuses)."""
    found = Finding(rows=Meeting.objects.count())
    strange = Meeting.objects.exclude(
        producer__conference=F("conference"), buyer__conference=F("conference")
    ) | Meeting.objects.filter(producer__producer=None)
    found.problems += [f"Cuộc gặp {one} không đúng hội nghị." for one in strange]
    return found


def install() -> None:
    register("I25", "Nhà phân phối, phiếu chào hàng đã rút không còn liên hệ", no_contact_of_the_gone)
    register("I15", "Cuộc gặp đúng hội nghị, đúng bên", meetings_of_their_conference)
