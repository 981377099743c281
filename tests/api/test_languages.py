"""The pages about data and barcodes in English."""

import pytest
from django.test import Client

from ocop.api.actions import releasing
from tests.factories.accounts import AT

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/du-lieu-mo/", "The whole OCOP register as files"),
        ("/01/96385074", "BARCODE NOT IN THE REGISTER"),
        ("/01/1", "A right address"),
    ],
)
def test_a_visitor_who_chose_english_reads_english(
    client: Client, settings, tmp_path, address: str, words: str
) -> None:
    settings.OCOP_OPEN_DATA = tmp_path
    releasing.release(at=AT)
    client.cookies["django_language"] = "en"

    assert words in client.get(address).content.decode()
