"""A scenario is never built over anything that somebody needs."""

import pytest

from ocop.core.errors import RuleBroken
from ocop.demo.published import installing
from tests.factories.accounts import make_person
from tests.factories.places import make_units
from tests.factories.targets import make_maker

pytestmark = pytest.mark.django_db


def test_refused_over_real_people() -> None:
    make_person("Người thật")
    with pytest.raises(RuleBroken, match="người dùng thật"):
        installing.check_may_build()


def test_refused_over_a_register_in_use() -> None:
    make_maker(make_units()["09556"])
    with pytest.raises(RuleBroken, match="đã có chủ thể"):
        installing.check_may_build()
