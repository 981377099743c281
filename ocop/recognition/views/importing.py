"""Bringing in a published list: upload, preview row by row, then import."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from ocop.core.clock import now
from ocop.core.components import Column, Crumb
from ocop.core.errors import RuleBroken
from ocop.core.guards import guard, posted, refusals_on
from ocop.core.idempotency import once
from ocop.core.permissions import Permission
from ocop.documents.enums import FileKind
from ocop.documents.models import StoredFile
from ocop.recognition.actions.history import Outcome, import_products
from ocop.recognition.forms.history import ImportForm
from ocop.recognition.imports.rows import COLUMNS as CELLS
from ocop.recognition.imports.uploads import rows_of, take_list

COLUMNS = [Column("Dòng", numeric=True), Column("Kết quả"), Column("Lý do")]
LOOKS = {
    "imported": ("Nhập", "success", "check-circle"),
    "unchanged": ("Đã có, không đổi", "neutral", "dash-circle"),
    "review": ("Nhập, cần người xem", "warning", "question-circle"),
    "refused": ("Không nhập", "danger", "x-octagon"),
}
SHOWN = 500


@guard(Permission.HISTORY_REVIEW)
@once
def upload(request: HttpRequest) -> HttpResponse:
    """Take the file in; nothing is imported yet.  # queries: 5"""
    form = ImportForm(posted(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            stored = take_list(upload=form.cleaned_data["upload"], by=request.acting, at=now())  # type: ignore[attr-defined]
            return redirect("recognition:import-preview", stored.public_id)
    page = {"form": form, "cells": CELLS, "crumbs": _crumbs()}
    return render(request, "recognition/import.html", page, status=422 if request.method == "POST" else 200)


@guard(Permission.HISTORY_REVIEW)
@once
def preview(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """What would become of each row; on POST it becomes so. The queries grow with the rows of the file."""
    mine = StoredFile.objects.filter(kind=FileKind.IMPORT, uploaded_by=request.user)  # type: ignore[misc]
    file, refused, outcomes = get_object_or_404(mine, public_id=public_id), "", []
    doing = request.method == "POST"
    try:
        outcomes = import_products(rows=rows_of(file), by=request.acting, at=now(), dry_run=not doing)  # type: ignore[attr-defined]
    except RuleBroken as refusal:
        refused = refusal.sentence
    counts = {name: sum(one.outcome == name for one in outcomes) for name in LOOKS}
    if doing and not refused:
        messages.success(
            request,
            f"Đã nhập {counts['imported'] + counts['review']} dòng, trong đó {counts['review']} dòng cần người xem; "
            f"{counts['unchanged']} dòng không đổi, {counts['refused']} dòng không nhập.",
        )
        return redirect("recognition:reviews")
    return render(
        request,
        "recognition/import_preview.html",
        _page(file, outcomes, counts, refused),
        status=422 if refused else 200,
    )


def _page(file: StoredFile, outcomes: list[Outcome], counts: dict[str, int], refused: str) -> dict[str, Any]:
    """Rows with something to say, refused ones first."""
    told = sorted(
        (one for one in outcomes if one.reason), key=lambda one: (one.outcome != "refused", one.row)
    )
    tiles = [{"label": LOOKS[name][0], "value": count} for name, count in counts.items()]
    rows = [
        {
            "one": one,
            "label": LOOKS[one.outcome][0],
            "tone": LOOKS[one.outcome][1],
            "icon": LOOKS[one.outcome][2],
        }
        for one in told[:SHOWN]
    ]
    return {
        "file": file,
        "refused": refused,
        "tiles": tiles,
        "rows": rows,
        "columns": COLUMNS,
        "more": max(0, len(told) - SHOWN),
        "ready": counts["imported"] + counts["review"],
        "crumbs": [*_crumbs(), Crumb("Xem trước")],
    }


def _crumbs() -> list[Crumb]:
    return [
        Crumb("Dữ liệu cũ cần xem", reverse("recognition:reviews")),
        Crumb("Nhập danh sách", reverse("recognition:import")),
    ]
