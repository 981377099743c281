"""The field form on a telephone: works without a network once opened, and without scripts as one plain form."""

import json
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from ocop.core.clock import now, today
from ocop.core.errors import PermissionRefused, RuleBroken, StaleWrite
from ocop.core.guards import guard, posted
from ocop.core.idempotency import once, request_key
from ocop.core.permissions import Permission
from ocop.core.policy import allowed
from ocop.supervision.actions import visits as actions
from ocop.supervision.actions.answering import FORM, NOTE, Entry, StaleAnswers, save_answers
from ocop.supervision.enums import Answer
from ocop.supervision.forms.visits import LabForm, PhotoForm, SubmitForm
from ocop.supervision.models import Visit
from ocop.supervision.policies import visits as policies
from ocop.supervision.queries import visits as queries
from ocop.supervision.queries.checklists import checklist
from ocop.supervision.queries.spot import SAID, range_of
from ocop.supervision.views.step import confirm
from ocop.supervision.views.visits import crumbs, facts, fetch

LARGEST = 200_000


@guard(Permission.INSPECT)
def form(request: HttpRequest, code: str) -> HttpResponse:
    """The checklist with the product beside it; POST without scripts carries everything.  # queries: 12"""
    one, by = fetch(request, code), request.acting  # type: ignore[attr-defined]
    why = allowed(policies.check_can_fill, one, by=by)
    if request.method == "POST":
        _save_form(request, one)
        return redirect(
            "supervision:visit-submit" if request.POST.get("do") == "submit" else "supervision:visit-form",
            one.code,
        )
    context = {
        "visit": one,
        "topics": queries.form_rows(one),
        "answers": Answer.choices,
        "locked": why.reason,
        "known": [(words, one.known.get(key, "")) for key, words in SAID.items() if one.known.get(key)],
        "range": range_of(one.product, today()),
        "photo_form": PhotoForm(),
        "photos": one.photos.select_related("file").prefetch_related("file__copies"),
        "crumbs": crumbs(one),
    }
    return render(request, "supervision/visit_form.html", context)


def _save_form(request: HttpRequest, one: Visit) -> None:
    """Whatever the form says of each item; a clash with another device is told, nothing is overwritten."""
    entries = {}
    for item in checklist(one):
        entries[item.code] = Entry(request.POST.get(item.code, ""))
        entries[f"{NOTE}{item.code}"] = Entry(request.POST.get(f"note-{item.code}", ""))
    by, version = request.acting, request.POST.get("version", "")  # type: ignore[attr-defined]
    known = int(version) if version.isdigit() else one.version
    save_answers(
        visit=one, entries=entries, version=known, device=FORM, key=request_key(request), by=by, at=now()
    )
    messages.success(request, "Đã lưu phiếu.")


@require_POST
@guard(Permission.INSPECT)
def answers(request: HttpRequest, code: str) -> JsonResponse:
    """What a telephone sends, one by one or after hours without a network.  # queries: 11"""
    one = fetch(request, code)
    try:
        sent = _read(request)
        saved = save_answers(visit=one, key=request_key(request), by=request.acting, at=now(), **sent)  # type: ignore[attr-defined]
    except StaleAnswers as stale:
        both = {"error": stale.sentence, "code": stale.code, "both": stale.both, "version": stale.version}
        return JsonResponse(both, status=409)
    except RuleBroken as refusal:
        status = (
            403 if isinstance(refusal, PermissionRefused) else 409 if isinstance(refusal, StaleWrite) else 422
        )
        return JsonResponse({"error": refusal.sentence, "code": refusal.code}, status=status)
    return JsonResponse(
        {
            "saved_at": f"{timezone.localtime(now()):%H:%M:%S}",
            "version": saved.visit.version,
            "done": saved.done,
            "total": "",
            "missed": "",
            "parts": {},
            "changed": bool(saved.visit.synced),
        }
    )


def _read(request: HttpRequest) -> dict[str, Any]:
    try:
        sent = json.loads(request.body[:LARGEST])
        entries = {
            str(code): Entry(str(one["v"]), int(one["n"])) for code, one in sent.get("marks", {}).items()
        }
        entries |= {
            f"{NOTE}{code}": Entry(str(one["v"]), int(one["n"]))
            for code, one in sent.get("notes", {}).items()
        }
        return {"entries": entries, "version": int(sent["version"]), "device": str(sent["device"])[:60]}
    except (ValueError, TypeError, KeyError, AttributeError):
        raise RuleBroken(
            "Máy chủ không đọc được phiếu vừa gửi; hãy tải lại trang.", code="visit.unreadable"
        ) from None


@require_POST
@guard(Permission.INSPECT)
def photo(request: HttpRequest, code: str) -> HttpResponse:
    """One picture; scripts send those that waited for the network with a key of their own.  # queries: 10"""
    one, by = fetch(request, code), request.acting  # type: ignore[attr-defined]
    wants_json = "json" in request.headers.get("Accept", "")
    try:
        upload = request.FILES.get("photo")
        if upload is None:
            raise RuleBroken("Hãy chọn một ảnh.", code="visit.photo", field="photo")
        given = {"item": request.POST.get("item", ""), "key": request_key(request)}
        actions.add_photo(visit=one, upload=upload, by=by, at=now(), **given)
    except RuleBroken as refusal:
        if wants_json:
            return JsonResponse({"error": refusal.sentence, "code": refusal.code}, status=422)
        messages.error(request, refusal.sentence)
    else:
        if wants_json:
            return JsonResponse({"photos": one.photos.count()})
        messages.success(request, "Đã nhận ảnh.")
    return redirect("supervision:visit-form", code=one.code)


@guard(Permission.INSPECT)
@once
def submit(request: HttpRequest, code: str) -> HttpResponse:  # queries: 12
    one, by = fetch(request, code), request.acting  # type: ignore[attr-defined]
    return confirm(
        request,
        act=lambda **given: actions.submit(visit=one, **given),
        done=lambda made: f"Đã chốt kết quả; {made.findings.count()} lỗi cần khắc phục.",
        form=SubmitForm(posted(request), initial={"visited_on": today()}),
        title="Chốt kết quả kiểm tra",
        submit="Chốt kết quả",
        lead="Sau khi chốt không sửa được. Mỗi mục không đạt thành một lỗi có hạn khắc phục; chủ thể được báo ngay.",
        facts=facts(one),
        back=one.get_absolute_url(),
        crumbs=crumbs(one),
        reason=allowed(policies.check_can_fill, one, by=by).reason,
    )


@guard(Permission.INSPECT)
@once
def lab(request: HttpRequest, code: str) -> HttpResponse:  # queries: 8
    one = fetch(request, code)

    def act(by: Any, at: Any, **data: Any) -> Visit:
        actions.add_lab_result(visit=one, data=data, by=by, at=at)
        return one

    return confirm(
        request,
        act=act,
        done=lambda made: "Đã ghi kết quả mẫu.",
        form=LabForm(posted(request)),
        title="Ghi kết quả mẫu",
        submit="Ghi kết quả",
        lead="Mỗi lần một chỉ tiêu của một mẫu; kết quả đã ghi không sửa được.",
        facts=facts(one)[:3],
        back=one.get_absolute_url(),
        crumbs=crumbs(one),
    )
