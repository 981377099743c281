"""Writing a decision: choose results, edit texts, send, take back, drop, correct."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from ocop.core.clock import now, today
from ocop.core.components import Column, Crumb, Fact
from ocop.core.errors import RuleBroken
from ocop.core.guards import guard, posted, refusals_on
from ocop.core.idempotency import once
from ocop.core.permissions import Permission
from ocop.recognition.actions import correcting
from ocop.recognition.actions import decisions as actions
from ocop.recognition.enums import DecisionKind
from ocop.recognition.forms.decisions import DecisionForm, LineForm, ReasonForm, SendForm
from ocop.recognition.queries.lines import open_revocations, waiting_for
from ocop.recognition.views.steps import confirm, fetch

RESULT_COLUMNS = [
    Column("Chọn", hidden_label=True),
    Column("Sản phẩm"),
    Column("Chủ thể"),
    Column("Nơi nộp"),
    Column("Điểm", numeric=True),
    Column("Hạng"),
]
REVOKE_COLUMNS = [
    Column("Chọn", hidden_label=True),
    Column("Giấy chứng nhận"),
    Column("Sản phẩm"),
    Column("Căn cứ"),
    Column("Hạn ra quyết định"),
]
OTHER_COLUMNS = [*RESULT_COLUMNS[1:], Column("Việc cần làm")]
TAB_LABELS = {
    DecisionKind.RECOGNISE: "Công nhận",
    DecisionKind.APPROVE_RESULT: "Đề nghị trung ương",
    DecisionKind.REVOKE: "Thu hồi",
}
CHOICES = (DecisionKind.RECOGNISE, DecisionKind.APPROVE_RESULT, DecisionKind.REVOKE)


@guard(Permission.DECISION_DRAFT)
@once
def new(request: HttpRequest) -> HttpResponse:
    """What waits for a decision, by kind; tick and draft.  # queries: 8"""
    acting = request.acting  # type: ignore[attr-defined]
    waiting, revocations = waiting_for(acting), list(open_revocations(acting))
    offered: dict[str, list[Any]] = {
        "recognise": waiting.recognise,
        "approve_result": waiting.approve_result,
        "revoke": revocations,
    }
    kinds = [k for k in CHOICES if k != DecisionKind.APPROVE_RESULT or acting.level != "nation"]
    asked = request.POST.get("kind") or request.GET.get("loai", "")
    kind = asked if asked in kinds else next((k.value for k in kinds if offered[k]), kinds[0].value)
    refused = None
    if request.method == "POST":
        chosen = [one for one in offered[kind] if str(one.pk) in request.POST.getlist("chosen")]
        try:
            made = _draft(kind, chosen, acting)
            messages.success(request, "Đã soạn dự thảo. Xem lại lời văn, người ký rồi trình ký.")
            return redirect(reverse("recognition:decision-edit", args=[made.code]))
        except RuleBroken as refusal:
            refused = refusal.sentence
    page = _new_page(kind, kinds, offered, waiting, request, refused)
    return render(request, "recognition/decision_new.html", page, status=422 if refused else 200)


def _draft(kind: str, chosen: list[Any], acting: Any) -> Any:
    if kind == DecisionKind.REVOKE:
        return actions.draft_decision(kind=kind, revocations=chosen, by=acting, at=now())
    central = acting.level == "nation"
    rounds = {one.dossier.central_round if central else one.dossier.round for one in chosen}
    return actions.draft_decision(
        kind=kind, results=chosen, round_=rounds.pop() if len(rounds) == 1 else None, by=acting, at=now()
    )


def _new_page(
    kind: str,
    kinds: list[DecisionKind],
    offered: dict[str, list[Any]],
    waiting: Any,
    request: HttpRequest,
    refused: str | None,
) -> dict[str, Any]:
    chosen = set(request.POST.getlist("chosen")) if request.method == "POST" else None
    url = reverse("recognition:decision-new")
    tabs = [
        {
            "label": TAB_LABELS[k],
            "url": f"{url}?loai={k.value}",
            "active": k == kind,
            "count": len(offered[k]),
        }
        for k in kinds
    ]
    rows = [{"one": one, "ticked": chosen is None or str(one.pk) in chosen} for one in offered[kind]]
    return {
        "kind": kind,
        "tabs": tabs,
        "rows": rows,
        "refused": refused,
        "revoke": kind == DecisionKind.REVOKE,
        "today": today(),
        "columns": REVOKE_COLUMNS if kind == DecisionKind.REVOKE else RESULT_COLUMNS,
        "other_columns": OTHER_COLUMNS,
        "conclude": waiting.conclude,
        "send_back": waiting.send_back,
        "crumbs": [_crumb(), Crumb("Soạn quyết định")],
    }


