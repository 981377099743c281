"""Where offices find their dossiers and rounds, and what waits for them on the start page."""

from django.urls import reverse

from ocop.core import nav
from ocop.core.acting import Acting
from ocop.core.permissions import Permission as P
from ocop.dossiers.queries import office

HINTS = {"moi": "danger", "dang": "warning", "dot": "info", "ket-qua": "info"}


def install() -> None:
    nav.register(
        nav.NavItem(
            "Hồ sơ",
            "dossiers:office-queue",
            "folder",
            20,
            (P.DOSSIER_CHECK, P.DOSSIER_RECEIVE, P.APPRAISAL_WRITE),
        )
    )
    nav.register(
        nav.NavItem(
            "Đợt đánh giá", "dossiers:rounds", "calendar-event", 30, (P.ROUND_MANAGE, P.COUNCIL_MANAGE)
        )
    )
    nav.register_work(waiting)


def waiting(acting: Acting) -> list[nav.WorkItem]:
    """Folders in which something waits for this office. One query."""
    if not any(acting.may(p) for p in (P.DOSSIER_CHECK, P.DOSSIER_RECEIVE, P.APPRAISAL_WRITE)):
        return []
    counts = office.folder_counts(acting)
    url = reverse("dossiers:office-queue")
    return [
        nav.WorkItem(
            f"Hồ sơ: {folder.label.lower()}",
            counts[folder.key],
            f"{url}?thu_muc={folder.key}",
            HINTS[folder.key],
        )
        for folder in office.folders_for(acting)
        if folder.key in HINTS and counts[folder.key]
    ]
