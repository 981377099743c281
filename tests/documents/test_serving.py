"""The one way out for stored bytes (I33)."""

import io
import re

import pytest
from django.test import Client
from PIL import Image

from ocop.documents import access
from ocop.documents.enums import FileKind, FileState
from ocop.documents.models import StoredFile
from tests.factories.documents import accepted, make_file, pdf, phone_photo, picture, word

pytestmark = pytest.mark.django_db
KIND = FileKind.REPORT


@pytest.fixture
def rights(monkeypatch):
    """Rights of this test only; other apps' registrations stay out."""
    monkeypatch.setattr(access, "_readers", {kind.value: [] for kind in FileKind})
    monkeypatch.setattr(access, "_original_readers", {kind.value: [] for kind in FileKind})
    return access


@pytest.fixture
def open_to_all(rights):
    rights.register(KIND, lambda file, acting: True)


def bare(response) -> str:
    """The page without what differs on every request: its address and its form token."""
    return re.sub(r"/tep/[0-9a-f-]+/|value=\"[A-Za-z0-9]{64}\"", "", response.content.decode())


def get(file: StoredFile, part: str = "", **headers: str):
    response = Client(headers=headers).get(f"{file.get_absolute_url()}{part}")
    response.body = b"".join(response)
    return response


def test_file_of_a_kind_that_nobody_registered_is_not_found(rights):
    assert get(make_file(kind=KIND)).status_code == 404


def test_refused_and_missing_files_answer_alike(rights):
    rights.register(KIND, lambda file, acting: False)
    hidden = get(make_file(kind=KIND))
    missing = Client().get("/tep/00000000-0000-4000-8000-000000000000/")

    assert (hidden.status_code, missing.status_code) == (404, 404)
    assert bare(hidden) == bare(missing)


def test_one_check_that_allows_is_enough(rights):
    rights.register_many([KIND], lambda file, acting: False)
    rights.register(KIND, lambda file, acting: file.size > 3)

    assert get(make_file(kind=KIND)).status_code == 200


@pytest.mark.parametrize(("content", "name"), [(pdf(), "giấy tờ.pdf"), (word(), "văn bản.docx")])
def test_document_is_served_as_sealed_attachment(open_to_all, content, name):
    response = get(accepted(content, name, kind=KIND))

    assert response.body == content
    assert response["Content-Disposition"].startswith("attachment;")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"].startswith("sandbox;")
    assert response["Content-Length"] == str(len(content))
    assert response["Cache-Control"] == "private, no-cache"


def test_photo_is_served_inline_without_its_metadata(open_to_all):
    response = get(accepted(phone_photo(), "anh.jpg", kind=KIND))

    shown = response.body
    assert response["Content-Disposition"].startswith("inline;")
    assert b"HANG-DIEN-THOAI" not in shown
    assert Image.open(io.BytesIO(shown)).format == "JPEG"


def test_original_photo_needs_its_own_right(open_to_all, rights):
    photo = accepted(phone_photo(), "anh.jpg", kind=KIND)
    assert get(photo, "goc/").status_code == 404

    rights.register(KIND, lambda file, acting: True, original=True)
    response = get(photo, "goc/")
    assert response["Content-Disposition"].startswith("attachment;")
    assert response.body == phone_photo()


def test_right_to_the_original_alone_opens_nothing(rights):
    rights.register(KIND, lambda file, acting: True, original=True)

    assert get(accepted(picture(), "anh.jpg", kind=KIND), "goc/").status_code == 404


def test_copies_follow_the_rights_of_their_original(rights):
    photo = accepted(picture(), "anh.jpg", kind=KIND)
    asked = []
    rights.register(KIND, lambda file, acting: asked.append(file.pk) or False)

    assert {
        get(copy, part).status_code for copy in (photo.web, photo.thumbnail) for part in ("", "nho/", "goc/")
    } == {404}
    assert set(asked) == {photo.pk}


def test_thumbnail_is_small_and_only_for_pictures(open_to_all):
    photo = accepted(picture("PNG", (900, 600)), "anh.png", kind=KIND)
    small = get(photo, "nho/").body

    assert Image.open(io.BytesIO(small)).size == (400, 267)
    assert get(make_file(kind=KIND), "nho/").status_code == 404


@pytest.mark.parametrize("state", [FileState.PENDING, FileState.REFUSED])
def test_unchecked_file_is_served_to_nobody(open_to_all, state):
    waiting = StoredFile.objects.create(
        sha256="0" * 64,
        size=1,
        media_type="application/pdf",
        name="cho.pdf",
        kind=KIND,
        state=state,
        reason="Chờ",
        uploaded_at=make_file().uploaded_at,
    )

    assert {get(waiting, part).status_code for part in ("", "nho/", "goc/")} == {404}


def test_unchanged_file_is_not_sent_again(open_to_all):
    file = make_file(kind=KIND)
    etag = get(file)["ETag"]

    again = get(file, **{"If-None-Match": etag})
    assert (again.status_code, again.content) == (304, b"")


def test_writing_to_the_address_is_refused(open_to_all):
    assert Client().post(make_file(kind=KIND).get_absolute_url()).status_code == 405


@pytest.mark.parametrize("part", ["", "nho/", "goc/"])
def test_page_needs_few_queries(open_to_all, rights, part, django_assert_max_num_queries):
    rights.register(KIND, lambda file, acting: True, original=True)
    photo = accepted(picture(), "anh.jpg", kind=KIND)

    with django_assert_max_num_queries(2):
        get(photo, part)