def _crumb() -> Crumb:
    return Crumb("Quyết định", reverse("recognition:decisions"))


@guard(Permission.DECISION_DRAFT)
@once
def edit(request: HttpRequest, code: str) -> HttpResponse:
    """The texts: bases, articles, recipients, signer.  # queries: 6"""
    one = fetch(request, code)
    form = DecisionForm.of(one, posted(request))
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.edit_decision(decision=one, by=request.acting, at=now(), **form.changes())  # type: ignore[attr-defined]
            messages.success(request, "Đã ghi dự thảo.")
            return redirect(one.get_absolute_url())
    page = {
        "decision": one,
        "form": form,
        "crumbs": [_crumb(), Crumb(str(one), one.get_absolute_url()), Crumb("Sửa nội dung")],
    }
    return render(
        request, "recognition/decision_edit.html", page, status=422 if request.method == "POST" else 200
    )


@guard(Permission.DECISION_DRAFT)
@once
def line(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """The words of one line of a correction.  # queries: 7"""
    one = fetch(request, code)
    found = one.lines.filter(pk=pk).first()
    if found is None:
        raise Http404("no such line")
    form = LineForm(posted(request), initial=found.snapshot)
    return confirm(
        request,
        title=f"Sửa dòng {found.place}",
        submit="Ghi",
        done="Đã sửa dòng phụ lục.",
        back=one.get_absolute_url(),
        form=form,
        act=lambda by, at, **words: correcting.edit_line(line=found, words=words, by=by, at=at),
        lead="Sửa chữ cho đúng; điểm và hạng sao không đổi.",
        crumbs=[_crumb(), Crumb(str(one), one.get_absolute_url()), Crumb("Sửa dòng")],
    )


def _step(request: HttpRequest, code: str, action: Any, *, form: Any = None, **more: Any) -> HttpResponse:
    """A step of one decision, back to its page."""
    one = fetch(request, code)
    facts = [
        Fact("Quyết định", str(one)),
        Fact("Trích yếu", one.title),
        Fact("Số sản phẩm", one.lines.count() + one.revocations.count()),
    ]
    return confirm(
        request,
        back=one.get_absolute_url(),
        facts=facts,
        form=form,
        act=lambda **given: action(decision=one, **given),
        crumbs=[_crumb(), Crumb(str(one), one.get_absolute_url())],
        **more,
    )


@guard(Permission.DECISION_DRAFT)
@once
def send(request: HttpRequest, code: str) -> HttpResponse:
    """Number and day are given here.  # queries: 8"""
    return _step(
        request,
        code,
        actions.send_for_signature,
        form=SendForm(posted(request), initial={"decided_on": today()}),
        title="Trình ký",
        submit="Trình ký",
        done="Đã trình ký; số đã được cấp.",
        lead="Quyết định được cấp số, bản PDF được giữ nguyên để ký. Rút về sửa thì số vẫn giữ cho quyết định này.",
    )


@guard(Permission.DECISION_DRAFT)
@once
def take_back(request: HttpRequest, code: str) -> HttpResponse:
    """Back to draft; earlier signatures count no more.  # queries: 8"""
    return _step(
        request,
        code,
        actions.take_back,
        form=ReasonForm(posted(request)),
        title="Rút về sửa",
        submit="Rút về",
        done="Đã rút về dự thảo.",
        lead="Số đã cấp được giữ. Chữ ký, bản quét đã nộp không còn tính; người ký phải ký lại.",
    )


@guard(Permission.DECISION_DRAFT)
@once
def drop(request: HttpRequest, code: str) -> HttpResponse:
    """Give up a draft that has no number.  # queries: 8"""
    return _step(
        request,
        code,
        actions.drop,
        form=ReasonForm(posted(request)),
        title="Bỏ dự thảo",
        submit="Bỏ dự thảo",
        kind="danger",
        done="Đã bỏ dự thảo; các sản phẩm lại chờ quyết định.",
    )


@guard(Permission.DECISION_DRAFT)
@once
def correct(request: HttpRequest, code: str) -> HttpResponse:
    """Begin a decision that replaces a published one.  # queries: 6"""
    one = fetch(request, code)
    return confirm(
        request,
        title="Thay thế quyết định",
        submit="Soạn quyết định thay thế",
        done="Đã soạn dự thảo thay thế; sửa từng dòng rồi trình ký.",
        back="",
        act=lambda by, at: correcting.draft_correction(decision=one, by=by, at=at),
        facts=[Fact("Quyết định", str(one))],
        lead="Quyết định đã công bố không sửa được. Quyết định mới thay thế, cả hai đều còn xem được; giấy chứng nhận cấp lại giữ nguyên thời hạn.",
        crumbs=[_crumb(), Crumb(str(one), one.get_absolute_url()), Crumb("Thay thế")],
    )
