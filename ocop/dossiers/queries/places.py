"""The places of a dossier that an office can point at when it returns it."""

from ocop.dossiers.models import Dossier


def places_of(dossier: Dossier) -> list[tuple[str, str]]:
    """(key, label): the forms, the papers, every criterion in printed order."""
    tree = dossier.criteria_set.criteria_set
    papers = [(f"evidence:{e.code}", f"Minh chứng: {e.title}") for e in _papers(dossier)]
    criteria = [(criterion.code, f"{criterion.code} {criterion.title}") for criterion in tree.criteria]
    return [
        ("producer", "Thông tin chủ thể (Mẫu 01)"),
        ("product", "Thông tin sản phẩm (Mẫu 01)"),
        ("form_02", "Báo cáo tự đánh giá (Mẫu 02)"),
        *criteria,
        *papers,
    ]


def _papers(dossier: Dossier) -> list:
    seen = {}
    for link in dossier.links.select_related("evidence"):
        seen[link.evidence_id] = link.evidence
    return list(seen.values())
