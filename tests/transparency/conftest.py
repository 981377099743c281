"""Demo keys: signatures of the tests are those of the demo authority."""

import pytest


@pytest.fixture(autouse=True)
def demo_keys(settings, tmp_path_factory):
    """A demo installation's own signing keys, made once for all tests of this run."""
    settings.OCOP_DEMO = True
    settings.OCOP_DATA = tmp_path_factory.getbasetemp() / "transparency-keys"
    settings.OCOP_DATA.mkdir(exist_ok=True)
