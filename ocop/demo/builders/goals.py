"""A goal of the province handed down to its communes: products that communes put down for the year, then one allocation
with a number that a person changed and the reason."""

from ocop.core.clock import local_date
from ocop.demo.cast import BAT_TRANG, HA_DONG
from ocop.demo.world import World
from ocop.rulebook.allocation import allocate
from ocop.rulebook.allocation_policies import read_policies
from ocop.targets.actions import allocations, statements
from ocop.targets.actions.allocations import Asked, Final, Paper
from ocop.targets.enums import Sense
from ocop.targets.queries.allocations import digest, gather

GIVEN = 10  # working days ago
KEY, TOTAL = "evaluated_in_year", 9
# Invented ideas: commune → how many it puts down for the year, and what they are called.
IDEAS = {HA_DONG: (5, "Sản phẩm dự kiến Mẫu"), BAT_TRANG: (2, "Ý tưởng Mẫu")}
PAPER = Paper(
    "Quyết định giả định về giao chỉ tiêu sản phẩm OCOP trong năm",
    Sense.AT_LEAST,
    note="Bảng phân bổ giả định.",
)


def add_goals(world: World) -> None:
    _register(world)
    _hand_down(world)


def _register(world: World) -> None:
    at, year = world.days.at(12, 9), world.days.on(GIVEN).year
    for key, (count, name) in IDEAS.items():
        unit = world.unit(key)
        for number in range(1, count + 1):
            statements.register_product(
                unit=unit,
                year=year,
                product_name=f"{name} {number}",
                producer_name="Hộ kinh doanh giả định",
                by=world.officer(unit, at),
                at=at,
            )


def _hand_down(world: World) -> None:
    """By registration; the office then moves one product from the largest commune to the second and says why."""
    at = world.days.at(GIVEN, 14)
    by = world.by("tinh", at)
    policy = read_policies().all[0]
    asked = Asked(by.unit, KEY, local_date(at).year, TOTAL, policy)
    units = gather(asked.unit, KEY, asked.year, local_date(at))
    values = allocate(TOTAL, [one.inputs for one in units], policy).values
    first, second = sorted(values, key=lambda key: -values[key])[:2]
    changed = {first: values[first] - 1, second: values[second] + 1}
    reasons = {first: "Hai sản phẩm cùng một vùng nguyên liệu", second: "Có thêm một hộ vừa đủ giấy tờ"}
    final = Final(digest(units), {**values, **changed}, reasons)
    allocations.give(asked=asked, final=final, paper=PAPER, by=by, at=at)
