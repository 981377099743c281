"""Published craft villages as facts; one invented village with producers, artisans, tourism, a mark and a chain."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from ocop.core.clock import local_date
from ocop.demo.cast import HA_DONG
from ocop.demo.world import World
from ocop.villages.actions import around, chains, villages
from ocop.villages.actions.published import load_published
from ocop.villages.models import Village

VILLAGE = {
    "kind": "traditional",
    "name": "Làng lụa Mẫu Nhuệ Giang",
    "trade": "Dệt lụa",
    "place_wording": "Tổ dân phố Mẫu, phường Hà Đông, Hà Nội",
    "story": "Làng giả định để xem thử: dệt lụa bằng tơ tằm, nhuộm bằng lá và củ.",
    "households": 64,
    "source": "Giả định",
}
CONTRACTS: tuple[dict[str, Any], ...] = (
    {
        "name": "Trang trại dâu tằm Mẫu (giả định)",
        "part": "grower",
        "contract": "01/HĐ-MẪU",
        "share": Decimal(45),
    },
    {"name": "Hộ ươm tơ Mẫu (giả định)", "part": "processor", "contract": "02/HĐ-MẪU", "share": Decimal(30)},
)


def add_villages(world: World) -> None:
    at = world.days.at(30, 9)
    load_published(at=at)
    by = world.by("tinh", at)
    data = {**VILLAGE, "unit": world.unit(HA_DONG)}
    village = villages.add_village(data=data, by=by, at=at, is_demo=True)
    village = villages.recognise(
        village=village, decision="QĐ 01/QĐ-MẪU", recognised_on=date(2015, 6, 1), by=by, at=at
    )
    for maker in ("lua", "com"):
        villages.link_producer(
            village=village, producer=world.producers[maker], from_on=date(2018, 1, 1), by=by, at=at
        )
    day = local_date(at)
    for name, consent in (("Nghệ nhân Mẫu Thị Lụa", day), ("Nghệ nhân Mẫu Văn Thoi", None)):
        person = {"name": name, "title": "Nghệ nhân (giả định)", "consent_on": consent}
        villages.keep_artisan(village=village, data=person, by=by, at=at)
    _others(world)
    _around(world, village)
    _chain(world)


def _others(world: World) -> None:
    """One that asks for its title, and one whose title was taken back."""
    at = world.days.at(27, 9)
    by, place = world.by("tinh", at), {"unit": world.unit(HA_DONG), "households": 21, "source": "Giả định"}
    asking = {**place, "kind": "village", "name": "Làng nón Mẫu", "trade": "Làm nón"}
    villages.add_village(data=asking, by=by, at=at, is_demo=True)
    former = {**place, "kind": "village", "name": "Làng pháo đất Mẫu", "trade": "Nặn pháo đất"}
    village = villages.add_village(data=former, by=by, at=at, is_demo=True)
    given = {"decision": "QĐ 02/QĐ-MẪU", "recognised_on": date(2012, 5, 4)}
    village = villages.recognise(village=village, by=by, at=at, **given)
    reason = "Không còn hộ nào làm nghề (giả định)."
    villages.withdraw_title(village=village, reason=reason, on=local_date(at), by=by, at=at)


def _around(world: World, village: Village) -> None:
    at = world.days.at(29, 9)
    by = world.by("tinh", at)
    point = {
        "unit": world.unit(HA_DONG),
        "village": village,
        "opened_on": date(2024, 4, 1),
        "source": "Giả định",
    }
    points = [
        around.keep_point(data={**point, "name": name, "offers": offers}, by=by, at=at, is_demo=True)
        for name, offers in (
            ("Xưởng dệt Mẫu mở cửa", "Xem guồng tơ, tự dệt một khăn nhỏ."),
            ("Vườn dâu Mẫu ven sông", "Hái lá dâu, cho tằm ăn."),
        )
    ]
    codes = [one.code for one in points]
    around.add_route(name="Tuyến Mẫu: một ngày ở làng lụa", words="", codes=codes, by=by, at=at, is_demo=True)
    mark = {
        "kind": "collective",
        "name": "Lụa Mẫu Nhuệ Giang",
        "number": "MẪU-0001",
        "holder": "Hội Mẫu (giả định)",
    }
    made = around.add_mark(data=mark, territory=[world.unit(HA_DONG)], by=by, at=at, is_demo=True)
    paper = {"paper": "Giấy phép Mẫu", "from_on": local_date(at)}
    around.allow_use(mark=made, product=world.products["lua-to"], by=by, at=at, **paper)


def _chain(world: World) -> None:
    at = world.days.at(28, 9)
    by, first = world.owner("lua", at), local_date(at) - timedelta(days=800)
    data = {"name": "Chuỗi tơ lụa Mẫu", "goods": "Lụa tơ tằm", "started_on": first}
    chain = chains.start_chain(lead=world.producers["lua"], data=data, by=by, at=at)
    for terms in CONTRACTS:
        chains.add_member(chain=chain, data={**terms, "from_on": first, "until_on": None}, by=by, at=at)
    chains.put_in_vault(chain=chain, by=by, at=at)
