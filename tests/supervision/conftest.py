"""Demo keys: the only signatures that a test can make are those of the demo authority."""

import pytest


@pytest.fixture
def demo_keys(settings, tmp_path_factory):
    settings.OCOP_DEMO = True
    settings.OCOP_DATA = tmp_path_factory.getbasetemp() / "keys-of-tests"
    settings.OCOP_DATA.mkdir(exist_ok=True)
    return settings
