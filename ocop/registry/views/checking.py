"""`/kiem-tra/` and `/K/`: one screen, no script, verdict first, the same shape and work for every answer.

These pages look at no session and set no cookie; one statement, and the template's pieces are kept ready.
"""

from collections.abc import Callable
from datetime import datetime
from functools import lru_cache, wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from ocop.core.clock import now
from ocop.core.guards import public
from ocop.core.text import clean_line
from ocop.documents.credentials import keyring
from ocop.documents.credentials.cwt import Signed
from ocop.documents.credentials.verifying import Checked, Proof, open_code
from ocop.recognition.models import Certificate
from ocop.registry.queries.checking import Held, Row, held_in, mark_of, read
from ocop.registry.skeleton import Skeleton, skeleton
from ocop.registry.verdicts import Verdict, proved, verdict

LONGEST = 60
FRESH = 300  # seconds: how old the shown time may be when a browser asks again and nothing has changed
TEMPLATE = "registry/check.html"
HOLES = ("word", "sentence", "at", "product", "producer", "place", "number", "decision", "term", "signature",
         "photo_url", "product_url", "successor_url", "vc_url", "report_url")  # fmt: skip
NONE = "–"
View = Callable[..., HttpResponse]


def spoken(view: View) -> View:
    """In the language that `?tieng=` asks for: these pages keep no choice and set no cookie."""

    @wraps(view)
    def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        wanted = request.GET.get("tieng")
        if wanted not in ("vi", "en"):
            return view(request, *args, **kwargs)
        with translation.override(wanted):
            response = view(request, *args, **kwargs)
        response.headers["Content-Language"] = wanted
        return response

    return wrapper


@require_GET
@public
def check_form(request: HttpRequest) -> HttpResponse:
    """Type the code or the number of a certificate.  # queries: 1"""
    typed = clean_line(request.GET.get("ma", ""))[:LONGEST]
    if typed:
        found = Certificate.objects.filter(number_text__iexact=typed).values_list("token", flat=True).first()
        return redirect(
            "registry:check", token=found or "".join(c for c in typed.upper() if c.isalnum()) or "0"
        )
    return render(request, "registry/check_form.html")


@require_GET
@public
@spoken
def check(request: HttpRequest, token: str) -> HttpResponse:
    """The verdict on a label: the register's word, and whether the stored signature holds.  # queries: 1"""
    at, asked = now(), token[:LONGEST].upper()
    row = read(asked, timezone.localdate(at))
    return answer(request, row, at, lambda: verdict(held_in(asked, row), at))


@require_GET
@public
@spoken
def check_code(request: HttpRequest, code: str) -> HttpResponse:
    """The verdict on a certificate's QR code: its own signature, then the register's word.  # queries: 1"""
    at, opened = now(), open_code(code)
    signed = opened if isinstance(opened, Signed) else None
    asked = signed.claims.token[:LONGEST] if signed else ""
    row = read(asked, timezone.localdate(at), kid=keyring.kid_text(signed.kid) if signed else None)

    def judge() -> Verdict:
        found = held_in(asked, row)
        presented = proved(signed, found, at) if signed else Checked(Proof(str(opened)))
        return verdict(found, at, presented)

    return answer(request, row, at, judge)


def answer(request: HttpRequest, row: Row, at: datetime, judge: Callable[[], Verdict]) -> HttpResponse:
    """The page, or 304 before any of its work when the browser holds the answer to the same facts from the last minutes."""
    etag = _etag(row, at)
    if request.headers.get("If-None-Match") == etag:
        response = HttpResponse(status=304)
    else:
        found = judge()
        pieces = _pieces(_language(), settings.OCOP_DEMO, settings.OCOP_PUBLIC_URL, *_shape(found))
        response = HttpResponse(pieces.fill(_values(found, at)), status=200 if found.is_known else 404)
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = (
        "no-cache"  # kept, but asked again each time: a withdrawal shows at once
    )
    return response


def _language() -> str:
    return "en" if translation.get_language() == "en" else "vi"


def _shape(found: Verdict) -> tuple[object, ...]:
    """What decides which parts the page has; everything else is filled in."""
    known = found.held
    return (
        found.kind,
        found.tone,
        found.icon,
        known.stars if known else 0,
        bool(known and known.said.get("photo")),
        bool(known and known.said.get("demo")),
        bool(known and known.successor),
        known is not None,
    )


@lru_cache(maxsize=1024)
def _pieces(language: str, demo_site: bool, address: str, *shape: object) -> Skeleton:
    names = ("kind", "tone", "icon_name", "stars", "photo", "made_up", "successor", "known")
    fixed = {"language": language, "demo_site": demo_site, "host": address.split("://", 1)[-1]}
    return skeleton(TEMPLATE, HOLES, fixed | dict(zip(names, shape, strict=True)))


def _values(found: Verdict, at: datetime) -> dict[str, str]:
    said = {"word": found.word, "sentence": found.sentence, "signature": found.signature}
    nothing = {**dict.fromkeys(HOLES, NONE), "product": gettext("Không có sản phẩm nào")}
    shown = _facts(found.held) if found.held else nothing
    return {**shown, **said, "at": f"{timezone.localtime(at):%d/%m/%Y %H:%M}"}


def _facts(known: Held) -> dict[str, str]:
    said = known.said
    return {
        "product": said["product"],
        "producer": said["producer"],
        "place": said["place"],
        "number": known.number,
        "decision": f"{said['decision']} · {said['issuer']}",
        "term": f"{known.valid_from:%d/%m/%Y} – {known.valid_until:%d/%m/%Y}",
        "photo_url": f"/tep/{said.get('photo')}/nho/",
        "product_url": f"/san-pham/{known.product_code}/",
        "successor_url": f"/kiem-tra/{known.successor}/",
        "report_url": f"/bao-vi-pham/?san-pham={known.product_code}",
        "vc_url": f"/kiem-tra/{known.token}/vc.jwt",
    }


def _etag(row: Row, at: datetime) -> str:
    """Weak: the time shown may be some minutes old, everything else is the same. A new one each day, in each language."""
    fresh = int(at.timestamp()) // FRESH
    return f'W/"{fresh:x}{_language()}{mark_of(row).hex()}"'
