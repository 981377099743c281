"""The whole draft on one page, to be read once more before it is handed in."""

from typing import Any

from django.urls import reverse

from ocop.core.components import Fact
from ocop.dossiers.models import Dossier
from ocop.dossiers.queries.facts import sections_of
from ocop.dossiers.queries.manifest import linked
from ocop.rulebook.choices import chosen_options
from ocop.rulebook.criteria import Criterion


def answers_of(dossier: Dossier, *, editable: bool) -> dict[str, Any]:
    """Forms and criteria as rows, with a way to change each while the dossier is open for writing."""
    return {
        "form_rows": [_section(dossier, one, editable) for one in sections_of(dossier)],
        "part_rows": _parts(dossier, editable),
        "identity": _identity(dossier, editable),
    }


def _identity(dossier: Dossier, editable: bool) -> list[Fact]:
    back = f"?ve={reverse('dossiers:submit', args=[dossier.code])}"
    producer, product = dossier.producer, dossier.product
    edit_producer = reverse("producers:edit", args=[producer.code]) + back
    kind = reverse("dossiers:kind", args=[dossier.code]) if editable and not dossier.submitted_at else ""
    return [
        Fact("Loại hồ sơ", dossier.get_kind_display(), kind),
        Fact("Sản phẩm", product.name, reverse("products:edit", args=[product.code]) + back),
        Fact("Bộ tiêu chí", str(dossier.criteria_set)),
        Fact("Chủ thể", producer.name, edit_producer),
        Fact("Người đại diện", producer.representative, edit_producer),
        Fact("Điện thoại", producer.phone, edit_producer),
        Fact("Nơi nhận hồ sơ", f"UBND {dossier.unit.address}"),
    ]


def _section(dossier: Dossier, section: Any, editable: bool) -> dict[str, Any]:
    given = dossier.answers.get(section.key, {})
    url = reverse("dossiers:section", args=[dossier.code, section.key]) if editable else ""
    facts = [
        Fact(field.label, _with_unit(given.get(field.key, ""), field.unit), url) for field in section.fields
    ]
    return {"title": f"{section.form}: {section.title}", "facts": facts}


def _with_unit(value: str, unit: str) -> str:
    return f"{value.replace('.', ',')} {unit}" if value and unit else value


def _parts(dossier: Dossier, editable: bool) -> list[dict[str, Any]]:
    papers: dict[str, list[str]] = {}
    for link in linked(dossier):
        papers.setdefault(link.criterion, []).append(link.evidence.title)
    return [
        {
            "title": f"Phần {part.code}: {part.title.capitalize()}",
            "facts": [
                _criterion(dossier, one, papers.get(one.code, []), editable)
                for section in part.sections
                for one in section.criteria
            ],
        }
        for part in dossier.criteria_set.criteria_set.parts
    ]


def _criterion(dossier: Dossier, criterion: Criterion, papers: list[str], editable: bool) -> Fact:
    url = reverse("dossiers:criterion", args=[dossier.code, criterion.code]) if editable else ""
    choice = dossier.choices.get(criterion.code)
    if choice is None:
        return Fact(f"{criterion.code} {criterion.title}", "", url, "Chưa chọn mức")
    labels = "; ".join(option.label for option in chosen_options(criterion, choice)) or "Không nội dung nào"
    return Fact(
        f"{criterion.code} {criterion.title}",
        f"{labels}. Minh chứng: {', '.join(papers) or 'không có'}.",
        url,
    )
