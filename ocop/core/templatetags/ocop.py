"""Tags and filters that every template has without loading (settings: builtins)."""

import uuid
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import lru_cache
from pathlib import Path
from typing import Any

from django import template
from django.conf import settings
from django.forms.boundfield import BoundField
from django.template.base import FilterExpression, NodeList, Parser, Token
from django.template.context import Context
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from ocop.core.component_list import COMPONENTS, Component

register = template.Library()

NARROW = "\u00a0"  # keeps number and unit on one line
SPRITES = "vendor/bootstrap-icons-1.13.2"


# --- dates, numbers, names ------------------------------------------------------------------------


@register.filter
def vn_date(value: date | datetime | None) -> str:
    """05/03/2026, by the Vietnamese calendar day."""
    if value in (None, ""):
        return ""
    if isinstance(value, datetime):
        value = timezone.localtime(value) if timezone.is_aware(value) else value
    return f"{value:%d/%m/%Y}"


@register.filter
def vn_datetime(value: datetime | None) -> str:
    """05/03/2026 14:05."""
    if value in (None, ""):
        return ""
    return f"{timezone.localtime(value) if timezone.is_aware(value) else value:%d/%m/%Y %H:%M}"


@register.filter
def vn_time(value: datetime | None) -> str:
    """14:05:09, for “đã lưu lúc …”."""
    if value in (None, ""):
        return ""
    return f"{timezone.localtime(value) if timezone.is_aware(value) else value:%H:%M:%S}"


def _decimal(value: Any) -> Decimal | None:
    try:
        return Decimal(str(value))
    except (InvalidOperation, ValueError):
        return None


def _vietnamese(number: Decimal) -> str:
    return f"{number:,f}".translate(str.maketrans(",.", ".,"))


@register.filter
def vn_number(value: Any, places: int | None = None) -> str:
    """1.234.567,5. Without `places` the number keeps its own decimals, trailing zeros dropped."""
    number = _decimal(value)
    if number is None:
        return "" if value in (None, "") else str(value)
    if places is not None:
        return _vietnamese(number.quantize(Decimal(1).scaleb(-int(places)), ROUND_HALF_UP))
    text = _vietnamese(number)
    return text.rstrip("0").rstrip(",") if "," in text else text


@register.filter
def points(value: Any) -> str:
    """Points with at most two decimals, half up, for show only: 8,5."""
    number = _decimal(value)
    if number is None:
        return "" if value in (None, "") else str(value)
    return vn_number(number.quantize(Decimal("0.01"), ROUND_HALF_UP))


@register.filter
def money(value: Any) -> str:
    """1.234.567 đồng."""
    number = _decimal(value)
    return (
        f"{_vietnamese(number.quantize(Decimal(1), ROUND_HALF_UP))}{NARROW}đồng" if number is not None else ""
    )


@register.filter
def filesize(value: Any) -> str:
    """312 byte, 84 KB, 2,4 MB."""
    size = _decimal(value)
    if size is None:
        return ""
    for unit, step in (("GB", 1024**3), ("MB", 1024**2), ("KB", 1024)):
        if size >= step:
            shown = size / step
            places = "0.1" if shown < 10 and unit != "KB" else "1"
            return f"{vn_number(shown.quantize(Decimal(places), ROUND_HALF_UP))}{NARROW}{unit}"
    return f"{size:.0f}{NARROW}byte"


@register.filter
def initials(name: str) -> str:
    """First letters of the family name and the given name: Nguyễn Thị Ổi → NỔ."""
    words = str(name or "").split()
    return "".join(word[0] for word in ([words[0], words[-1]] if len(words) > 1 else words)).upper()


@register.filter
def short_hash(value: str) -> str:
    """The first twelve characters of a SHA-256: enough to compare by eye."""
    return str(value or "")[:12]


@register.filter
def no_stop(text: Any) -> str:
    """A label without its closing stop, so that a colon can follow."""
    return str(text).rstrip(".:? ")


@register.filter
def absolute(value: Any) -> Any:
    return abs(value)


# --- small pieces of HTML ----------------------------------------------------------------------------


@lru_cache(maxsize=1)
def icon_files() -> dict[str, str]:
    """Icon → the sprite that holds it; public pages get by with the small one."""
    found = {}
    for sprite in ("icons.svg", "public.svg"):
        text = (Path(settings.BASE_DIR) / "static" / SPRITES / sprite).read_text(encoding="utf-8")
        found |= {part.split('"', 1)[0]: f"{SPRITES}/{sprite}" for part in text.split('<symbol id="')[1:]}
    return found


