"""What buyers do: places of sale that producers declare, and invented reports of misuse in every state."""

from ocop.core.acting import Acting
from ocop.core.clock import local_date
from ocop.demo.world import World
from ocop.products import actions as products
from ocop.supervision.actions import misuse

# product → where it is sold; every name and address is invented.
OUTLETS = {
    "tra-sen": (
        {"kind": "maker", "name": "Xưởng ướp trà Mẫu", "address": "Xóm Mẫu 1, phường Hà Đông, Hà Nội"},
        {"kind": "marketplace", "name": "Gian hàng Mẫu Sen", "link": "https://gian-hang.example/mau-sen"},
    ),
    "com-kho": (
        {
            "kind": "ocop_point",
            "name": "Điểm bán OCOP Mẫu",
            "address": "Số 1 phố Mẫu, phường Hà Đông, Hà Nội",
        },
    ),
    "lua-to": ({"kind": "website", "name": "Trang lụa Mẫu", "link": "https://lua-mau.example/"},),
}
# product (or none), kind, what was told, where, days ago, then the steps of the office.
REPORTS: tuple[tuple[str, str, str, str, int, tuple[tuple[str, str], ...]], ...] = (
    (
        "tra-sen",
        "more_stars",
        "Hộp ngoài quầy in 5 sao, trang kiểm tra ghi 4 sao.",
        "Quầy Mẫu ở chợ Hà Đông",
        1,
        (),
    ),
    ("tra-sen", "more_stars", "Tôi cũng thấy hộp in 5 sao ở quầy này.", "Chợ Hà Đông", 1, ()),
    ("com-kho", "fake", "Túi cốm nhái tên, in mờ, không có mã QR.", "Xe hàng lưu động", 3, (("look", ""),)),
    (
        "lua-to",
        "fake_qr",
        "Mã trên thẻ vải dẫn tới trang bán hàng lạ.",
        "Cửa hàng lưu niệm Mẫu",
        8,
        (("look", ""), ("confirm", "Thẻ vải không phải của hợp tác xã; mã dẫn tới trang giả.")),
    ),
    (
        "mat-ong",
        "quality",
        "Mật loãng hơn lần mua trước.",
        "Hội chợ Mẫu",
        12,
        (("look", ""), ("dismiss", "Đã xem lô hàng và phiếu kiểm nghiệm, đúng như công bố.")),
    ),
    (
        "",
        "not_certified",
        "Quầy treo biển OCOP cho kẹo không có trong sổ.",
        "Trạm dừng chân Mẫu trên cao tốc",
        15,
        (("forward", "Ngoài địa bàn; thuộc quản lý thị trường."),),
    ),
    (
        "tuong-nep",
        "expired",
        "Nhãn vẫn gắn sao của đợt trước.",
        "Tạp hóa Mẫu",
        20,
        (
            ("look", ""),
            ("confirm", "Còn 40 chai nhãn cũ trên kệ."),
            ("close", "Cửa hàng đã gỡ 40 chai nhãn cũ; chủ thể cam kết thay nhãn."),
        ),
    ),
)


def add_outlets(world: World) -> None:
    at = world.days.at(20, 9)
    for key, outlets in OUTLETS.items():
        product = world.products[key]
        maker = next(name for name, one in world.producers.items() if one.pk == product.producer_id)
        for data in outlets:
            products.add_outlet(product=product, data=data, by=world.owner(maker, at), at=at)
    products.show_uncertified(product=world.products["bun-sen"], shown=True, by=world.owner("sen", at), at=at)


def add_reports(world: World) -> None:
    for key, kind, words, where, ago, steps in REPORTS:
        at = world.days.at(ago, 10)
        report = misuse.give_report(
            data={
                "kind": kind,
                "words": words,
                "seen_at_words": where,
                "product": world.products[key] if key else None,
                "name": "Người báo giả định",
            },
            traces={},
            by=Acting(on=local_date(at), key="visitor"),
            at=at,
        )
        case = report.case
        for hour, (name, said) in enumerate(steps, 11):
            moment = world.days.at(ago, hour)
            by = world.by("tw", moment) if case.unit.level == "nation" else world.officer(case.unit, moment)
            to = "Chi cục Quản lý thị trường (giả định)" if name == "forward" else ""
            case = misuse.move(case=case, name=name, words=said, forwarded_to=to, by=by, at=moment)
