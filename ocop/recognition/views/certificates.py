"""Certificates: the list, one certificate, its papers and codes for labels."""

from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from ocop.core.clock import now, today
from ocop.core.components import Button, Column, Crumb, Fact
from ocop.core.guards import get_visible_or_404, guard
from ocop.core.paging import keyset_page
from ocop.core.permissions import Permission as P
from ocop.core.policy import allowed
from ocop.core.text import clean_line, words
from ocop.documents.certificates import render_certificate
from ocop.documents.qr import qr_png, qr_svg
from ocop.recognition.models import Certificate, SealedPaper
from ocop.recognition.papers import certificate_data, check_url
from ocop.recognition.policies import revoking as rules
from ocop.recognition.queries.status import in_use, status_badge, status_of, with_status
from ocop.recognition.queries.trail import happenings
from ocop.recognition.views.decisions import paper
from ocop.rulebook.validity import Status, status_sentence

SEERS = (P.DECISION_VIEW, P.INSPECT, P.PRODUCER_EDIT)
COLUMNS = [
    Column("Số giấy"),
    Column("Sản phẩm"),
    Column("Chủ thể"),
    Column("Hạng"),
    Column("Có hiệu lực đến"),
    Column("Tình trạng"),
]
SHOWN = [Status.EXPIRING, Status.VALID, Status.SUSPENDED, Status.REVOKED, Status.EXPIRED, Status.SUPERSEDED]
SIZES = (
    ("2 cm", "2cm", "nhãn nhỏ, mặt sau bao bì"),
    ("3 cm", "3cm", "hộp, chai"),
    ("5 cm", "5cm", "thùng, kệ, tờ giới thiệu"),
)


@guard(*SEERS)
def certificates(request: HttpRequest) -> HttpResponse:
    """Earliest end first; search without marks; status computed today.  # queries: 8"""
    asked, on = request.GET, today()
    found = Certificate.objects.visible_to(request.acting)  # type: ignore[attr-defined]
    wanted, text = asked.get("tinh_trang", ""), asked.get("q", "")[:100]
    if wanted in {one.value for one in SHOWN}:
        found = with_status(found, Status(wanted), on)
    elif wanted != "all":
        found = in_use(found, on)
    if text:
        found = found.filter(_says(text))
    page = keyset_page(request, found.for_status(), key="valid_until", kind="day")
    return render(
        request,
        "recognition/certificates.html",
        {
            "rows": [{"one": one, "badge": status_badge(status_of(one, on))} for one in page.rows],
            "page": page,
            "columns": COLUMNS,
            "q": text,
            "wanted": wanted,
            "statuses": [(one.value, one.words.capitalize()) for one in SHOWN],
        },
    )


def _says(text: str) -> Q:
    """Each word in the name of product or producer; or the beginning of the number."""
    found = Q()
    for word in words(text):
        found &= Q(product__search_key__contains=word) | Q(product__producer__search_key__contains=word)
    return found | Q(number_text__startswith=clean_line(text))


def fetch(request: HttpRequest, token: str) -> Certificate:
    found = Certificate.objects.for_status().select_related(
        "line__decision__signed_file", "unit", "superseded_by", "line__dossier"
    )
    return get_visible_or_404(found, request.acting, token=token)  # type: ignore[attr-defined]


@guard(*SEERS)
def certificate(request: HttpRequest, token: str) -> HttpResponse:
    """Status in words, facts, papers, what can be done, history.  # queries: 12"""
    one, acting = fetch(request, token), request.acting  # type: ignore[attr-defined]
    found = status_of(one, today())
    office = acting.may(P.DECISION_VIEW)
    return render(
        request,
        "recognition/certificate.html",
        {
            "one": one,
            "badge": status_badge(found),
            "sentence": _sentence(one, found),
            "facts": _facts(one, office),
            "papers": _papers(one),
            "actions": _actions(one, acting),
            "open": [r for r in one.revocations.all() if r.state == "proposed"],
            "office": office,
            "revocations_url": reverse("recognition:revocations") if acting.may(P.CERTIFICATE_REVOKE) else "",
            "today": today(),
            "items": happenings(one) if office else [],
            "url": check_url(one),
            "qr": qr_svg(check_url(one), label=f"Mã kiểm tra giấy {one}"),
            "stops": [s for s in one.suspensions.all() if s.until_on is None],
            "crumbs": [Crumb("Giấy chứng nhận", reverse("recognition:certificates")), Crumb(str(one))],
        },
    )


