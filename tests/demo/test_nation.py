"""The invented nation is the same for the same seed and holds every rule that `ocop check` knows."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import transaction

from ocop.core import checks_registry
from ocop.demo.management.commands import demo as demo_command
from ocop.demo.nation import make_nation
from ocop.demo.nation.names import CODES, code
from ocop.producers.models import Producer
from ocop.products.models import Product
from ocop.recognition.models import Certificate, Decision, Revocation, Suspension
from ocop.recognition.queries.status import status_of
from ocop.registry.models import Entry
from ocop.rulebook.validity import Status
from tests.factories.accounts import make_person
from tests.factories.places import make_units

AT = datetime(2026, 11, 22, 3, tzinfo=UTC)
TODAY = (AT + timedelta(hours=7)).date()
pytestmark = pytest.mark.django_db


def test_nation_passes_every_integrity_check() -> None:
    make_units()
    made = make_nation(products=300, at=AT)
    assert (made.products, made.certificates, made.producers) == (300, 900, 150)
    problems = {row["key"]: row["problems"] for row in checks_registry.run() if not row["ok"]}
    assert problems == {}


def test_nation_is_the_same_for_the_same_seed() -> None:
    make_units()
    prints = [_made_and_taken_back(seed) for seed in (26, 26, 27)]
    assert prints[0] == prints[1] != prints[2]


def _made_and_taken_back(seed: int) -> list[tuple[object, ...]]:
    with transaction.atomic():
        make_nation(products=40, at=AT, seed=seed, index=False)
        rows = Certificate.objects.order_by("pk").values_list(
            "token", "number_text", "product__code", "product__name", "product__producer__name", "valid_until"
        )
        found = list(rows)
        transaction.set_rollback(True)
    return found


def test_second_nation_goes_on_counting() -> None:
    make_units()
    make_nation(products=40, at=AT, index=False, journal=False)
    make_nation(products=40, at=AT, index=False, journal=False)
    assert Product.objects.count() == 80
    assert (
        Product.objects.create(code="SP-SAU", name="Sau", producer=Producer.objects.first(), created_at=AT).pk
        > 80
    )  # the database's own counter follows


def test_nation_knows_every_status() -> None:
    make_units()
    make_nation(products=1000, at=AT, journal=False)
    seen = Counter(status_of(one, TODAY) for one in Certificate.objects.for_status())
    assert set(seen) == set(Status) - {Status.NOT_YET, Status.UNKNOWN}
    assert (
        seen[Status.SUPERSEDED]
        == 3000 - Product.objects.filter(certificates__isnull=False).distinct().count()
    )
    assert Entry.objects.count() == 1000
    assert Revocation.objects.exists() and Suspension.objects.exists()
    assert set(Decision.objects.values_list("level", flat=True)) == {"province", "central"}
    assert Certificate.objects.filter(valid_from__gt=TODAY).count() == 0


def test_codes_never_repeat() -> None:
    assert len({code("SP", number) for number in range(50_000)}) == 50_000
    assert code("SP", 7) == code("SP", 7 + CODES)  # after 2^40 codes only


def test_command_adds_a_nation_only_to_a_demo(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    make_units()
    monkeypatch.setattr(demo_command, "call_command", lambda name: None)  # `init` would load all 14,150 units
    settings.OCOP_DEMO = False
    with pytest.raises(CommandError, match="OCOP_DEMO=1"):
        call_command("demo", "--nation", "20")
    settings.OCOP_DEMO = True
    call_command("demo", "--nation", "20", stdout=StringIO(), stderr=StringIO())
    assert Product.objects.count() == 20
    make_person("Nguyễn Có Thật")
    with pytest.raises(CommandError, match="người dùng thật"):
        call_command("demo", "--nation", "20", stderr=StringIO())
    assert Product.objects.count() == 20


def test_nation_without_units_says_what_to_do() -> None:
    with pytest.raises(LookupError, match="ocop init"):
        make_nation(products=5, at=AT)
