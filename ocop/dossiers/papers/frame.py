"""What all papers of a dossier share."""

from datetime import date
from typing import Any

from ocop.core.clock import local_date
from ocop.documents.official import OfficialDocument, Paragraph
from ocop.dossiers.models import Dossier

DEMO = "BẢN DEMO"


def said(text: Any, missing: str = "…………") -> str:
    """A value as it stands on a form; dots where nothing was given."""
    return str(text).strip() if text not in (None, "") else missing


def line(label: str, value: Any) -> Paragraph:
    return Paragraph(f"{label}: {said(value)}", indent=False)


def lines(label: str, value: Any) -> list[Paragraph]:
    """A label and its words; line breaks become paragraphs."""
    words = [part.strip() for part in str(value or "").splitlines() if part.strip()]
    return [Paragraph(f"{label}:", indent=False, bold=True), *(Paragraph(part) for part in words or ["…………"])]


def mark_of(dossier: Dossier) -> str:
    return DEMO if dossier.product.is_demo else ""


def commune_document(
    dossier: Dossier, *, kind: str, subject: str, symbol: str, day: date | None, **parts: Any
) -> OfficialDocument:
    """A paper that the commune's committee issues."""
    return OfficialDocument(
        agency_parent=dossier.unit.parent.full_name if dossier.unit.parent else "",
        agency=f"Ủy ban nhân dân {dossier.unit.full_name}",
        number=None,
        symbol=symbol,
        place=dossier.unit.name,
        date=day,
        kind=kind,
        subject=subject,
        mark=mark_of(dossier),
        **parts,
    )


def day_of(moment: Any) -> date | None:
    return local_date(moment) if moment else None
