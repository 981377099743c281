"""The API keeps its OpenAPI document: no answer that it does not name, no 5xx, whatever is asked."""

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, given, settings
from schemathesis.generation import GenerationMode

from ocop.api.actions.feed import tell_all
from ocop.api.document import document
from ocop.products.models import ProductGtin
from tests.factories.accounts import AT
from tests.factories.recognition import make_certificate, make_office
from tests.factories.register import in_register

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
EXAMPLES = 20
# Cursors are made by the API alone, and a text that looks like a day need not be one: test_gate asks for these.
MADE_BY_OTHERS = ("cursor", "since", "updated_since")
UNPACKED = {"Accept-Encoding": "identity"}
ASKED = [
    (path, mode)
    for path, methods in sorted(document()["paths"].items())
    for mode in GenerationMode
    # Any text may stand in a path: only a query can be wrong by its description.
    if mode == GenerationMode.POSITIVE
    or any(one["in"] == "query" for one in methods["get"].get("parameters", []))
]
BARCODE = "00000096385074"


@pytest.fixture
def one_connection():
    """Requests come in by WSGI here, but inside the test's transaction: the connection must outlive them."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def known(demo_keys, settings, one_connection) -> dict[str, str]:
    """A register with something in every table, and the codes a program would ask for."""
    settings.OCOP_API_PER_MINUTE = 0
    certificate = make_certificate(make_office())
    entries = in_register("Mật ong", "Gạo", "Trà", "Cà phê")
    ProductGtin.objects.create(product=entries[0].product, gtin=BARCODE, written=BARCODE[-8:], added_at=AT)
    tell_all(at=AT)
    return {
        "/products/{code}": entries[0].code,
        "/producers/{code}": certificate.product.producer.code,
        "/certificates/{number}": certificate.number_text,
    }


def described():
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application())


def test_every_answer_is_one_that_the_document_names(known) -> None:
    """Questions that fit their description are answered, others refused, each as described."""
    whole, failed = described(), []
    for path, mode in ASKED:
        try:
            _ask_many(whole[path]["GET"], mode)
        except Exception as failure:  # every address is asked before the test tells
            failed.append(f"{path} {mode.value}: {_words(failure)}")

    assert failed == []


def _ask_many(operation, mode: GenerationMode) -> None:
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def ask(case: schemathesis.Case) -> None:
        if mode == GenerationMode.POSITIVE:
            for name in MADE_BY_OTHERS:
                case.query.pop(name, None)
        case.call_and_validate(headers=UNPACKED)

    ask()


def _words(failure: BaseException) -> str:
    return (
        "; ".join(map(_words, failure.exceptions))
        if isinstance(failure, BaseExceptionGroup)
        else str(failure)
    )


def test_what_is_there_is_found_and_fits_its_description(known) -> None:
    whole = described()
    for path, value in known.items():
        operation = next(whole[full]["GET"] for full in whole if full.endswith(path))
        (name,) = [one.name for one in operation.path_parameters]
        case = operation.Case(path_parameters={name: value})
        assert case.call_and_validate(headers=UNPACKED).status_code == 200, path


def test_other_methods_are_answered_405_or_as_described(known, client) -> None:
    for path in document()["paths"]:
        address = path.replace("{code}", "X").replace("{number}", "X")
        for method in ("post", "put", "patch", "delete", "trace"):
            response = getattr(client, method)(address)
            assert (response.status_code, response["Allow"]) == (405, "GET, HEAD, OPTIONS"), (method, address)
