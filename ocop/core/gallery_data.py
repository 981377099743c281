"""Invented rows for the gallery: long names, every state, no real producer."""

from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any

from django import forms

from ocop.core.components import (
    Badge,
    Button,
    Column,
    Crumb,
    Evidence,
    Fact,
    Happening,
    ScoreOption,
    Step,
    Task,
    TaskGroup,
)

STRESS = "Ưỡn ẹo Nguyễn Thị Ngoằn Ngoèo – Ặ Ẫ Ỗ Ữ"
AT = datetime(2026, 11, 22, 3, 2, 11, tzinfo=UTC)
SHA = "9f2c4e7ab81d0c63f1e2a4b5c6d7e8f90123456789abcdef0123456789abcdef"

CRUMBS = [Crumb("Việc của tôi", "/lam-viec/"), Crumb("Hồ sơ", "/lam-viec/"), Crumb("HS-7K3M9QXA")]
TONES = [
    Badge("Nháp", "neutral", "pencil"),
    Badge("Đang kiểm tra", "info", "eye"),
    Badge("Chờ bổ sung", "warning", "hourglass-split"),
    Badge("Đã nhận", "success", "check-circle"),
    Badge("Bị trả lại", "danger", "arrow-return-left"),
    Badge("Đã ký quyết định", "official", "award"),
]
BUTTONS = [
    Button("Nộp hồ sơ", "#nop", "primary", "send"),
    Button("Xem trước", "#xem", "secondary", "eye"),
    Button("Trả lại", "#tra", "danger", "arrow-return-left"),
    Button("Bỏ qua bước này", "#bo-qua", "quiet"),
    Button("Khóa phiên chấm", reason="Còn 2 thành viên chưa nộp phiếu: Trần Thị Mận, Lê Văn Ổi."),
]
EVIDENCE = [
    Evidence(
        "Giấy chứng nhận cơ sở đủ điều kiện an toàn thực phẩm",
        "#tep",
        "112/2024/ATTP",
        "Sở Nông nghiệp và Môi trường",
        date(2024, 3, 5),
        date(2027, 3, 5),
        "giay-attp.pdf",
        2_517_000,
        SHA,
        "file-earmark-pdf",
        Badge("Còn hạn", "success", "check-circle"),
    ),
    Evidence(
        f"Phiếu kiểm nghiệm mật ong hoa rừng – {STRESS}",
        "#tep",
        "KN-0458",
        "Trung tâm kiểm nghiệm",
        date(2025, 1, 9),
        date(2026, 11, 30),
        "IMG_20250109_kiem_nghiem_mat_ong_hoa_rung_lan_thu_hai.jpg",
        845_120,
        SHA,
        "file-earmark-image",
        Badge("Hết hạn sau 8 ngày", "warning", "hourglass-split"),
        (Button("Thay bản mới", "#thay", "secondary", "upload"),),
    ),
]
STEPS = [
    Step("Đăng ký", "done"),
    Step("Sản phẩm", "done"),
    Step("Tiêu chí và minh chứng", "current"),
    Step("Kiểm tra lại"),
    Step("Nộp"),
]
TASKS = [
    TaskGroup(
        "1. Thông tin chung",
        [
            Task("Sản phẩm và chủ thể", "#1", "Mẫu 01, 02", Badge("Xong", "success", "check-circle")),
            Task(
                "Chọn bộ tiêu chí",
                "#2",
                "Mật ong và các sản phẩm từ mật ong",
                Badge("Xong", "success", "check-circle"),
            ),
        ],
    ),
    TaskGroup(
        "2. Tiêu chí",
        [
            Task(
                "1.1 Nguồn nguyên liệu",
                "#3",
                "Tự chấm 3 điểm, 2 minh chứng",
                Badge("Xong", "success", "check-circle"),
            ),
            Task(
                "3.5 Chứng nhận chất lượng",
                "#4",
                "Thiếu giấy chứng nhận còn hạn",
                Badge("Còn thiếu", "warning", "hourglass-split"),
            ),
            Task(f"4.2 {STRESS}", "#5", "", Badge("Chưa làm", "neutral", "circle")),
        ],
    ),
    TaskGroup(
        "3. Nộp",
        [
            Task(
                "Kiểm tra lại và nộp",
                "",
                "",
                Badge("Chưa mở", "neutral", "lock"),
                "Còn 2 tiêu chí chưa có minh chứng.",
            )
        ],
    ),
]
HAPPENINGS = [
    Happening(
        AT, "Ủy ban nhân dân xã nhận hồ sơ", "Nguyễn Thị Ổi, cán bộ xã", "", "success", "check-circle-fill"
    ),
    Happening(
        AT,
        "Yêu cầu bổ sung",
        "Trần Văn Ẩn",
        "Phiếu kiểm nghiệm hết hạn ngày 01/11/2026. Hãy nộp phiếu mới.",
        "warning",
        "arrow-return-left",
    ),
    Happening(AT, "Nộp hồ sơ", STRESS, "", "info", "send"),
]
FACTS = [
    Fact("Tên sản phẩm", "Mật ong hoa rừng Ngọc Ẩn", "#sua"),
    Fact("Chủ thể", f"Hợp tác xã {STRESS}", "#sua"),
    Fact("Địa chỉ", "Thôn Đồng Ẽo, xã Ngoằn Ngoèo", "#sua"),
    Fact("Giấy chứng nhận an toàn thực phẩm", "", "#bo-sung", "Còn thiếu"),
]
COLUMNS = [
    Column("Mã hồ sơ", sort_url="?sap=ma"),
    Column("Sản phẩm", sort_url="?sap=-ten", sorted="ascending"),
    Column("Chủ thể"),
    Column("Tình trạng"),
    Column("Tự chấm", numeric=True, sort_url="?sap=diem"),
    Column("Thời hạn"),
    Column("Việc", hidden_label=True),
]
TABS = [
    {"label": "Tất cả", "url": "?", "active": True, "count": 48},
    {"label": "Sắp hết hạn", "url": "?t=1", "active": False, "count": 5},
    {"label": "Đã chuyển", "url": "?t=2", "active": False, "count": None},
]
OPTIONS = [
    ScoreOption("1", "Dưới 50 % nguyên liệu có nguồn gốc trong tỉnh", 1, "1"),
    ScoreOption("2", "Từ 50 % đến dưới 75 %", 2, "2"),
    ScoreOption("3", "Từ 75 %, có hợp đồng với hộ trồng trong xã", "3.5", "3", "Mức tối thiểu cho 4 sao"),
    ScoreOption("4", f"Toàn bộ từ địa phương; {STRESS}", 5, "4", "Mức tối thiểu cho 5 sao"),
]
_NAMES = (  # noqa: SIM905 - one line each would fill the page
    "Mật ong hoa rừng/Chè Shan tuyết cổ thụ/Nước mắm cá cơm/Gạo nếp nương/Rượu mận ủ chum/Miến dong sạch/"
    "Khăn thổ cẩm dệt tay/Bưởi da xanh/Cà phê rang mộc/Tương nếp làng Ỗ/Tinh dầu sả/Điểm du lịch suối Ẫ/"
    "Mắm tép chưng thịt/Trà hoa vàng"
).split("/")
PRODUCTS = [
    SimpleNamespace(
        name=name,
        url="#san-pham",
        stars=3 + n % 3,
        producer=f"Hợp tác xã {'Ngọc Ẩn' if n % 2 else 'Ỷ Lan'}",
        place="Xã Ngoằn Ngoèo",
        code=f"HS-7K3M9Q{n:02d}",
        status=TONES[n % 6],
        points=70 + n,
        days=9 - n,
    )
    for n, name in enumerate(_NAMES)
]
SECOND = ["Nguyễn Thị Ngoằn Ngoèo", "Lò Văn Ẩn", "Y Ỡn Niê"]
NAV = [
    {"label": "Việc của tôi", "url": "#viec", "icon": "house", "active": False, "count": 3},
    {"label": "Hồ sơ", "url": "#ho-so", "icon": "folder2-open", "active": True, "count": 48},
    {"label": "Đợt đánh giá", "url": "#dot", "icon": "layers", "active": False, "count": None},
    {"label": "Phiên chấm của Hội đồng", "url": "#phien", "icon": "people", "active": False, "count": None},
    {"label": "Quyết định và giấy chứng nhận", "url": "#qd", "icon": "award", "active": False, "count": 1},
]
ACTING = SimpleNamespace(
    known=True, person="Nguyễn Thị Ngoằn Ngoèo", label="Cán bộ cấp xã – Xã Ngoằn Ngoèo", key="a", role=True
)
ROLES = [ACTING, SimpleNamespace(key="b", label="Thư ký Hội đồng – Tỉnh Ẫ")]


