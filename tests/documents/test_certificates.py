"""The certificate: what it says, that it is archivable, and that it fits its page."""

import io
import re
from dataclasses import replace
from datetime import date

import pytest
from pypdf import PdfReader

from ocop.documents import ornament
from ocop.documents.certificates import CertificateData, render_certificate, render_certificates
from ocop.documents.typesetting import TEMPLATES

CERTIFICATE = CertificateData(
    number="GCN-12/2026",
    product="Mật ong hoa nhãn Minh Châu",
    producer="Hợp tác xã Ưu Đàm",
    address="Thôn Chu Châu, xã Minh Châu, thành phố Hà Nội",
    stars=4,
    group="Thực phẩm",
    decision_number="05/QĐ-UBND",
    decision_date=date(2026, 1, 5),
    valid_from=date(2026, 1, 5),
    valid_to=date(2029, 1, 5),
    authority="Ủy ban nhân dân thành phố Hà Nội",
    place="Hà Nội",
    signed_on=date(2026, 1, 5),
    authority_lines=("TM. Ủy ban nhân dân", "KT. Chủ tịch"),
    signer_title="Phó Chủ tịch",
    signer_name="Nguyễn Văn Ưởng",
    check_url="HTTPS://OCOP.VIDU.VN/V/ABCDEFGH23456789",
    host="ocop.vidu.vn",
)


def reader(*certificates: CertificateData) -> PdfReader:
    return PdfReader(io.BytesIO(render_certificates(certificates)))


def text_of(certificate: CertificateData) -> str:
    return " ".join(reader(certificate).pages[0].extract_text().split())


@pytest.mark.parametrize(
    "part",
    [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "GIẤY CHỨNG NHẬN",
        "Đạt hạng 4 sao (bốn sao)",
        "Mật ong hoa nhãn Minh Châu",
        "Chủ thể: Hợp tác xã Ưu Đàm",
        "Địa chỉ: Thôn Chu Châu, xã Minh Châu, thành phố Hà Nội",
        "Quyết định số 05/QĐ-UBND ngày 05 tháng 01 năm 2026",
        "của Ủy ban nhân dân thành phố Hà Nội",
        "Có giá trị từ 05/01/2026 đến 05/01/2029",
        "Số giấy chứng nhận: GCN-12/2026",
        "Chỉ áp dụng cho sản phẩm ghi trên giấy này",
        "Quét mã hoặc kiểm tra tại ocop.vidu.vn",
        "Hà Nội, ngày 05 tháng 01 năm 2026",
        "TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH PHÓ CHỦ TỊCH",
        "Nguyễn Văn Ưởng",
    ],
)
def test_certificate_says(part):
    assert part in text_of(CERTIFICATE)


def test_page_is_one_a4_landscape_in_vietnamese():
    pdf = reader(CERTIFICATE)
    page = pdf.pages[0]

    assert len(pdf.pages) == 1
    assert (round(page.mediabox.width), round(page.mediabox.height)) == (842, 595)
    assert pdf.trailer["/Root"]["/Lang"] == "vi-VN"
    assert pdf.metadata.title == "Giấy chứng nhận sản phẩm OCOP – Mật ong hoa nhãn Minh Châu"


def test_file_declares_pdf_a_and_ua():
    metadata = reader(CERTIFICATE).trailer["/Root"]["/Metadata"].get_data().decode()

    assert re.search(r"<pdfaid:part>2<.*<pdfaid:conformance>A<", metadata, re.DOTALL)
    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata


def test_same_certificate_is_the_same_bytes():
    assert render_certificate(CERTIFICATE) == render_certificate(CERTIFICATE)


def test_demo_certificate_says_so_and_a_real_one_does_not():
    assert "BẢN DEMO – không có giá trị pháp lý" in text_of(replace(CERTIFICATE, demo=True))
    assert "DEMO" not in text_of(CERTIFICATE)


@pytest.mark.parametrize("stars", [3, 5])
def test_stars_are_those_of_the_decision(stars):
    assert f"Đạt hạng {stars} sao" in text_of(replace(CERTIFICATE, stars=stars))


@pytest.mark.parametrize("stars", [0, 2, 6])
def test_fewer_than_three_stars_get_no_certificate(stars):
    with pytest.raises(ValueError, match="3, 4 or 5"):
        replace(CERTIFICATE, stars=stars)


def test_longest_texts_stay_on_one_page():
    long = replace(
        CERTIFICATE,
        product="Bộ quà tặng trà sen Tây Hồ và mật ong hoa nhãn " * 5,
        producer="Hợp tác xã Nông nghiệp Dịch vụ Tổng hợp và Du lịch Sinh thái " * 3,
        address="Thôn Chu Châu, xã Minh Châu, thành phố Hà Nội, " * 4,
        authority="Ủy ban nhân dân thành phố Hà Nội " * 3,
        host="tra-cuu.san-pham-ocop.mot-tinh-rat-dai.gov.vn",
        demo=True,
    )

    assert len(reader(long).pages) == 1
    assert "Nguyễn Văn Ưởng" in text_of(long)


def test_batch_has_one_page_each_and_stores_the_ground_once():
    batch = [replace(CERTIFICATE, number=f"GCN-{number}", product=f"Trà số {number}") for number in range(30)]
    content = render_certificates(batch)
    pages = PdfReader(io.BytesIO(content)).pages

    assert [f"Trà số {number}" in page.extract_text() for number, page in enumerate(pages)] == [True] * 30
    assert len(content) < 30 * 12_000 + 100_000


def test_markup_in_a_name_stays_text():
    assert "#read(1) *x*" in text_of(replace(CERTIFICATE, product="#read(1) *x*"))


def test_ground_is_what_the_program_draws():
    assert (TEMPLATES / "certificate-ground.svg").read_text() == ornament.ground()
