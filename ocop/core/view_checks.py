"""System check: every view of ours declares its policy, every view of a library stands in the list below."""

from collections.abc import Iterator
from typing import Any

from django.core.checks import Error
from django.urls import URLPattern, get_resolver

# Views of libraries, each with its own sign-in check; reviewed by hand when a library is upgraded.
LIBRARY_VIEWS = ("allauth.", "django.views.i18n", "django.contrib.staticfiles", "django.views.static")


def all_patterns(patterns: list[Any] | None = None, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    for item in get_resolver().url_patterns if patterns is None else patterns:
        path = prefix + str(item.pattern)
        if isinstance(item, URLPattern):
            yield path, item
        else:
            yield from all_patterns(item.url_patterns, path)


def policy_of(pattern: URLPattern) -> str | None:
    view = pattern.callback
    if view.__module__.startswith(LIBRARY_VIEWS):
        return "library"
    return getattr(view, "policy", None)


def check_policies(app_configs: Any, **kwargs: Any) -> list[Error]:
    return [
        Error(
            f"View {pattern.lookup_str} at /{path} declares no policy.",
            hint="Use @guard, @signed_in or @public.",
            id="ocop.E001",
        )
        for path, pattern in all_patterns()
        if policy_of(pattern) is None
    ]
