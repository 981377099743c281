"""The receipt: what was handed in, with sizes and hashes (I30)."""

from datetime import date
from typing import Any

from django.utils import timezone

from ocop.core.components import Evidence
from ocop.core.templatetags.ocop import filesize
from ocop.documents.official import Column, OfficialDocument, Paragraph, Table, to_pdf
from ocop.dossiers.models import Dossier, DossierVersion


def receipt_of(dossier: Dossier, version: DossierVersion) -> dict[str, Any]:
    """Rows for the page: every file once, with its hash in full."""
    manifest = version.manifest
    items = [_card(paper) for paper in manifest["evidence"]]
    items += [_photo(number, photo) for number, photo in enumerate(manifest["product"]["photos"], 1)]
    return {
        "items": items,
        "total_size": sum(item.size or 0 for item in items),
        "office": dossier.unit.full_name,
        "versions": list(dossier.versions.order_by("number").values_list("number", "submitted_at")),
    }


def _card(paper: dict[str, Any]) -> Evidence:
    file = paper["file"]
    codes = ", ".join(use["code"] for use in paper["criteria"])
    return Evidence(
        f"{paper['title']} (tiêu chí {codes})",
        f"/tep/{file['id']}/",
        paper["number"],
        paper["issuer"],
        _day(paper["issued_on"]),
        _day(paper["expires_on"]),
        file["name"],
        file["size"],
        file["sha256"],
    )


def _photo(number: int, photo: dict[str, Any]) -> Evidence:
    file = photo["file"]
    return Evidence(
        photo["caption"] or f"Ảnh sản phẩm {number}",
        f"/tep/{file['id']}/",
        file_name=file["name"],
        size=file["size"],
        sha256=file["sha256"],
        icon="image",
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def receipt_pdf(dossier: Dossier, version: DossierVersion) -> bytes:
    """The same receipt as a PDF; equal data give equal bytes."""
    at = timezone.localtime(version.submitted_at)
    parts = receipt_of(dossier, version)
    rows = tuple(
        (str(number), item.title, f"{item.file_name}, {filesize(item.size)}", item.sha256)
        for number, item in enumerate(parts["items"], 1)
    )
    columns = (
        Column("TT", 0.5, "center"),
        Column("Giấy tờ", 3),
        Column("Tệp", 2.5),
        Column("Mã kiểm SHA-256", 3.5),
    )
    body = (
        Paragraph(
            f"Mã hồ sơ: {dossier.code}, bản nộp số {version.number}, lúc {at:%H:%M} ngày {at:%d/%m/%Y}."
        ),
        Paragraph(
            f"Chủ thể: {dossier.producer.name}. Sản phẩm: {dossier.product.name}. Loại: {dossier.get_kind_display()}."
        ),
        Paragraph(f"Nơi nhận: UBND {dossier.unit.address}."),
        Paragraph(
            f"Điểm tự chấm: {str(version.self_total.normalize()).replace('.', ',')}. Mã kiểm của bản nộp: {version.sha256}."
        ),
        Table(columns, rows, size=10),
    )
    return to_pdf(
        OfficialDocument(
            agency_parent="HỆ THỐNG OCOP",
            agency="BỘ PHẬN TIẾP NHẬN ĐIỆN TỬ",
            number=None,
            symbol="",
            place=dossier.unit.name,
            date=at.date(),
            kind="BIÊN NHẬN",
            subject="hồ sơ đánh giá, phân hạng sản phẩm OCOP",
            body=body,
            mark="BẢN THỬ" if dossier.producer.is_demo else "",
        )
    )
