"""The coverage of an office's area."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from ocop.core.clock import today
from ocop.core.components import Column, Crumb
from ocop.core.guards import guard
from ocop.core.permissions import Permission
from ocop.rulebook.figures import ONE, figure_text
from ocop.training.queries.coverage import MISSING_SHOWN, coverage_of, not_trained

COLUMNS = [Column("Chủ thể"), Column("Loại hình"), Column("Nơi"), Column("Tham gia từ")]


@guard(Permission.TRAINING_MANAGE)
def coverage(request: HttpRequest) -> HttpResponse:
    """Shares today, and who is still missing.  # queries: 10"""
    unit, on = request.acting.unit, today()  # type: ignore[attr-defined]
    found = coverage_of(unit, on)
    cards = [
        (
            "Chủ thể đã được tập huấn",
            found.producers_share,
            f"{found.producers_trained}/{found.producers} chủ thể",
        ),
        (
            "Chủ thể có người quản lý được tập huấn",
            found.leaders_share,
            f"{found.producers_leader_trained}/{found.producers} chủ thể",
        ),
        (
            "Lao động qua tập huấn có chứng chỉ",
            found.certified_share,
            f"{found.workers_certified}/{found.workers_trained} người",
        ),
    ]
    context = {
        "unit": unit,
        "on": on,
        "cards": [(words, figure_text(share, ONE), note) for words, share, note in cards],
        "missing": not_trained(unit, on),
        "most": MISSING_SHOWN,
        "columns": COLUMNS,
        "crumbs": [Crumb("Đào tạo", reverse("training:courses"))],
    }
    return render(request, "training/coverage.html", context)
