"""The demo world: who, what, then one season that is over, one that is running, and the central round between them."""

from collections.abc import Callable

from ocop.demo import seasons
from ocop.demo.builders.alike import add_alike
from ocop.demo.builders.boundaries import add_boundaries
from ocop.demo.builders.fairs import add_fairs
from ocop.demo.builders.former import add_former
from ocop.demo.builders.goals import add_goals
from ocop.demo.builders.market import add_outlets, add_reports
from ocop.demo.builders.official import add_official_reports
from ocop.demo.builders.oversight import add_oversight
from ocop.demo.builders.people import add_people
from ocop.demo.builders.plans import add_plans, add_round
from ocop.demo.builders.points import add_points
from ocop.demo.builders.producers import add_delegate, add_producers
from ocop.demo.builders.trade import add_trade
from ocop.demo.builders.training import add_courses
from ocop.demo.builders.villages import add_villages
from ocop.demo.days import Days
from ocop.demo.world import World

Step = Callable[[World], None]
STEPS: tuple[tuple[str, Step], ...] = (
    ("Người và vai trò", add_people),
    ("Chủ thể, kho minh chứng, sản phẩm", add_producers),
    ("Người được ủy quyền", lambda world: add_delegate(world, "sen", "uy-quyen")),
    ("Công nhận giả định từ trước", add_former),
    ("Đợt đã xong", seasons.first),
    ("Tiềm năng 5 sao ở trung ương", seasons.central),
    ("Sau công nhận: tạm dừng, thu hồi, thay quyết định", seasons.after),
    ("Đợt đang chạy: ở chủ thể, xã, tỉnh", seasons.queues),
    ("Đợt đang chạy: hội đồng", seasons.council),
    ("Đợt đang chạy: quyết định", seasons.deciding),
    ("Nơi bán, tin báo vi phạm", lambda world: (add_outlets(world), add_reports(world))),
    ("Điểm bán, hội chợ", lambda world: (add_points(world), add_fairs(world))),
    ("Thưởng, kiểm tra sau công nhận, báo cáo định kỳ", add_oversight),
    ("Chỉ tiêu giao cho xã", add_goals),
    ("Kế hoạch các cấp, đợt đăng ký đang mở", lambda world: (add_plans(world), add_round(world))),
    ("Lớp tập huấn", add_courses),
    ("Làng nghề, du lịch, chuỗi giá trị", add_villages),
    ("Nhà phân phối, nhu cầu, hội nghị kết nối, giao dịch", add_trade),
    ("Hai câu chuyện gần như một", add_alike),
    ("Thay đổi địa giới giả định", add_boundaries),
    ("Báo cáo đã lập", add_official_reports),
)


def build(days: Days, tell: Callable[[str], None] = lambda title: None) -> World:
    world = World(days)
    for title, step in STEPS:
        tell(title)
        step(world)
    return world
