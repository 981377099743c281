"""The frame of a public page – head, header, footer – is the same for every stranger: rendered once per language.

A page is a small template that extends `base.html` and has holes for parts that come as finished HTML. Who sent
cookies of a session, and any request that the frame itself shows something of, gets the template rendered anew.
"""

from collections.abc import Mapping

from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from ocop.registry.skeleton import CLOSE, OPEN, Skeleton
from ocop.registry.views.remembering import is_stranger

_frames: dict[tuple[object, ...], Skeleton] = {}


def framed(request: HttpRequest, template: str, parts: Mapping[str, SafeString], *, own: bool = False) -> str:
    """The page. `own`: its frame shows something of this request, such as the words in the search box."""
    if own or settings.DEBUG or not is_stranger(request):
        return render_to_string(template, parts, request)
    key = (template, get_language(), settings.OCOP_DEMO, settings.OCOP_PUBLIC_URL)
    frame = _frames.get(key)
    if frame is None:
        marks = {name: mark_safe(f"{OPEN}{name}{CLOSE}") for name in parts}
        frame = _frames[key] = Skeleton(render_to_string(template, marks, request))
    return frame.join(parts)
