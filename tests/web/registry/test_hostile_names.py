"""What people wrote never becomes markup: the cards, boxes and frames that are put together outside templates."""

import pytest
from django.conf import settings
from django.test import Client

from ocop.places.models import Unit
from ocop.registry.actions import update_entries
from ocop.registry.models import Entry
from ocop.registry.search import labels
from tests.factories.accounts import AT
from tests.factories.search import make_lines

pytestmark = pytest.mark.django_db
HOSTILE = "<script>alert(1)</script> \"A\" & 'B' \x02name\x03"
ESCAPED = "&lt;script&gt;alert(1)&lt;/script&gt; &quot;A&quot; &amp; &#x27;B&#x27;"
BAD = ("<script>alert", '"A" &', "&amp;lt;")


@pytest.fixture
def entry(monkeypatch: pytest.MonkeyPatch) -> Entry:
    """A product whose name, producer, place and group are all written to break out."""
    monkeypatch.setattr(labels, "_units", {})
    made = make_lines({"name": f"Mật ong {HOSTILE}", "producer": f"Hợp tác xã {HOSTILE}"}, "Gạo")
    Unit.objects.filter(key="09556").update(full_name=f"Phường {HOSTILE}")
    Unit.objects.filter(key="01").update(full_name=f"Thành phố {HOSTILE}")
    made[0].group_wording = f"Nhóm {HOSTILE}"
    made[0].save()
    update_entries([one.pk for one in made], at=AT)
    return Entry.objects.get(product=made[0])


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("query", ["", "sao=4", "q=mat+ong", "tinh=01&xa=09556", "nhom=%3Cscript%3Ealert%3C"])
def test_a_list_of_hostile_names_holds_no_markup_of_theirs(
    client: Client, entry: Entry, query: str, language: str
) -> None:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    for _ in range(2):  # put together, then from the frame that is kept
        page = client.get(f"/san-pham/?{query}&sau=x{_}").content.decode()

        assert not [bad for bad in BAD if bad in page]
        if "nhom" not in query:
            for begin in ("Mật ong", "Hợp tác xã", "Phường", "Thành phố"):
                assert f"{begin} {ESCAPED}" in page


def test_what_was_asked_is_shown_as_text(client: Client, entry: Entry) -> None:
    page = client.get("/san-pham/", {"q": '"><script>alert(1)</script>', "nhom": '"><b>'}).content.decode()

    assert "<script>alert" not in page and '"><b>' not in page
    assert "<title>&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt; – " in page


@pytest.mark.parametrize("query", ["", "?q=%22%3E%3Cscript%3Ealert"])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_product_page_of_hostile_names_holds_no_markup_of_theirs(
    client: Client, entry: Entry, query: str, language: str
) -> None:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    page = client.get(entry.get_absolute_url() + query).content.decode()

    assert not [bad for bad in BAD if bad in page]
    assert f"<title>Mật ong {ESCAPED}" in page and f"<h1>Mật ong {ESCAPED}" in page


def test_the_kept_frame_is_the_frame_of_a_page_rendered_anew(client: Client, entry: Entry) -> None:
    """A session that is nobody's gets its page without the kept frame: both say the same."""
    for path in ("/san-pham/", entry.get_absolute_url()):
        kept = client.get(path).content
        client.cookies[settings.SESSION_COOKIE_NAME] = "nobody"
        assert client.get(path).content == kept
        del client.cookies[settings.SESSION_COOKIE_NAME]
