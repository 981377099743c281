"""Invented producers in real communes and what they make. Every name says “Mẫu”: none of them exists."""

from dataclasses import dataclass

from ocop.demo.cast import BA_VI, BAT_TRANG, HA_DONG, LA_BANG


@dataclass(frozen=True)
class Maker:
    key: str
    name: str
    form: str  # LegalForm
    unit: str
    person: str
    title: str
    founded: int
    workers: int
    business: str
    account: str = ""  # a person of the cast


@dataclass(frozen=True)
class Goods:
    """`picture`: which shape demo.pictures draws."""

    key: str
    maker: str
    name: str
    set_number: int
    picture: str
    price: int
    unit: str
    summary: str
    story: str


# One line each, as a table is read.
# fmt: off
MAKERS: tuple[Maker, ...] = (
    Maker("sen", "Hợp tác xã Mẫu Sen Hà Đông", "htx", HA_DONG, "Nguyễn Thị Hương Sen", "Giám đốc", 2014, 24,
          "Trồng sen, ướp trà, chế biến sản phẩm từ sen", "chu-the"),
    Maker("com", "Hợp tác xã Mẫu Cốm Xanh", "htx", HA_DONG, "Đào Thị Mùa", "Giám đốc", 2016, 18, "Cốm, bánh và chả làm từ lúa nếp"),
    Maker("lua", "Hợp tác xã Mẫu Lụa Nhuệ Giang", "htx", HA_DONG, "Quản Thị Tơ", "Chủ tịch", 2011, 40, "Dệt lụa tơ tằm, may đồ lụa"),
    Maker("men", "Tổ hợp tác Mẫu Tương Bần Nhuệ", "tht", HA_DONG, "Kiều Thị Nếp", "Tổ trưởng", 2018, 9, "Tương nếp, gia vị lên men"),
    Maker("vuon", "Hợp tác xã Mẫu Hoa Ven Sông", "htx", HA_DONG, "Lưu Thị Cúc", "Giám đốc", 2017, 15, "Hoa, cây cảnh"),
    Maker("gom", "Hợp tác xã Mẫu Gốm Sông Hồng", "htx", BAT_TRANG, "Phùng Thị Gốm", "Giám đốc", 2009, 46, "Gốm sứ gia dụng và trang trí"),
    Maker("may", "Hợp tác xã Mẫu Mây Tre Bãi Giữa", "htx", BAT_TRANG, "Trương Thị Mây", "Giám đốc", 2012, 30, "Đồ mây tre đan"),
    Maker("bep", "Hợp tác xã Mẫu Bếp Quê Bát Tràng", "htx", BAT_TRANG, "Lê Thị Bếp", "Giám đốc", 2019, 12, "Món ăn, gia vị địa phương"),
    Maker("sua", "Hợp tác xã Mẫu Sữa Núi Tản", "htx", BA_VI, "Đinh Thị Sữa", "Giám đốc", 2013, 35, "Chăn nuôi bò sữa, chế biến sữa"),
    Maker("thuoc", "Hợp tác xã Mẫu Thuốc Nam Núi Tản", "htx", BA_VI, "Dương Thị Thuốc", "Giám đốc", 2015, 16, "Trồng, chế biến cây thuốc"),
    Maker("ong", "Hợp tác xã Mẫu Ong Rừng Ba Vì", "htx", BA_VI, "Bạch Thị Mật", "Giám đốc", 2016, 14, "Nuôi ong, mật và sản phẩm từ mật"),
    Maker("lang", "Hợp tác xã Mẫu Du Lịch Bản Miền", "htx", BA_VI, "Triệu Thị Bản", "Giám đốc", 2018, 22, "Du lịch cộng đồng"),
    Maker("che", "Hợp tác xã Mẫu Chè La Bằng", "htx", LA_BANG, "Triệu Thị Mây", "Giám đốc", 2013, 28, "Trồng và chế biến chè", "chu-the-2"),
    Maker("mien", "Hợp tác xã Mẫu Miến Chân Núi", "htx", LA_BANG, "Nông Thị Dong", "Giám đốc", 2017, 13, "Miến dong, bánh và nông sản sấy"),
)

