"""Word templates to begin with: an office downloads one, edits it in Word and hands it in as its own."""

from __future__ import annotations

from dataclasses import replace

from .official import OfficialDocument, Paragraph, Signer, to_docx

_BASE = OfficialDocument(
    agency_parent="{{ co_quan_cap_tren }}",
    agency="{{ co_quan }}",
    number="{{ so }}",
    symbol="{{ ky_hieu }}",
    place="{{ dia_danh }}",
    date=None,
    kind="",
    subject="{{ trich_yeu }}",
    body=(Paragraph("{{ noi_dung }}"),),
    authority_lines=("{{ quyen_han_ky }}",),
    signer_title="{{ chuc_vu_ky }}",
    signer_name="{{ nguoi_ky }}",
    recipients=("{{ noi_nhan }}",),
    date_line="{{ dia_danh }}, {{ ngay_ban_hanh }}",
)

_TEMPLATES: dict[str, tuple[str, OfficialDocument]] = {
    "quyet-dinh": (
        "Quyết định",
        replace(
            _BASE,
            kind="Quyết định",
            bases=(
                "Căn cứ Luật Tổ chức chính quyền địa phương",
                "Căn cứ Quyết định số 26/2026/QĐ-TTg của Thủ tướng Chính phủ",
                "Căn cứ kết quả đánh giá của {{ ten_hoi_dong }} tại {{ dot_danh_gia }}",
            ),
            decider="Chủ tịch {{ co_quan }}",
            enacting="QUYẾT ĐỊNH:",
            body=(
                Paragraph("Điều 1. Công nhận {{ so_san_pham }} sản phẩm đạt hạng (có danh sách kèm theo)."),
                Paragraph("Điều 2. {{ noi_dung }}"),
                Paragraph("Điều 3. Quyết định này có hiệu lực kể từ ngày ký./."),
            ),
        ),
    ),
    "bien-ban": (
        "Biên bản họp hội đồng",
        replace(
            _BASE,
            kind="Biên bản",
            agency="{{ ten_hoi_dong }}",
            body=(
                Paragraph("Ngày {{ ngay_hop }}, {{ ten_hoi_dong }} họp đánh giá, phân hạng sản phẩm."),
                Paragraph("Có mặt {{ so_co_mat }} trên {{ so_thanh_vien }} thành viên."),
                Paragraph("{{ noi_dung }}"),
            ),
            authority_lines=(),
            signer_title="Chủ trì",
            co_signers=(Signer("Thư ký", ""),),
        ),
    ),
    "to-trinh": (
        "Tờ trình",
        replace(_BASE, kind="Tờ trình", addressees=("{{ co_quan_cap_tren }}",)),
    ),
    "tra-ho-so": (
        "Công văn trả hồ sơ",
        replace(
            _BASE,
            addressees=("{{ ten_chu_the }}",),
            subject="trả hồ sơ {{ ma_ho_so }}",
            body=(
                Paragraph("{{ co_quan }} nhận được hồ sơ sản phẩm {{ ten_san_pham }} ngày {{ ngay_nop }}."),
                Paragraph("Hồ sơ chưa đạt yêu cầu vì: {{ ly_do }}"),
            ),
        ),
    ),
}


def starter_templates() -> dict[str, str]:
    """Key → name of the templates there are."""
    return {key: name for key, (name, _) in _TEMPLATES.items()}


def starter_template(key: str) -> bytes:
    """The Word file, with placeholders that `templates_check` accepts."""
    return to_docx(_TEMPLATES[key][1])