class SampleForm(forms.Form):
    """Every kind of field once, with a hint or a limit where one is needed."""

    name = forms.CharField(
        label="Tên sản phẩm", help_text="Đúng như trên nhãn, không viết tắt.", max_length=120
    )
    story = forms.CharField(
        label="Câu chuyện sản phẩm", widget=forms.Textarea, required=False, help_text="Tối đa 2.000 chữ."
    )
    group = forms.ChoiceField(
        label="Nhóm sản phẩm", choices=[("", "Chọn một nhóm"), ("1", "Mật ong"), ("2", "Chè")]
    )
    stage = forms.ChoiceField(
        label="Lần đánh giá",
        widget=forms.RadioSelect,
        choices=[("1", "Lần đầu"), ("2", "Nâng hạng"), ("3", f"Đánh giá lại – {STRESS}")],
    )
    channels = forms.MultipleChoiceField(
        label="Bán ở đâu",
        widget=forms.CheckboxSelectMultiple,
        required=False,
        choices=[("a", "Chợ xã"), ("b", "Siêu thị"), ("c", "Trên mạng")],
    )
    issued_on = forms.DateField(label="Ngày cấp giấy", help_text="Ví dụ: 05/03/2026")
    price = forms.DecimalField(label="Giá bán", help_text="Ví dụ: 125.000 hoặc 12,5", localize=True)
    photo = forms.FileField(
        label="Ảnh sản phẩm",
        help_text="Ảnh JPG, PNG hoặc tệp PDF, mỗi tệp không quá 20 MB.",
        widget=forms.ClearableFileInput(
            attrs={"accept": "image/*,application/pdf", "capture": "environment"}
        ),
    )
    agree = forms.BooleanField(label="Tôi xác nhận thông tin trên là đúng sự thật.")


def form_with_errors() -> SampleForm:
    form = SampleForm({"name": STRESS, "issued_on": "31/02/2026", "price": "mười", "stage": "9"})
    form.is_valid()
    form.add_error(None, "Hồ sơ này đang được sửa ở một thẻ khác. Hãy tải lại rồi sửa tiếp.")
    return form


def everything() -> dict[str, Any]:
    """The context of all gallery pages."""
    names = (
        "STRESS",
        "AT",
        "CRUMBS",
        "TONES",
        "BUTTONS",
        "EVIDENCE",
        "STEPS",
        "TASKS",
        "HAPPENINGS",
        "FACTS",
        "COLUMNS",
        "TABS",
        "OPTIONS",
        "PRODUCTS",
        "SECOND",
    )
    context: dict[str, Any] = {name.lower(): globals()[name] for name in names}
    return context | {
        "status": TONES[1],
        "form": SampleForm(),
        "bad_form": form_with_errors(),
        "criteria": [(f"1.{n}", OPTIONS) for n in range(1, 5)],
    }
