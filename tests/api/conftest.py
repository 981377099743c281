"""Keys of the demonstration, made once for all tests of this folder."""

from tests.recognition.conftest import demo_keys  # noqa: F401
