"""Who may keep villages, marks, tourism and chains, and what their records must satisfy."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from ocop.audit.moves import check_move
from ocop.core.acting import Acting
from ocop.core.clock import local_date
from ocop.core.errors import PermissionRefused, RuleBroken
from ocop.core.permissions import Permission
from ocop.core.policy import check_permission
from ocop.places.models import Unit
from ocop.places.placed import Placed, keys_of
from ocop.producers.models import Producer
from ocop.products.models import Product
from ocop.rulebook.chains import Contract, share_of_output
from ocop.villages.enums import Kind
from ocop.villages.models import Chain, Mark, MarkUse, TourismPoint, Village, VillageProducer

WHOLE = Decimal(100)


def check_keeps(by: Acting, now_province: str, now_unit: str) -> None:
    """The commune of the record, its province, or the centre."""
    check_permission(by, Permission.VILLAGES_MANAGE)
    level, key = by.level, by.unit.key if by.unit else ""
    ours = level == "nation" or (
        key == now_province if level == "province" else level == "commune" and key == now_unit
    )
    if not ours:
        raise PermissionRefused(
            f"Ông/bà đang làm việc cho {by.office or 'đơn vị khác'}; bản ghi này thuộc địa bàn khác.",
            code="villages.place",
        )


def check_can_keep(record: Placed, *, by: Acting) -> None:
    check_keeps(by, record.now_province, record.now_unit)


def check_can_add(unit: Unit | None, *, by: Acting) -> None:
    keys = keys_of(unit)
    check_keeps(by, keys["now_province"], keys["now_unit"])


def check_can_move(village: Village, name: str, *, by: Acting) -> None:
    """A title is given and taken by the province; a commune keeps everything else."""
    check_can_keep(village, by=by)
    if by.level == "commune":
        raise PermissionRefused(
            "Việc công nhận do UBND cấp tỉnh quyết định; cơ quan cấp tỉnh ghi vào đây.", code="villages.title"
        )
    check_move(village, name, by=by)


def check_recognition(village: Village, *, decision: str, on: date | None, at: datetime) -> None:
    if village.kind == Kind.HAS_TRADE:
        raise RuleBroken(
            "Làng có nghề không phải danh hiệu. Hãy sửa loại thành làng nghề hoặc làng nghề truyền thống trước.",
            code="village.recognise.kind",
        )
    if not decision.strip():
        raise RuleBroken("Hãy ghi số quyết định.", code="village.decision", field="decision")
    if on and on > local_date(at):
        raise RuleBroken(
            "Ngày quyết định không thể ở sau hôm nay.", code="village.day", field="recognised_on"
        )


def check_can_link(village: Village, producer: Producer, *, by: Acting) -> None:
    """Producer and village lie in one province; next to each other is for the office to see."""
    check_can_keep(village, by=by)
    if producer.unit is None or producer.unit.province_key != village.now_province:
        raise RuleBroken(
            f"{producer} không ở cùng tỉnh với {village}; hãy kiểm tra lại chủ thể.",
            code="village.link.province",
            field="producer",
        )
    if village.links.filter(producer=producer, until_on=None).exists():  # type: ignore[attr-defined]
        raise RuleBroken(f"{producer} đã gắn với làng này.", code="village.link.twice", field="producer")


def check_can_unlink(link: VillageProducer, *, by: Acting) -> None:
    check_can_keep(link.village, by=by)
    if link.until_on:
        raise RuleBroken("Chủ thể này đã được gỡ khỏi làng.", code="village.unlink.again")


def check_can_keep_mark(mark: Mark, *, by: Acting) -> None:
    """Whoever's area the territory lies in as a whole; the province for marks over several communes."""
    check_permission(by, Permission.VILLAGES_MANAGE)
    check_territory(list(mark.territory.all()), by=by)


def check_territory(units: list[Unit], *, by: Acting) -> None:
    if not units:
        raise RuleBroken("Hãy chọn ít nhất một đơn vị của vùng.", code="mark.territory", field="territory")
    for unit in units:
        check_can_add(unit, by=by)


