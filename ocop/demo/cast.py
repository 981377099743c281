"""The people of the demo world who can be tried: invented names, real roles, and what waits for each of them."""

from dataclasses import dataclass

from ocop.core.permissions import Role

PASSWORD = "Thu-OCOP-2026"
DOMAIN = "demo.ocop"
NATION, HANOI, SMALL_PROVINCE = "VN", "01", "19"
HA_DONG, BAT_TRANG, BA_VI, LA_BANG = "09556", "00577", "09700", "05818"


@dataclass(frozen=True)
class Person:
    """`offices`: (role, unit key). The producer's side has none: memberships come with the producers."""

    key: str
    name: str
    tries: str
    side: str
    offices: tuple[tuple[Role, str], ...] = ()
    organisation: str = ""

    @property
    def email(self) -> str:
        return f"{self.key}@{DOMAIN}"


PRODUCERS, COMMUNE, PROVINCE, COUNCIL, CENTRE, WATCH = (
    "Chủ thể",
    "Cấp xã",
    "Cấp tỉnh",
    "Hội đồng cấp tỉnh",
    "Trung ương",
    "Kiểm tra, giám sát, quản trị",
)
TRADE = "Nhà phân phối"
SIDES = (PRODUCERS, COMMUNE, PROVINCE, COUNCIL, CENTRE, WATCH, TRADE)

