"""Each test has its own data folder; backups are read from and written to it."""

import pytest


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.OCOP_DEMO = True
    settings.OCOP_DATA = tmp_path / "data"
    settings.MEDIA_ROOT = tmp_path / "data" / "files"
    settings.OCOP_DATA.mkdir()
    return settings.OCOP_DATA
