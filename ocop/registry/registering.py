"""What the framework calls after a migration."""

from typing import Any

from ocop.core.clock import now


def after_migrate(**_: Any) -> None:
    """The word index, and on a database from before there was one the lines and numbers too."""
    from ocop.registry.actions import rebuild
    from ocop.registry.models import Entry, IndexState
    from ocop.registry.search import engines

    if engines.install() and not IndexState.objects.exists() and Entry.objects.exists():
        rebuild(at=now())