CAST: tuple[Person, ...] = (
    Person(
        "chu-the",
        "Nguyễn Thị Hương Sen",
        "Soạn tiếp hồ sơ còn dở, xác nhận hồ sơ xã nhập giúp, trả lời hồ sơ bị trả lại, "
        "xem giấy chứng nhận 4 sao.",
        PRODUCERS,
    ),
    Person(
        "chu-the-2",
        "Triệu Thị Mây",
        "Hợp tác xã chè ở Thái Nguyên: theo dõi hồ sơ xã đang kiểm tra và hồ sơ đánh giá lại trong khung 180–120 ngày.",
        PRODUCERS,
    ),
    Person(
        "quay",
        "Lê Thị Quầy",
        "Người vận hành điểm bán: báo số liệu tháng trên điện thoại, xem hàng trên kệ; điểm đang bị đánh dấu im lặng.",
        PRODUCERS,
    ),
    Person("uy-quyen", "Trần Văn Giúp", "Soạn hồ sơ thay chủ thể; thấy vì sao chưa được nộp.", PRODUCERS),
    Person(
        "xa",
        "Lê Thị Thu Hà",
        "Tiếp nhận hồ sơ mới, kiểm tra thành phần, lập Mẫu 03; một hồ sơ đã quá hạn 15 ngày làm việc.",
        COMMUNE,
        ((Role.COMMUNE_OFFICER, HA_DONG),),
    ),
    Person(
        "xa-2",
        "Hoàng Văn Nùng",
        "Hồ sơ chè của xã La Bằng: tiếp nhận, trả lại hoặc đề nghị lên tỉnh.",
        COMMUNE,
        ((Role.COMMUNE_OFFICER, LA_BANG),),
    ),
    Person(
        "xa-3",
        "Vũ Thị Lụa",
        "Làm việc cho hai xã: đổi vai trò ở đầu trang.",
        COMMUNE,
        ((Role.COMMUNE_OFFICER, BAT_TRANG), (Role.COMMUNE_OFFICER, BA_VI)),
    ),
    Person(
        "tinh",
        "Phạm Minh Tuấn",
        "Nhận hồ sơ xã chuyển lên, giao Tổ tư vấn, xếp đợt, soạn và công bố quyết định.",
        PROVINCE,
        ((Role.PROVINCE_OFFICE, HANOI),),
    ),
    Person(
        "tinh-2",
        "Đặng Thị Bích",
        "Người thứ hai của cơ quan tham mưu Hà Nội: xác nhận bản quét, công bố quyết định đã ký.",
        PROVINCE,
        ((Role.PROVINCE_OFFICE, HANOI),),
    ),
    Person(
        "tinh-3",
        "Ma Văn Khánh",
        "Cơ quan tham mưu Thái Nguyên: nhận hồ sơ đầu tiên của tỉnh, xem hàng chờ dữ liệu cũ.",
        PROVINCE,
        ((Role.PROVINCE_OFFICE, SMALL_PROVINCE),),
    ),
    Person(
        "to-tu-van",
        "Bùi Quang Huy",
        "Viết tiếp báo cáo đánh giá của hai hồ sơ được giao.",
        PROVINCE,
        ((Role.ADVISER, HANOI),),
    ),
    Person(
        "nguoi-ky",
        "Hà Quốc Trung",
        "Ký hoặc trả lại quyết định đang trình (tải lên PDF đã ký, có nút ký thử).",
        PROVINCE,
        ((Role.SIGNER, HANOI),),
    ),
    Person(
        "thu-ky",
        "Ngô Thị Thanh",
        "Theo dõi phiên đang chấm, nhập phiếu giấy, mở lại sản phẩm lệch điểm, lập phiên mới.",
        COUNCIL,
        ((Role.SECRETARY, HANOI),),
        "Văn phòng Điều phối Nông thôn mới",
    ),
    Person(
        "chu-tich",
        "Đỗ Quang Vinh",
        "Khóa kết quả phiên mà thư ký đã đề nghị; chấm phiếu của mình.",
        COUNCIL,
        ((Role.CHAIR, HANOI),),
        "UBND thành phố",
    ),
    Person(
        "thanh-vien-1",
        "Lý Hải Yến",
        "Khai xung đột lợi ích cho phiên mới; chấm sản phẩm còn lại.",
        COUNCIL,
        ((Role.MEMBER, HANOI),),
        "Sở Nông nghiệp và Môi trường",
    ),
    Person(
        "thanh-vien-2",
        "Trịnh Công Thành",
        "Ký xác nhận phiếu giấy mà thư ký đã nhập.",
        COUNCIL,
        ((Role.MEMBER, HANOI),),
        "Sở Công Thương",
    ),
    Person(
        "thanh-vien-3",
        "Mai Thu Trang",
        "Có xung đột lợi ích với một sản phẩm: sản phẩm ấy không hiện ra.",
        COUNCIL,
        ((Role.MEMBER, HANOI),),
        "Sở Y tế",
    ),
    Person(
        "thanh-vien-4",
        "Phan Đình Long",
        "Chấm bằng bàn phím: mũi tên, phím số, J và K.",
        COUNCIL,
        ((Role.MEMBER, HANOI),),
        "Sở Khoa học và Công nghệ",
    ),
    Person(
        "thanh-vien-5",
        "Chu Thị Nguyệt",
        "Xem sản phẩm lệch điểm đang thảo luận.",
        COUNCIL,
        ((Role.MEMBER, HANOI),),
        "Chuyên gia được mời",
    ),
    Person(
        "tw",
        "Vương Thị Mai",
        "Tiếp nhận hồ sơ tiềm năng 5 sao, xếp đợt trung ương, soạn quyết định, trả kết quả.",
        CENTRE,
        ((Role.CENTRAL_OFFICE, NATION),),
    ),
    Person(
        "tw-2",
        "Giang Thị Hoa",
        "Người thứ hai ở trung ương: công bố quyết định đã ký.",
        CENTRE,
        ((Role.CENTRAL_OFFICE, NATION),),
    ),
    Person(
        "tw-thu-ky",
        "Tạ Đình Phong",
        "Theo dõi phiên của hội đồng trung ương đang chấm.",
        CENTRE,
        ((Role.SECRETARY, NATION),),
        "Văn phòng Điều phối Nông thôn mới trung ương",
    ),
    Person(
        "tw-chu-tich",
        "Nghiêm Xuân Bách",
        "Chấm và cùng khóa kết quả ở trung ương.",
        CENTRE,
        ((Role.CHAIR, NATION),),
        "Bộ Nông nghiệp và Môi trường",
    ),
    Person(
        "tw-thanh-vien-1",
        "Kiều Thị Oanh",
        "Chấm sản phẩm tiềm năng 5 sao.",
        CENTRE,
        ((Role.MEMBER, NATION),),
        "Bộ Công Thương",
    ),
    Person(
        "tw-thanh-vien-2",
        "Lương Thế Sơn",
        "Chấm sản phẩm tiềm năng 5 sao.",
        CENTRE,
        ((Role.MEMBER, NATION),),
        "Bộ Y tế",
    ),
    Person(
        "tw-thanh-vien-3",
        "Đinh Thị Phượng",
        "Chấm sản phẩm tiềm năng 5 sao.",
        CENTRE,
        ((Role.MEMBER, NATION),),
        "Chuyên gia được mời",
    ),
    Person("tw-nguoi-ky", "Cao Minh Đức", "Ký quyết định công nhận 5 sao.", CENTRE, ((Role.SIGNER, NATION),)),
    Person(
        "kiem-tra",
        "Quách Văn Toàn",
        "Xem hồ sơ đã công nhận và việc thu hồi đang chờ.",
        WATCH,
        ((Role.INSPECTOR, HANOI),),
    ),
    Person(
        "kiem-toan",
        "Thái Thị Ngân",
        "Đọc nhật ký, kiểm chuỗi băm, xem ai đã mở tệp nào.",
        WATCH,
        ((Role.AUDITOR, HANOI),),
    ),
    Person(
        "quan-tri",
        "Hoàng Đức Quân",
        "Cử và thôi cử người dùng, lịch nghỉ, bộ tiêu chí; không thấy điểm.",
        WATCH,
    ),
    Person("quan-tri-2", "Lại Thị Hòa", "Người quản trị thứ hai: xác nhận đề nghị cử người ký.", WATCH),
    Person(
        "sieu-thi",
        "Phí Thị Hàng",
        "Tìm sản phẩm, xem sản phẩm hợp với nhu cầu kèm lý do, hợp đồng đã ký, lịch gặp ở hội nghị.",
        TRADE,
    ),
    Person("san", "Cung Văn Sàn", "Bản ghi nhớ đang chờ chủ thể xác nhận.", TRADE),
    Person(
        "xuat-khau", "Khúc Thị Cảng", "Nhu cầu chưa sản phẩm nào đáp ứng: xem điều nào loại bao nhiêu.", TRADE
    ),
    Person("khach-san", "Tống Văn Phòng", "Đã đăng ký nhà phân phối, đang chờ cơ quan xác minh.", TRADE),
)

# Invented distributors: person of the cast, kind, name, tax code (invented, with the right last digit), shares its contact
BUYERS = (
    ("sieu-thi", "supermarket", "Công ty Siêu thị Giả Định", "3100000016", True),
    ("san", "platform", "Sàn thương mại điện tử Mẫu", "3100000023", False),
    ("xuat-khau", "exporter", "Công ty Xuất khẩu Nông sản Mẫu", "3100000030", True),
)
WAITING_BUYER = ("khach-san", "horeca", "Khách sạn Mẫu chờ xác minh", "3100000048", False)
