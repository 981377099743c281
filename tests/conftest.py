"""What every test shares: a data folder of its own, quick password hashes, and which tests touch the database."""

import shutil
import tempfile
from pathlib import Path

import pytest

DATABASE_FIXTURES = {
    "db",
    "transactional_db",
    "django_db_reset_sequences",
    "django_db_serialized_rollback",
    "live_server",
}
FOLDER = pytest.StashKey[str]()


def pytest_configure(config: pytest.Config) -> None:
    """No test reads or writes the data of the checkout, and none waits for a strong password hash."""
    from django.conf import settings

    folder = config.stash[FOLDER] = tempfile.mkdtemp(prefix="ocop-pytest-")
    settings.OCOP_DATA = Path(folder)
    settings.MEDIA_ROOT = Path(folder) / "files"
    settings.STATIC_ROOT = Path(folder) / "static"
    settings.STATIC_ROOT.mkdir()  # the static file server warns when it is missing
    # The same place as None, but test processes beside each other leave this name alone.
    for database in settings.DATABASES.values():
        if "sqlite" in database["ENGINE"]:
            database.setdefault("TEST", {})["NAME"] = ":memory:"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    _let_tests_be_cleared_away()


def _let_tests_be_cleared_away() -> None:
    """Tests with real transactions empty the tables afterwards; the triggers of immutability step aside for that."""
    from django.test import TransactionTestCase

    from ocop.core import immutability

    clear = TransactionTestCase._fixture_teardown

    def clear_without_triggers(self: TransactionTestCase) -> None:
        immutability.drop()
        clear(self)
        immutability.install()

    TransactionTestCase._fixture_teardown = clear_without_triggers  # type: ignore[method-assign]


def pytest_unconfigure(config: pytest.Config) -> None:
    shutil.rmtree(config.stash[FOLDER], ignore_errors=True)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that use the database, so that `make test` can run just these on PostgreSQL."""
    for item in items:
        names = set(getattr(item, "fixturenames", ()))
        if item.get_closest_marker("django_db") or names & DATABASE_FIXTURES:
            item.add_marker(pytest.mark.touches_db)