def in_territory(mark: Mark, unit: Unit | None) -> bool:
    keys = {unit.key, unit.province_key} if unit else set()
    return any(one.key in keys or one.level == "nation" for one in mark.territory.all())


def check_use(mark: Mark, product: Product, *, on: date) -> None:
    if not in_territory(mark, product.unit):
        raise RuleBroken(
            f"{product} ở {product.unit or 'nơi chưa rõ'}, ngoài vùng của {mark}.",
            code="mark.use.territory",
            field="product",
        )
    if mark.expires_on and mark.expires_on < on:
        raise RuleBroken(
            f"{mark} đã hết hạn ngày {mark.expires_on:%d/%m/%Y}.", code="mark.use.expired", field="product"
        )
    if MarkUse.objects.filter(mark=mark, product=product, ended_on=None).exists():
        raise RuleBroken(f"{product} đã được ghi dùng {mark}.", code="mark.use.twice", field="product")


def check_point(data: dict[str, Any]) -> None:
    closed = data.get("closed_on")
    if closed and closed < data["opened_on"]:
        raise RuleBroken(
            "Ngày thôi hoạt động đang ở trước ngày bắt đầu.", code="point.days", field="closed_on"
        )


def check_stops(points: list[TourismPoint], codes: list[str]) -> None:
    missing = set(codes) - {one.code for one in points}
    if missing:
        raise RuleBroken(
            f"Không có điểm du lịch mang mã {', '.join(sorted(missing))}.", code="route.stop", field="stops"
        )
    if len(codes) < 2:
        raise RuleBroken("Một tuyến có ít nhất hai điểm.", code="route.short", field="stops")


def check_can_keep_chain(chain: Chain, *, by: Acting) -> None:
    """The office of its place, or the producer that leads it."""
    if by.party_id:
        check_permission(by, Permission.PRODUCER_EDIT)
        if by.party_id != chain.lead_id:
            raise PermissionRefused(
                f"Chuỗi này do {chain.lead} chủ trì; chỉ bên chủ trì và cơ quan sửa được.", code="chain.lead"
            )
        return
    check_can_keep(chain, by=by)


def check_contract(chain: Chain, data: dict[str, Any]) -> None:
    """Days in order, inside the chain's time, and never more than the whole output on any day."""
    first, last = data["from_on"], data.get("until_on")
    if last and last < first:
        raise RuleBroken(
            "Ngày hết hạn hợp đồng đang ở trước ngày bắt đầu.", code="chain.days", field="until_on"
        )
    if chain.ended_on:
        raise RuleBroken("Chuỗi đã kết thúc nên không thêm hợp đồng.", code="chain.ended")
    if chain.members.filter(name=data["name"], contract=data["contract"]).exists():  # type: ignore[attr-defined]
        raise RuleBroken("Hợp đồng này của bên ấy đã có.", code="chain.twice", field="contract")
    terms = [one.terms for one in chain.members.all()]  # type: ignore[attr-defined]
    terms.append(Contract(first, last, data.get("share")))
    days = {first} | {one.from_on for one in terms if one.from_on > first}
    if any(share_of_output(terms, day) > WHOLE for day in days):
        raise RuleBroken(
            "Tổng tỷ lệ sản lượng của các hợp đồng cùng hiệu lực vượt 100 %. Hãy xem lại tỷ lệ.",
            code="chain.share",
            field="share",
        )


def check_can_put_in_vault(chain: Chain, producer_id: int | None) -> None:
    if not chain.members.exists():  # type: ignore[attr-defined]
        raise RuleBroken("Chuỗi chưa có hợp đồng nào để lập bảng kê.", code="chain.empty")
    inside = chain.lead_id == producer_id or chain.members.filter(producer_id=producer_id).exists()  # type: ignore[attr-defined]
    if producer_id is None or not inside:
        raise PermissionRefused(
            "Chỉ chủ thể trong chuỗi đưa bảng kê vào kho minh chứng của mình.", code="chain.vault"
        )