@register.simple_tag
@lru_cache(maxsize=1024)
def icon(name: str, css: str = "") -> SafeString:
    """A drawing that says nothing by itself: the word beside it does."""
    if not name:
        return mark_safe("")
    sprite = icon_files().get(name)
    if sprite is None:
        raise template.TemplateSyntaxError(f"no icon “{name}” (add it in frontend/icons.mjs)")
    return format_html(
        '<svg class="icon {}" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        css,
        static(sprite),
        name,
    )


@register.simple_tag
def star_row(stars: int | None) -> SafeString:
    """Five drawn stars, the first ones filled. Always beside the words."""
    href = static("img/stars.svg")
    drawing = '<svg class="star star-{}"><use href="{}#star"></use></svg>'
    row = [format_html(drawing, "on" if n <= (stars or 0) else "off", href) for n in range(1, 6)]
    return format_html('<span class="stars-row" aria-hidden="true">{}</span>', mark_safe("".join(row)))


@register.simple_tag
def once() -> SafeString:
    """The idempotency key of this form: the same form sent twice has its effect once."""
    return format_html('<input type="hidden" name="_once" value="{}">', uuid.uuid4())


@register.simple_tag
def uid(prefix: str = "u") -> str:
    """An id that no other element of the page has."""
    return f"{prefix}-{uuid.uuid4().hex[:8]}"


@register.simple_tag
def field(bound: BoundField) -> SafeString:
    """A field through the one field template."""
    return bound.as_field_group()


@register.simple_tag
def control(bound: BoundField, **attrs: Any) -> SafeString:
    """The bare control with its classes and descriptions, for tables and filter bars that bring their own label."""
    return bound.as_widget(attrs={name.replace("_", "-"): value for name, value in attrs.items()})


@register.simple_tag(takes_context=True)
def qs(context: Context, **changes: Any) -> str:
    """The present query string with some values replaced; None or "" drops one: `?{% qs trang=2 %}`."""
    query = context["request"].GET.copy()
    for name, value in changes.items():
        if value in (None, ""):
            query.pop(name, None)
        else:
            query[name] = value
    return f"?{query.urlencode()}"


# --- wrappers ------------------------------------------------------------------------------------------


class SlotNode(template.Node):
    """`{% slot actions %}…{% endslot %}` inside a wrapper; drawn by the wrapper, not in place."""

    def __init__(self, name: str, nodelist: NodeList) -> None:
        self.name, self.nodelist = name, nodelist

    def render(self, context: Context) -> str:
        return ""


class ComponentNode(template.Node):
    """Renders a wrapper in its own small context: its parameters, `content`, slots, the request and the CSRF token."""

    def __init__(self, component: Component, values: dict[str, FilterExpression], nodelist: NodeList) -> None:
        self.component, self.values, self.nodelist = component, values, nodelist
        self.slots = {node.name: node for node in nodelist.get_nodes_by_type(SlotNode) if node in nodelist}

    def render(self, context: Context) -> SafeString:
        inner = dict(self.component.optional)
        inner |= {name: value.resolve(context) for name, value in self.values.items()}
        for name in self.component.slots:
            inner[name] = self.slots[name].nodelist.render(context) if name in self.slots else ""
        inner["content"] = self.nodelist.render(context)
        for shared in ("request", "csrf_token"):
            inner[shared] = context.get(shared)
        wrapper = context.template.engine.get_template(self.component.template)
        return wrapper.render(context.new(inner))


@register.tag
def slot(parser: Parser, token: Token) -> SlotNode:
    name = token.split_contents()[1]
    nodelist = parser.parse(("endslot",))
    parser.delete_first_token()
    return SlotNode(name, nodelist)


@register.tag
def component(parser: Parser, token: Token) -> ComponentNode:
    """`{% component "card" title="…" %}…{% endcomponent %}`: an unknown or missing parameter is an error."""
    bits = token.split_contents()[1:]
    name = bits[0].strip("\"'") if bits else ""
    known = COMPONENTS.get(name)
    if known is None or not known.wrapper:
        raise template.TemplateSyntaxError(f"no wrapper component “{name}”")
    pairs = [bit.partition("=") for bit in bits[1:]]
    values = {key: parser.compile_filter(value) for key, sign, value in pairs if sign}
    complaint = known.complaint({key for key, _, _ in pairs})
    if complaint or len(values) != len(pairs):
        raise template.TemplateSyntaxError(
            complaint or f"component “{name}”: parameters are written key=value"
        )
    nodelist = parser.parse(("endcomponent",))
    parser.delete_first_token()
    node = ComponentNode(known, values, nodelist)
    strange = set(node.slots) - set(known.slots)
    if strange:
        raise template.TemplateSyntaxError(f"component “{name}” has no slot {', '.join(sorted(strange))}")
    return node
