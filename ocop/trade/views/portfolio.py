"""The portfolio for verified buyers: search with filters, one product's sheet."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from ocop.core.clock import today
from ocop.core.components import Button, Crumb, Fact
from ocop.core.guards import guard
from ocop.core.paging import keyset_page
from ocop.core.permissions import Permission as P
from ocop.rulebook.matching import PAPERS, REGIONS, UNITS
from ocop.rulebook.matching.wording import number
from ocop.trade.enums import PAPER_CHOICES, REGION_CHOICES
from ocop.trade.forms.offers import province_choices, sector_choices
from ocop.trade.models import Offer
from ocop.trade.queries import portfolio, sheets
from ocop.trade.views.tables import Filter, Line, Listing, as_file, asked, show, whole

NAMES = ("q", "nganh", "sao", "tinh", "san_luong", "giay_to", "ma_vach", "giao", "giao_o")
STARS = [("", "Tất cả"), ("3", "Từ 3 sao"), ("4", "Từ 4 sao"), ("5", "5 sao")]
BARCODE = [("", "Tất cả"), ("1", "Có mã vạch")]


def _found(request: HttpRequest) -> tuple[Any, dict[str, str]]:
    values = asked(request, *NAMES)
    question = portfolio.Asked(
        text=values["q"],
        sector=values["nganh"],
        stars=whole(values["sao"]),
        province=values["tinh"],
        capacity=whole(values["san_luong"]),
        papers=(values["giay_to"],) if values["giay_to"] in PAPERS else (),
        gtin=values["ma_vach"] == "1",
        lead_days=whole(values["giao"]),
        region=values["giao_o"] if values["giao_o"] in REGIONS else "",
    )
    return portfolio.found(question, today()), values


def _filters(values: dict[str, str]) -> list[Filter]:
    return [
        Filter("q", "Tên sản phẩm", values["q"]),
        Filter("nganh", "Ngành hàng", values["nganh"], sector_choices("Tất cả")),
        Filter("sao", "Hạng sao", values["sao"], STARS),
        Filter("tinh", "Nơi sản xuất", values["tinh"], province_choices("Tất cả")),
        Filter("san_luong", "Sản lượng mỗi tháng từ", values["san_luong"], kind="number"),
        Filter("giay_to", "Giấy tờ", values["giay_to"], [("", "Tất cả"), *PAPER_CHOICES]),
        Filter("ma_vach", "Mã vạch", values["ma_vach"], BARCODE),
        Filter("giao", "Giao trong (ngày)", values["giao"], kind="number"),
        Filter("giao_o", "Giao hàng ở", values["giao_o"], [("", "Tất cả"), *REGION_CHOICES]),
    ]


@guard(P.TRADE_BUY)
def listing(request: HttpRequest) -> HttpResponse:
    """Products that may be sold today and have a sheet.  # queries: 6"""
    found, values = _found(request)
    page = keyset_page(request, found, key="product__sort_key")
    lines = [
        Line(reverse("trade:good", args=[one.product.code]), one.product.name, _cells(one))
        for one in page.rows
    ]
    buttons = (
        Button("Đăng nhu cầu mua", reverse("trade:need-post"), "primary", "plus-lg"),
        Button(
            "Xuất Excel", f"{reverse('trade:portfolio-export')}?{request.GET.urlencode()}", icon="download"
        ),
    )
    columns = ("Sản phẩm", "Chủ thể", "Hạng", "Sản lượng mỗi tháng", "Giao trong", "Mã vạch")
    lead = "Chỉ có sản phẩm còn hiệu lực công nhận hôm nay và chủ thể có phiếu chào hàng."
    return show(request, Listing("Tìm sản phẩm", lead, columns, lines, page, _filters(values), buttons))


def _cells(one: Offer) -> list[str]:
    capacity = f"{number(one.capacity)} {UNITS[one.unit]}" if one.capacity else "Chưa khai"
    lead = f"{one.lead_days} ngày" if one.lead_days else "Chưa khai"
    barcode = "Có" if one.has_gtin else "Không"  # type: ignore[attr-defined]
    return [one.product.producer.name, f"{one.stars} sao", capacity, lead, barcode]  # type: ignore[attr-defined]


@guard(P.TRADE_BUY)
def export(request: HttpRequest) -> HttpResponse:
    """The rows of the list, without contacts.  # queries: 5"""
    found, _ = _found(request)
    office = request.acting.office  # type: ignore[attr-defined]
    return as_file(
        sheets.offers(found.order_by("product__sort_key", "pk")[:20_000], office=office), "san-pham-ocop"
    )


@guard(P.TRADE_BUY)
def good(request: HttpRequest, code: str) -> HttpResponse:
    """One product's sheet; the contact only by the producer's wish.  # queries: 5"""
    found = portfolio.found(portfolio.Asked(), today()).filter(product__code=code[:20].replace("\x00", ""))
    offer = found.first()
    if offer is None:
        raise Http404
    context = {
        "offer": offer,
        "facts": _facts(offer),
        "contact": portfolio.contact_of(offer),
        "actions": [
            Button(
                "Trao đổi với chủ thể", f"{reverse('trade:deal-open')}?san-pham={code}", "primary", "send"
            ),
            Button("Trang công khai", f"/san-pham/{code}/", "secondary", "eye"),
        ],
        "crumbs": [Crumb("Tìm sản phẩm", reverse("trade:portfolio")), Crumb(offer.product.name)],
    }
    return render(request, "trade/good.html", context)


def _facts(one: Offer) -> list[Fact]:
    unit = UNITS[one.unit]
    rows = [
        ("Chủ thể", one.product.producer.name),
        ("Nơi sản xuất", one.product.unit.address if one.product.unit else ""),
        ("Hạng", f"{one.stars} sao"),  # type: ignore[attr-defined]
        ("Sản lượng mỗi tháng", f"{number(one.capacity)} {unit}" if one.capacity else ""),
        ("Đặt hàng tối thiểu", f"{number(one.min_order)} {unit}" if one.min_order else ""),
        ("Giá sỉ", f"{number(one.price)} đồng/{unit}" if one.price else ""),
        ("Điều kiện giá, thanh toán", one.price_terms),
        ("Đóng gói, thùng", one.packaging),
        ("Bảo quản, hạn dùng", one.storage),
        ("Giao trong", f"{one.lead_days} ngày" if one.lead_days else ""),
        ("Giấy tờ chủ thể khai có", "; ".join(portfolio.paper_names(one.papers))),
        ("Giao hàng ở", ", ".join(name for key, name in REGIONS.items() if f" {key} " in one.regions)),
        ("Mã vạch", one.product.gtin),
    ]
    return [Fact(label, value, missing="Chưa khai") for label, value in rows]
