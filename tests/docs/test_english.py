"""The public pages in English: every text of ours, in every state; only names and wordings of records stay as they are."""

import html
import re

import pytest
from django.conf import settings
from django.test import Client

from ocop.core.clock import today
from ocop.places.models import Unit
from ocop.recognition.enums import HistoricStatus
from ocop.registry.figures import SHOWN
from ocop.registry.queries.status import shown
from ocop.registry.search.labels import STATUS_WORDS
from ocop.rulebook.validity import STATUS_TEXTS
from scripts.messages import LOCALE, missing, read_po
from tests.factories.recognition import make_certificate, make_office
from tests.registry.test_register import bring_in, published

PLAIN = {
    "producer": "Vidu Ltd",
    "source_url": "https://example.org/list",
    "product_group": "",
    "decision_no": "12",
}
# Letters that English does not have, and Vietnamese words without marks that our texts use.
VIETNAMESE = re.compile(
    r"\b\w*[à-ãèéêìíò-õùúýăđĩũơưạ-ỹÀ-ÃÈÉÊÌÍÒ-ÕÙÚÝĂĐĨŨƠƯẠ-Ỹ]\w*|\b(?:sao|cho|theo|trang|xem)\b"
)


def vietnamese_in(page: str, *data: str) -> list[str]:
    """What a reader would meet, titles and labels of controls too, without the records' own words."""
    shown = re.sub(r"<(script|style)\b.*?</\1>|<section[^>]* lang=\"vi\".*?</section>", " ", page, flags=re.S)
    spoken = re.findall(r"(?:alt|title|placeholder|aria-label|content)=\"([^\"]*)\"", shown)
    text = html.unescape(" ".join([re.sub(r"<[^>]+>", " ", shown), *spoken]))
    for word in sorted((*data, "Tiếng Việt", "QĐ-TTg"), key=len, reverse=True):
        text = text.replace(word, " ")
    return VIETNAMESE.findall(text)


def asked(client: Client, url: str) -> str:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    return client.get(url).content.decode()


@pytest.mark.parametrize("url", ["/", "/gioi-thieu/", "/gioi-thieu/rieng-tu/", "/kiem-tra/", "/kiem-tra/KHONGCO/", "/khong/co/", "/san-pham/",
                                 "/dia-ban/", "/dia-ban/?q=zzzz"])  # fmt: skip
def test_public_pages_without_records_speak_english(db, client: Client, url: str) -> None:
    assert vietnamese_in(asked(client, url)) == []


def test_the_register_speaks_english_in_every_state(db, client: Client) -> None:
    bring_in(
        published("Honey", **PLAIN, year="2026", decision_date="2026-10-01"),
        published("Rice", **PLAIN, year="2020", decision_date="2020-01-01"),
        published("Tea", **PLAIN, year="2026", decision_date=""),
    )
    places = [name for unit in Unit.objects.all() for name in (unit.full_name, unit.name)]
    places += ["phường Hà Đông", "Phường Hà Đông", "Hà Nội"]
    rows = client.get("/san-pham/").context["page"].rows

    assert len({shown(row, today()).key for row in rows}) == 3
    for url in (
        "/",
        "/san-pham/",
        "/san-pham/?q=honey&sao=4",
        *(row.get_absolute_url() for row in rows),
    ):
        assert vietnamese_in(asked(client, url), *places) == [], url


def test_the_verdict_on_a_certificate_speaks_english(db, settings, client: Client) -> None:
    settings.OCOP_DEMO = True  # lets the test sign a decision
    certificate = make_certificate(make_office(), "Honey")
    said = certificate.snapshot
    page = asked(client, f"/kiem-tra/{certificate.token}/")

    assert "The certificate " in page
    assert (
        vietnamese_in(
            page, *(text for text in said.values() if isinstance(text, str)), certificate.number_text
        )
        == []
    )


def test_every_marked_text_has_english() -> None:
    assert missing() == {}


def test_words_that_the_rulebook_and_records_bring_have_english() -> None:
    english = read_po(LOCALE / "en" / "LC_MESSAGES" / "django.po")
    words = [*STATUS_TEXTS, *STATUS_WORDS.values(), *(label for label, *_ in SHOWN), *HistoricStatus.labels]
    assert [word for word in words if not any(english.get(word, []))] == []
