"""The offices' queue of dossiers, with bulk receipt."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from ocop.core.clock import local_date, now
from ocop.core.components import Column
from ocop.core.guards import guard
from ocop.core.idempotency import once
from ocop.core.paging import keyset_page
from ocop.core.permissions import Permission
from ocop.core.states import state_badge
from ocop.dossiers.actions.commune import accept_many
from ocop.dossiers.actions.province import receive_many
from ocop.dossiers.enums import DossierKind
from ocop.dossiers.queries import office
from ocop.dossiers.views.office import WORKERS


@guard(*WORKERS)
def queue(request: HttpRequest) -> HttpResponse:
    """Folders as tabs, oldest first, fifty a page.  # queries: 8"""
    acting = request.acting  # type: ignore[attr-defined]
    folder = office.folder_of(acting, request.GET.get("thu_muc", ""))
    text, kind = request.GET.get("q", "")[:100], request.GET.get("loai", "")
    rows = office.queue(acting, folder=folder, text=text, kind=kind if kind in DossierKind.values else "")
    page = keyset_page(request, rows, key="state_at", kind="moment")
    bulk = bulk_label(acting, folder) if page.rows else ""
    return render(
        request,
        "dossiers/office/queue.html",
        {
            "folder": folder,
            "tabs": _tabs(acting, folder),
            "rows": [_row(d) for d in page.rows],
            "page": page,
            "columns": _columns(acting, bulk),
            "far": acting.level != "commune",
            "q": text,
            "kind": kind,
            "kinds": DossierKind.choices,
            "bulk": bulk,
        },
    )


def _columns(acting: Any, bulk: str) -> list[Column]:
    """The tick box only where something can be done with it, the place only for those who see several."""
    names = [
        "Mã",
        "Sản phẩm",
        "Chủ thể",
        *(["Nơi nộp"] if acting.level != "commune" else []),
        "Loại",
        "Trạng thái",
        "Hạn",
    ]
    return [*([Column("Chọn", hidden_label=True)] if bulk else []), *(Column(name) for name in names)]


def _tabs(acting: Any, folder: office.Folder) -> list[dict[str, Any]]:
    counts = office.folder_counts(acting)
    url = reverse("dossiers:office-queue")
    return [
        {
            "label": f.label,
            "url": f"{url}?thu_muc={f.key}",
            "active": f.key == folder.key,
            "count": counts[f.key],
        }
        for f in office.folders_for(acting)
    ]


def _row(dossier: Any) -> dict[str, Any]:
    return {
        "dossier": dossier,
        "url": reverse("dossiers:office", args=[dossier.code]),
        "badge": state_badge(dossier),
        "days": office.days_left(dossier.due_on, local_date(now())),
        "due_on": dossier.due_on,
    }


def bulk_label(acting: Any, folder: office.Folder) -> str:
    """The words of the bulk button, where the folder has one."""
    if folder.key != "moi":
        return ""
    return (
        "Tiếp nhận các hồ sơ đã chọn"
        if acting.may(Permission.DOSSIER_CHECK) or acting.may(Permission.DOSSIER_RECEIVE)
        else ""
    )


@require_POST
@guard(Permission.DOSSIER_CHECK, Permission.DOSSIER_RECEIVE)
@once
def accept_chosen(request: HttpRequest) -> HttpResponse:
    """Receive the ticked dossiers; says of each that could not be received why."""
    acting = request.acting  # type: ignore[attr-defined]
    codes = request.POST.getlist("code")[:200]
    act = accept_many if acting.may(Permission.DOSSIER_CHECK) else receive_many
    outcome = act(codes=codes, by=acting, at=now())
    done = [code for code, reason in outcome if not reason]
    if done:
        messages.success(request, f"Đã tiếp nhận {len(done)} hồ sơ.")
    for code, reason in outcome:
        if reason:
            messages.error(request, f"{code}: {reason}")
    if not outcome:
        messages.warning(request, "Chưa chọn hồ sơ nào. Hãy đánh dấu ô đầu dòng rồi bấm lại.")
    return redirect(f"{reverse('dossiers:office-queue')}?thu_muc={'dang' if done else 'moi'}")
