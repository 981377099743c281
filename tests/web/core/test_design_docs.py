"""The page on the design system names every component with its parameters."""

from pathlib import Path

import pytest
from django.conf import settings

from ocop.core.component_list import COMPONENTS

PAGE = (Path(settings.BASE_DIR) / "docs/design-system.md").read_text(encoding="utf-8")
FRAME = {"demo_banner", "language_switch", "role_switch", "toasts"}


@pytest.mark.parametrize("component", COMPONENTS.values(), ids=lambda component: component.name)
def test_component_is_documented(component) -> None:
    if component.name in FRAME:
        assert component.name in PAGE
        return
    row = next((line for line in PAGE.splitlines() if line.startswith(f"| {component.name} |")), "")
    missing = [name for name in component.required if f"**{name}**" not in row]
    missing += [name for name in component.optional if name not in row.replace("**", "")]
    assert missing == []


def test_gallery_shows_every_component() -> None:
    folder = Path(settings.BASE_DIR) / "templates"
    shown = "".join(path.read_text(encoding="utf-8") for path in (folder / "gallery").glob("*.html"))
    frames = (folder / "base.html").read_text(encoding="utf-8") + (folder / "work.html").read_text(
        encoding="utf-8"
    )
    unseen = [
        c.name
        for c in COMPONENTS.values()
        if f"components/{c.name}.html" not in shown + frames and f'component "{c.name}"' not in shown
    ]
    assert unseen == []
