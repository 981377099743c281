"""axe-core on a page: no violation of WCAG A and AA (2.0 to 2.2) or of the best practices."""

from pathlib import Path
from typing import Any

from playwright.sync_api import Page

AXE = next((Path(__file__).parents[1] / "vendor").glob("axe-core-*/axe.min.js")).read_text(encoding="utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def axe_violations(page: Page, *, tags: list[str] | None = None) -> list[str]:
    """One line per violation, with the first element concerned."""
    page.evaluate(AXE)  # not a script element: the page's own policy stays in force
    result: dict[str, Any] = page.evaluate("tags => axe.run(document, {runOnly: tags})", tags or TAGS)
    return [
        f"{violation['id']} ×{len(violation['nodes'])}: {violation['nodes'][0]['html'][:160]} – "
        f"{' '.join(violation['nodes'][0]['failureSummary'].split())[:240]}"
        for violation in result["violations"]
    ]


def assert_axe_clean(page: Page) -> None:
    found = axe_violations(page)
    assert not found, f"{page.url}\n" + "\n".join(found)


def assert_fits(page: Page) -> None:
    """Nothing makes the page scroll sideways."""
    excess = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert excess <= 0, f"{page.url} is {excess} px wider than the screen"
