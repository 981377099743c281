"""The people of the demo world in browsers of their own, and what every step of a journey asks of a page."""

import asyncio
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date

from playwright.sync_api import Locator, Page, expect

from ocop.core.acting import actings_of
from ocop.core.clock import today
from ocop.core.permissions import Role
from ocop.demo.builders.people import add_people
from ocop.demo.builders.producers import add_goods, add_producer
from ocop.demo.cast import CAST
from ocop.demo.days import Days
from ocop.demo.stories import GOODS, MAKERS
from ocop.demo.world import World
from ocop.programme.queries import holidays
from tests.factories.demo import make_demo_units
from tests.factories.programme import make_criteria_set
from tests.journeys.axe import assert_axe_clean, assert_fits

OFFICE, PHONE = {"width": 1366, "height": 768}, {"width": 360, "height": 740}


def make_ground() -> World:
    """Hà Nội and Thái Nguyên in small, and everybody of the cast in office."""
    make_demo_units()
    world = World(Days(today(), holidays()))
    add_people(world, cast=CAST)
    return world


class Stage:
    """`page("xa")` is that person's browser, signed in for the (first fitting) office."""

    def __init__(self, world: World, new_page: Callable[..., Page]) -> None:
        self.world, self._new_page, self._pages = world, new_page, {}

    def page(
        self, key: str, *, role: Role | None = None, phone: bool = False, javascript: bool = True
    ) -> Page:
        found = self._pages.get((key, phone, javascript))
        if found is None:
            person = self.world.people[key]
            held = [one for one in actings_of(person, today()) if role in (None, one.role)]
            found = self._new_page(
                person, phone=phone, javascript=javascript, acting=held[0].key if held else ""
            )
            found.set_default_timeout(15_000)
            found.allowed.append("422")  # type: ignore[attr-defined]  # refusals are part of the stories
            self._pages[key, phone, javascript] = found
        return found


def look(page: Page) -> None:
    """No axe violation and nothing sticking out, on a desk and on a phone."""
    wide = page.viewport_size
    for size in (OFFICE, PHONE):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        assert_fits(page)
        assert_axe_clean(page)
    page.set_viewport_size(wide)  # type: ignore[arg-type]


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def follow(page: Page, name: str) -> None:
    """A link of the page itself, not of the menu."""
    page.locator("main").get_by_role("link", name=name, exact=True).first.click()


def says(page: Page, text: str | re.Pattern[str]) -> None:
    expect(page.locator("main")).to_contain_text(text)


def vn(day: date) -> str:
    return f"{day:%d/%m/%Y}"


@contextmanager
def own_loop() -> Iterator[None]:
    """Signing runs an event loop of its own; the browser driver's one steps aside meanwhile."""
    running = asyncio._get_running_loop()
    asyncio._set_running_loop(None)
    try:
        yield
    finally:
        asyncio._set_running_loop(running)


def with_goods(world: World, *keys: str) -> None:
    """The makers of these goods register, fill their vaults and describe just these."""
    for goods in GOODS:
        if goods.key in keys:
            make_criteria_set(goods.set_number)
            if goods.maker not in world.producers:
                add_producer(world, next(maker for maker in MAKERS if maker.key == goods.maker))
            add_goods(world, goods)


def field(page: Page, label: str) -> Locator:
    """The field with exactly this label, whatever stands in brackets behind it."""
    return page.get_by_label(re.compile(rf"^\s*{label}\s*(\(.*\))?\s*$"))


def step(page: Page, label: str) -> None:
    """A link to a confirm page and the button of the same name there."""
    follow(page, label)
    press(page, label)
