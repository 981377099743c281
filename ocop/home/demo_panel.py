"""The demo world tells the start page which accounts there are; without a demo world there is nothing to show."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class DemoAccount:
    """One account to try: who, in which role and office, what to try first, and how to get in."""

    name: str
    role: str
    office: str
    email: str
    password: str
    code: str  # the second factor's code of this moment; empty where none is asked
    tries: str
    side: str = ""  # accounts of one side stand together


Provider = Callable[[], list[DemoAccount]]
_providers: list[Provider] = []


def register(provider: Provider) -> None:
    if provider not in _providers:
        _providers.append(provider)


def accounts() -> list[DemoAccount]:
    return [account for provider in _providers for account in provider()]
