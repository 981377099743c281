"""Every use of a component in every template names only parameters that it has."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template import Context, Template, TemplateSyntaxError
from django.template.loader import get_template

from ocop.core.component_list import COMPONENTS

TEMPLATES = Path(settings.BASE_DIR) / "templates"
INCLUDE = re.compile(r"\{%\s*include\s+[\"']components/(\w+)\.html[\"'](.*?)%\}", re.S)
PARAMETER = re.compile(r"(\w+)=")
LITERAL = re.compile(r"\"[^\"]*\"|'[^']*'")


def templates() -> list[str]:
    return sorted(str(path.relative_to(TEMPLATES)) for path in TEMPLATES.rglob("*.html"))


def uses(text: str) -> list[tuple[str, set[str], bool]]:
    """(component, parameters, isolated?) of every include of a leaf."""
    found = []
    for name, rest in INCLUDE.findall(text):
        bare = LITERAL.sub('""', rest)
        found.append((name, set(PARAMETER.findall(bare)), bare.split()[-1:] == ["only"]))
    return found


@pytest.mark.parametrize("name", templates())
def test_template_compiles(name: str) -> None:
    get_template(name)


@pytest.mark.parametrize("name", templates())
def test_template_uses_components_as_declared(name: str) -> None:
    complaints = []
    for component, given, isolated in uses((TEMPLATES / name).read_text(encoding="utf-8")):
        known = COMPONENTS.get(component)
        if known is None or known.wrapper:
            complaints.append(f"“{component}” is no leaf component")
            continue
        if complaint := known.complaint(given):
            complaints.append(complaint)
        if not isolated:
            complaints.append(f"component “{component}”: include it with “only”")
    assert complaints == []


@pytest.mark.parametrize("name", templates())
def test_template_has_nothing_inline(name: str) -> None:
    """Data for search engines (JSON-LD) is no script: browsers never run it."""
    text = (TEMPLATES / name).read_text(encoding="utf-8")
    assert not re.search(
        r"<style|<script(?![^>]*\bsrc=|\stype=\"application/ld\+json\">)|\sstyle=|\son[a-z]+=[\"']|javascript:",
        text,
    )


def test_every_component_has_a_template_and_every_template_a_component() -> None:
    files = {path.stem for path in (TEMPLATES / "components").glob("*.html")}
    assert files == set(COMPONENTS)


def test_wrapper_draws_content_and_slot() -> None:
    slot = "{% slot actions %}<b>Nút</b>{% endslot %}"
    drawn = Template('{% component "card" title="Hồ sơ" %}Thân' + slot + "{% endcomponent %}").render(
        Context()
    )
    assert "Hồ sơ" in drawn and "Thân" in drawn and '<div class="buttons"><b>Nút</b></div>' in drawn


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        ('{% component "card" titel="x" %}{% endcomponent %}', "unknown parameter titel"),
        ('{% component "notice" %}{% slot actions %}{% endslot %}{% endcomponent %}', "has no slot actions"),
        ('{% component "table" caption="x" %}{% endcomponent %}', "missing parameter columns"),
        ('{% component "card" "x" %}{% endcomponent %}', "unknown parameter"),
        ('{% component "kard" %}{% endcomponent %}', "no wrapper component"),
        ('{% component "badge" label="x" %}{% endcomponent %}', "no wrapper component"),
    ],
)
def test_wrapper_used_wrongly_is_refused_when_compiled(source: str, complaint: str) -> None:
    with pytest.raises(TemplateSyntaxError, match=complaint):
        Template(source)


def test_unknown_icon_is_refused() -> None:
    with pytest.raises(TemplateSyntaxError, match="no icon"):
        Template('{% icon "khong-co" %}').render(Context())
