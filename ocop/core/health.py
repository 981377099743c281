"""What the health page reports beside the database. A look answers "" when all is well, else a short sentence."""

from collections.abc import Callable

Look = Callable[[], str]
_looks: dict[str, Look] = {}


def register(name: str, look: Look) -> None:
    _looks[name] = look


def troubles() -> dict[str, str]:
    """Sentences of the looks that found something; they do not make the server unfit to answer."""
    return {name: found for name, look in _looks.items() if (found := look())}
