"""Two invented products whose stories are nearly one, and the search that shows them to the appraisal group."""

from ocop.demo.world import World
from ocop.products import actions as products
from ocop.radar.actions import note_look, search_all
from ocop.radar.models import Pair

# The same invented story, handed on with other names: what one writer sells to two producers.
STORY = (
    "Bà kể rằng ngày trước, cứ sau vụ gặt, cả xóm lại nổi lửa rang nếp trong chảo gang. Mùi thơm bay sang tận bến đò, "
    "khách đi chợ phiên cũng ghé vào xin một gói mang về. Mật mía được nấu từ sáng sớm, canh lửa bằng củi nhãn, đánh tay "
    "đến khi kéo thành sợi mới trộn bột. Đến nay gia đình vẫn giữ cách làm ấy, không thêm phẩm màu, không thêm chất bảo quản, "
    "và mỗi mẻ đều ghi ngày nấu trên bao gói."
)
GOODS = (("sen", "Chè lam Mẫu bến đò", STORY), ("bep", "Chè lam Mẫu chợ phiên", STORY.replace("xóm", "làng")))


def add_alike(world: World) -> None:
    at = world.days.at(20, 9)
    for maker, name, story in GOODS:
        data = {
            "name": name, "criteria_set_number": 5, "summary": "Chè lam nấu mật mía.", "story": story,
            "ingredients": "Bột nếp rang, mật mía, gừng, lạc", "process": "Rang, nấu mật, trộn, cán, cắt",
            "packaging": "Gói giấy 300 g", "capacity": "900 kg", "price": 45000, "price_unit": "gói", "markets": "Chợ trong xã",
        }  # fmt: skip
        products.create_product(producer=world.producers[maker], data=data, by=world.owner(maker, at), at=at)
    found_at = world.days.at(10, 4)
    search_all(at=found_at)
    pair = Pair.objects.filter(first__name__contains="Mẫu", story__isnull=False).first()
    if pair is not None:
        looked = world.days.at(9, 15)
        note_look(
            pair=pair,
            opinion="ask",
            words="Hai câu chuyện chỉ khác một từ; hỏi cả hai chủ thể ai viết và có được phép dùng không.",
            by=world.by("to-tu-van", looked),
            at=looked,
        )
