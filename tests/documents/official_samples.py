"""A decision with everything in it, for the tests of both twins."""

from datetime import date

from ocop.documents.official import Annex, Column, Heading, OfficialDocument, Paragraph, Signer, Span, Table

COLUMNS = (
    Column("TT", 0.5, "center"),
    Column("Tên sản phẩm", 3),
    Column("Chủ thể", 3),
    Column("Điểm", 1, "right"),
)
LETTERS = "Ặ Ẵ Ẩ Ỗ Ợ Ữ Ỵ Đ đ ẫ ỡ ự ỹ ằ ễ ọ ỉ ũ Ơ ư"


def rows(count: int) -> tuple[tuple[str, ...], ...]:
    return tuple((str(i), f"Mật ong số {i}", "Hợp tác xã Ưu Ðàm", "85,67") for i in range(1, count + 1))


def decision(count: int = 3, **changes: object) -> OfficialDocument:
    values: dict[str, object] = {
        "agency_parent": "UBND thành phố Hà Nội",
        "agency": "Ủy ban nhân dân xã Minh Châu",
        "number": 5,
        "symbol": "QĐ-UBND",
        "place": "Hà Nội",
        "date": date(2026, 1, 5),
        "kind": "Quyết định",
        "subject": "Về việc công nhận sản phẩm đạt 3 sao năm 2026",
        "bases": ("Căn cứ Luật Tổ chức chính quyền địa phương;", "Theo đề nghị của Hội đồng"),
        "decider": "Chủ tịch Ủy ban nhân dân xã",
        "enacting": "QUYẾT ĐỊNH:",
        "body": (
            Heading("Mục 1. Công nhận"),
            Paragraph((Span("Điều 1.", bold=True), f" Công nhận {count} sản phẩm. {LETTERS}")),
        ),
        "authority_lines": ("TM. Ủy ban nhân dân", "KT. Chủ tịch"),
        "signer_title": "Phó Chủ tịch",
        "signer_name": "Nguyễn Văn Ưởng",
        "recipients": ("Như Điều 2", "Lưu: VT, KT"),
        "annexes": (
            Annex(
                title="Danh sách sản phẩm",
                label="Phụ lục I",
                reference="Kèm theo Quyết định số 05/QĐ-UBND",
                landscape=True,
                body=(Table(COLUMNS, rows(count)),),
            ),
        ),
    }
    return OfficialDocument(**{**values, **changes})


def minutes() -> OfficialDocument:
    return decision(
        kind="Biên bản",
        symbol="BB-HĐ",
        decider="",
        enacting="",
        bases=(),
        annexes=(),
        authority_lines=(),
        signer_title="Chủ trì",
        signer_name="Trần Thị Ỷ",
        co_signers=(Signer("Thư ký", "Lê Văn Ổn"),),
        mark="BẢN DEMO",
    )


def letter() -> OfficialDocument:
    return decision(
        kind="",
        symbol="UBND-KT",
        subject="đề nghị bổ sung hồ sơ",
        addressees=("Hợp tác xã Ưu Đàm", "Phòng Kinh tế"),
        decider="",
        enacting="",
        bases=(),
        annexes=(),
    )