def _sentence(one: Certificate, found: Status) -> str:
    stopped = next((s.from_on for s in one.suspensions.all() if s.until_on is None), None)
    revoked = next((r.revoked_on for r in one.revocations.all() if r.revoked_on), None)
    since = {
        Status.SUSPENDED: stopped,
        Status.REVOKED: revoked,
        Status.SUPERSEDED: one.superseded_on,
        Status.NOT_YET: one.valid_from,
    }
    return status_sentence(found, last_day=one.valid_until, since=since.get(found))


def _facts(one: Certificate, office: bool) -> list[Fact]:
    said = one.snapshot
    return [
        Fact("Sản phẩm", said["product"]),
        Fact("Chủ thể", said["producer"]),
        Fact("Địa chỉ", said.get("address") or said.get("place", "")),
        Fact("Hạng", f"{one.stars} sao"),
        Fact("Nhóm", said.get("group", "")),
        Fact("Quyết định", said["decision"]),
        Fact("Có hiệu lực từ", f"{one.valid_from:%d/%m/%Y}"),
        Fact("Đến hết", f"{one.valid_until:%d/%m/%Y}"),
        *([Fact("Điểm trung bình", said["mean"].replace(".", ","))] if office else []),
    ]


def _url(name: str, one: Certificate) -> str:
    return reverse(f"recognition:{name}", args=[one.token])


def _papers(one: Certificate) -> list[Button]:
    return [
        Button("Tải giấy chứng nhận", _url("certificate-pdf", one), icon="award"),
        Button("In mã cho nhãn", _url("certificate-labels", one), icon="qr-code"),
        Button("Mã QR (PNG)", _url("certificate-qr-png", one), "quiet", "download"),
        Button("Mã QR (SVG)", _url("certificate-qr-svg", one), "quiet", "download"),
    ]


def _actions(one: Certificate, acting: Any) -> list[Button]:
    if not acting.may(P.CERTIFICATE_REVOKE):
        return []
    ask = {"by": acting, "at": now()}
    stopped = any(s.until_on is None for s in one.suspensions.all())
    pause = (
        Button("Bỏ tạm dừng", _url("lift", one))
        if stopped
        else Button(
            "Tạm dừng", _url("suspend", one), reason=allowed(rules.check_can_suspend, one, **ask).reason
        )
    )
    return [
        pause,
        Button(
            "Đề nghị thu hồi",
            _url("propose-revocation", one),
            "danger",
            reason=allowed(rules.check_can_propose, one, **ask).reason,
        ),
    ]


@guard(*SEERS)
def pdf(request: HttpRequest, token: str) -> HttpResponse:
    """The sealed paper, or before sealing the paper without a seal; the same bytes each time.  # queries: 8"""
    one = fetch(request, token)
    sealed = SealedPaper.objects.filter(certificate=one).select_related("file").first()
    content = sealed.file.read_bytes() if sealed else render_certificate(certificate_data(one))
    return paper(content, "application/pdf", f"giay-chung-nhan-{token[:8]}.pdf")


@guard(*SEERS)
def qr(request: HttpRequest, token: str, kind: str) -> HttpResponse:
    """The code alone, for the maker of labels.  # queries: 7"""
    url = check_url(fetch(request, token))
    if kind == "png":
        return paper(qr_png(url, scale=16), "image/png", f"ma-qr-{token[:8]}.png")
    return paper(qr_svg(url).encode(), "image/svg+xml", f"ma-qr-{token[:8]}.svg")


@guard(*SEERS)
def labels(request: HttpRequest, token: str) -> HttpResponse:
    """A sheet with the code in the sizes of labels, to be printed at 100 %.  # queries: 8"""
    one = fetch(request, token)
    drawn = qr_svg(check_url(one), label="Mã kiểm tra")
    codes = [
        {
            "label": label,
            "use": use,
            "svg": drawn.replace("<svg ", f'<svg width="{size}" height="{size}" ', 1),
        }
        for label, size, use in SIZES
    ]
    page = {
        "one": one,
        "codes": codes,
        "url": check_url(one),
        "badge": status_badge(status_of(one, today())),
        "back": _url("certificate", one),
    }
    return render(request, "recognition/labels.html", page)
