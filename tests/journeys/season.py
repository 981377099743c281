"""The people of the demo world in browsers of their own, and what every step of a journey asks of a page."""

import asyncio
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date

from playwright.sync_api import Page, expect

from ocop.core.acting import actings_of
from ocop.core.clock import today
from ocop.core.permissions import Role
from ocop.demo.builders.people import add_people
from ocop.demo.cast import BA_VI, BAT_TRANG, CAST, LA_BANG, SMALL_PROVINCE
from ocop.demo.days import Days
from ocop.demo.world import World
from ocop.programme.queries import holidays
from tests.factories.places import make_unit, make_units
from tests.journeys.axe import assert_axe_clean, assert_fits

OFFICE, PHONE = {"width": 1366, "height": 768}, {"width": 360, "height": 740}


def make_ground() -> World:
    """Hà Nội and Thái Nguyên in small, and everybody of the cast in office."""
    units = make_units()
    province = make_unit(SMALL_PROVINCE, name="Thái Nguyên", level="province", kind="tỉnh", parent=units["VN"])
    make_unit(BAT_TRANG, name="Bát Tràng", parent=units["01"])
    make_unit(BA_VI, name="Ba Vì", parent=units["01"])
    make_unit(LA_BANG, name="La Bằng", parent=province)
    world = World(Days(today(), holidays()))
    add_people(world, cast=CAST)
    return world


class Stage:
    """`page("xa")` is that person's browser, signed in for the (first fitting) office."""

    def __init__(self, world: World, new_page: Callable[..., Page]) -> None:
        self.world, self._new_page, self._pages = world, new_page, {}

    def page(self, key: str, *, role: Role | None = None, phone: bool = False, javascript: bool = True) -> Page:
        found = self._pages.get((key, phone, javascript))
        if found is None:
            person = self.world.people[key]
            held = [one for one in actings_of(person, today()) if role in (None, one.role)]
            found = self._new_page(person, phone=phone, javascript=javascript, acting=held[0].key if held else "")
            found.set_default_timeout(15_000)
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
    page.get_by_role("link", name=name, exact=True).first.click()


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