GOODS: tuple[Goods, ...] = (
    Goods("tra-sen", "sen", "Trà sen ướp bông", 12, "tin", 350000, "hộp 100 g", "Trà ướp trong bông sen tươi hái trước bình minh.",
          "Cả tổ dậy từ bốn giờ để hái sen khi bông vừa hé."),
    Goods("hat-sen", "sen", "Hạt sen sấy giòn", 7, "bag", 95000, "túi 200 g", "Hạt sen sấy nguyên vị, không thêm đường.",
          "Hạt lép từng phải bỏ; nhà lò đầu tiên giúp giữ được trọn mùa."),
    Goods("tam-sen", "sen", "Trà tâm sen", 12, "tin", 120000, "hộp 50 g", "Tâm sen sao vàng, hãm nước uống buổi tối.",
          "Các bà trong tổ tách tâm sen lúc nông nhàn."),
    Goods("cu-sen", "sen", "Củ sen sấy lát", 7, "bag", 85000, "túi 150 g", "Lát củ sen sấy ở nhiệt độ thấp.", "Đầm sâu cho củ trắng và giòn."),
    Goods("bot-sen", "sen", "Bột hạt sen dinh dưỡng", 6, "jar", 180000, "hũ 500 g", "Bột hạt sen xay mịn pha uống liền.",
          "Bắt đầu từ cháo sen nấu cho trẻ trong khu."),
    Goods("tinh-dau-sen", "sen", "Tinh dầu lá sen", 20, "bottle", 210000, "chai 10 ml", "Tinh dầu chưng cất từ lá sen già.",
          "Lá sau mùa hoa trước kia chỉ để gói."),
    Goods("bun-sen", "sen", "Bún khô củ sen", 6, "bag", 65000, "gói 500 g", "Bún khô pha bột củ sen.", "Bữa sáng của cả hợp tác xã."),
    Goods("com-kho", "com", "Cốm khô Mẫu Hà Đông", 6, "bag", 90000, "túi 250 g", "Cốm rang từ lúa nếp non, giữ màu xanh tự nhiên.",
          "Mẻ cốm đầu mùa luôn để dành cho bàn thờ."),
    Goods("banh-com", "com", "Bánh cốm lá dong", 5, "box", 60000, "hộp 6 chiếc", "Bánh cốm nhân đậu xanh gói lá dong.",
          "Chiếc bánh đi cùng lễ ăn hỏi của nhiều gia đình."),
    Goods("cha-com", "com", "Chả cốm", 8, "box", 150000, "hộp 500 g", "Chả lợn giã tay trộn cốm non.", "Cốm cuối mẻ được giữ lại để làm chả."),
    Goods("lua-to", "lua", "Khăn lụa tơ tằm", 22, "cloth", 480000, "chiếc", "Khăn dệt tơ tằm nhuộm màu lá.", "Hoa văn chép lại từ tấm áo của bà cố."),
    Goods("ao-lua", "lua", "Áo dài lụa vân", 22, "cloth", 2400000, "bộ", "Áo dài may từ lụa dệt vân chìm.", "Mỗi khổ lụa dệt trong ba ngày."),
    Goods("vo-goi", "lua", "Vỏ gối lụa", 22, "cloth", 320000, "chiếc", "Vỏ gối lụa mềm, giặt tay.", "Phần vải ngắn được giữ lại để may gối."),
    Goods("khan-lua", "lua", "Khăn tay thêu sen", 22, "cloth", 150000, "chiếc", "Khăn lụa thêu tay.", "Món quà nhỏ của thợ trẻ."),
    Goods("tuong-nep", "men", "Tương nếp Nhuệ", 9, "bottle", 45000, "chai 500 ml", "Tương ngả từ nếp và đậu quê, ủ chum sành.",
          "Chum tương cũ nhất đã qua ba đời."),
    Goods("tuong-ot", "men", "Tương ớt lên men", 9, "bottle", 55000, "chai 250 ml", "Ớt chín lên men tự nhiên.", "Ớt trồng ở bãi ven sông Nhuệ."),
    Goods("dua-muoi", "men", "Dưa cải muối chum", 7, "jar", 35000, "hũ 1 kg", "Cải bẹ muối trong chum sành.", "Nước muối gây từ hũ dưa của mẹ."),
    Goods("tuong-cay", "men", "Sa tế sả ớt", 10, "jar", 48000, "hũ 150 g", "Sa tế sả ớt rang chậm.", "Vị cay của mâm cơm mùa đông."),
    Goods("hoa-lan", "vuon", "Lan hồ điệp ghép chậu", 23, "flower", 650000, "chậu", "Lan ghép theo dáng, chơi được hai tháng.",
          "Nhà lưới dựng trên nền ruộng bỏ hoang."),
    Goods("cuc-hoa-mi", "vuon", "Cúc họa mi cắt cành", 23, "flower", 80000, "bó", "Cúc trắng nhỏ, nở đầu đông.", "Mỗi năm chỉ có ba tuần."),
    Goods("cay-the", "vuon", "Cây quất thế", 24, "flower", 1500000, "cây", "Quất uốn thế chơi Tết.", "Người già trong xóm dạy người trẻ uốn cành."),
    Goods("men-lam", "gom", "Bộ ấm chén men lam", 21, "bowl", 1250000, "bộ", "Ấm chén vẽ tay men lam cổ.", "Lò bầu của ông nội nay thành chỗ đón khách."),
    Goods("binh-hoa", "gom", "Bình gốm men rạn", 21, "bowl", 980000, "chiếc", "Bình men rạn nung ở nhiệt độ cao.", "Vết rạn mỗi chiếc một khác."),
    Goods("dia-ca", "gom", "Đĩa gốm vẽ cá chép", 21, "bowl", 420000, "chiếc", "Đĩa treo vẽ cá chép.", "Nét vẽ của người thợ bảy mươi tuổi."),
    Goods("gach-men", "gom", "Gạch gốm trang trí", 21, "box", 260000, "hộp", "Gạch gốm men màu ốp tường.", "Tận dụng đất thừa sau khi chuốt."),
    Goods("tranh-gom", "gom", "Tranh gốm tứ quý", 21, "bowl", 1900000, "bộ", "Bốn tấm gốm vẽ bốn mùa.", "Bốn người thợ vẽ bốn tấm."),
    Goods("may-tre", "may", "Giỏ tre đan nan vàng", 21, "basket", 190000, "chiếc", "Giỏ tre hun khói chống mọt.", "Nan chẻ tay, mỗi giỏ một nghìn nan."),
    Goods("den-may", "may", "Đèn mây thả trần", 21, "basket", 540000, "chiếc", "Chao đèn mây đan mắt cáo.", "Học cách đan từ lồng bàn cũ."),
    Goods("khay-tre", "may", "Khay tre sơn mài", 21, "basket", 310000, "chiếc", "Khay tre ép phủ sơn mài.", "Hai nghề gặp nhau trong một chiếc khay."),
    Goods("mut-dua", "bep", "Mứt dừa lá cẩm", 7, "bag", 110000, "túi 300 g", "Mứt dừa nhuộm màu lá cẩm.", "Công thức của tổ phụ nữ."),
    Goods("cha-muc", "bep", "Canh măng mực khô", 5, "box", 180000, "hộp 2 suất", "Món canh cổ đóng gói ăn liền.", "Mâm cỗ nào trong làng cũng có."),
    Goods("muoi-vung", "bep", "Muối vừng đậu phộng", 10, "jar", 50000, "hũ 250 g", "Muối vừng rang tay.", "Gói theo người đi xa."),
    Goods("sua-chua", "sua", "Sữa chua nếp cẩm", 8, "jar", 60000, "lốc 4 hũ", "Sữa chua lên men với nếp cẩm.", "Sữa vắt buổi sáng, vào hũ buổi chiều."),
    Goods("banh-sua", "sua", "Bánh sữa non", 8, "box", 75000, "hộp 250 g", "Bánh làm từ sữa bò cô đặc.", "Món quà của người lên núi."),
    Goods("pho-mai", "sua", "Phô mai núi Tản", 8, "box", 165000, "hộp 200 g", "Phô mai ủ trong hầm đá.", "Mẻ đầu tiên hỏng cả, mẻ thứ bảy mới ăn được."),
    Goods("hu-sua", "sua", "Sữa chua phô mai", 8, "jar", 55000, "lốc 4 hũ", "Sữa chua trộn phô mai.", "Trẻ con trong xã chọn vị này."),
    Goods("cao-thuoc", "thuoc", "Cao lá lốt ngâm chân", 20, "jar", 140000, "hũ 200 g", "Cao cô đặc từ lá lốt, gừng.", "Bài thuốc của người Dao trong bản."),
    Goods("xa-chanh", "thuoc", "Tinh dầu sả chanh", 20, "bottle", 98000, "chai 10 ml", "Tinh dầu chưng cất hơi nước.", "Sả trồng xen dưới tán keo."),
    Goods("tra-duoc", "thuoc", "Trà thảo mộc núi Tản", 12, "tin", 115000, "hộp 20 túi", "Trà túi lọc bảy vị lá.", "Lá hái theo mùa, sấy trong ngày."),
    Goods("la-tam", "thuoc", "Lá tắm khô của người Dao", 20, "bag", 70000, "gói 500 g", "Lá thuốc phơi khô để tắm.", "Bài lá tắm sau sinh."),
    Goods("mat-ong", "ong", "Mật ong hoa rừng", 4, "jar", 220000, "chai 500 ml", "Mật quay ly tâm, độ ẩm thấp.", "Đàn ong đi theo mùa hoa keo, hoa nhãn."),
    Goods("phan-hoa", "ong", "Phấn hoa sấy lạnh", 4, "jar", 260000, "hũ 250 g", "Phấn hoa sấy lạnh giữ màu.", "Mỗi tổ chỉ lấy một phần ba."),
    Goods("ruou-mat", "ong", "Rượu mật ong", 15, "bottle", 190000, "chai 500 ml", "Rượu lên men từ mật.", "Mật loãng đầu mùa được để dành ủ rượu."),
    Goods("ruou-nep", "ong", "Rượu nếp men lá", 14, "bottle", 120000, "chai 500 ml", "Rượu nếp nấu men lá.", "Men lá mười hai vị."),
    Goods("ban-mien", "lang", "Một ngày ở Bản Miền", 26, "house", 450000, "khách", "Tắm lá thuốc, ăn cơm nhà sàn, học thêu.", "Bảy nhà mở cửa đón khách."),
    Goods("che-dinh", "che", "Chè đinh La Bằng", 11, "tin", 900000, "hộp 200 g", "Búp chè một tôm hái tay.", "Đồi chè ông bà trồng từ những năm sáu mươi."),
    Goods("che-tom", "che", "Chè tôm nõn", 11, "tin", 420000, "hộp 200 g", "Chè một tôm hai lá sao tay.", "Sao bằng củi, lấy hương bằng tay."),
    Goods("che-moc", "che", "Chè móc câu", 11, "tin", 280000, "hộp 200 g", "Cánh chè xoăn như móc câu.", "Chè uống hằng ngày của cả vùng."),
    Goods("bot-che", "che", "Bột trà xanh", 11, "jar", 190000, "hũ 100 g", "Bột trà xay cối đá.", "Lớp trẻ về bản làm món mới từ lá cũ."),
    Goods("mien-dong", "mien", "Miến dong chân núi", 6, "bag", 70000, "gói 500 g", "Miến tráng từ củ dong riềng.", "Phơi trên giàn nứa giữa thung lũng."),
    Goods("banh-gio", "mien", "Bánh gio mật mía", 5, "box", 50000, "chục", "Bánh gio gói lá chít.", "Tro vỏ đậu cho nước trong."),
    Goods("mit-say", "mien", "Mít sấy", 7, "bag", 80000, "túi 200 g", "Mít sấy giòn từ vườn nhà.", "Mùa mít chín rộ không còn phải bán rẻ."),
    Goods("gao-nep", "mien", "Gạo nếp vải", 3, "bag", 45000, "túi 1 kg", "Nếp hạt dài trồng một vụ.", "Giống cũ được giữ trong bồ lúa."),
)
# fmt: on
