"""Files that would run scripts if a browser showed them as pages, even if a check had missed them."""

import pytest
from playwright.sync_api import Error

from ocop.documents import access
from ocop.documents.enums import FileKind
from tests.documents.hostile_pdfs import with_catalogue
from tests.factories.accounts import make_person
from tests.factories.documents import accepted, make_file, picture

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
KIND = FileKind.REPORT
SCRIPT = b"<script>alert(document.cookie);document.title='hacked'</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>'
MISSED = {
    "trang.html": ("text/html", b"<html><body>" + SCRIPT),
    "trang.xhtml": (
        "application/xhtml+xml",
        b'<html xmlns="http://www.w3.org/1999/xhtml">' + SCRIPT + b"</html>",
    ),
    "hinh.svg": ("image/svg+xml", SVG),
    "du-lieu.xml": (
        "text/xml",
        b'<x xmlns:h="http://www.w3.org/1999/xhtml"><h:script>alert(1)</h:script></x>',
    ),
    "giau.pdf": ("application/pdf", SCRIPT),
    "lenh.pdf": ("application/pdf", with_catalogue(b"/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>")),
    "chu.txt": ("text/plain", SCRIPT),
    "lenh.js": ("text/javascript", b"alert(1)"),
    "van-ban.docx": ("application/octet-stream", SCRIPT),
}


@pytest.fixture
def readable(monkeypatch):
    monkeypatch.setitem(access._readers, KIND, [lambda file, acting: True])


@pytest.mark.parametrize("name", MISSED)
def test_hostile_file_is_downloaded_and_never_runs(name, new_page, readable):
    media_type, content = MISSED[name]
    file = make_file(content, name, KIND, media_type=media_type)
    page = new_page(make_person())
    alerts = []
    page.on("dialog", lambda dialog: alerts.append(dialog.message) or dialog.dismiss())

    page.goto("/")
    with page.expect_download() as download, pytest.raises(Error, match="Download is starting|ERR_ABORTED"):
        page.goto(file.get_absolute_url())

    assert download.value.suggested_filename == name
    assert (alerts, page.url.endswith("/")) == ([], True)


def test_photo_with_a_page_in_its_comment_is_shown_as_a_picture(new_page, readable):
    photo = accepted(picture("JPEG", (300, 200), comment=b"<html>" + SCRIPT), "anh.jpg", KIND)
    page = new_page(make_person())
    alerts = []
    page.on("dialog", lambda dialog: alerts.append(dialog.message) or dialog.dismiss())

    response = page.goto(photo.get_absolute_url())
    assert response.headers["content-type"] == "image/jpeg"
    assert SCRIPT not in response.body()
    assert alerts == []
