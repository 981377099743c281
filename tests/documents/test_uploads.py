"""Taking a file in: what is kept, what is derived, what is written."""

import io
import unicodedata

import pytest
from PIL import Image

from ocop.audit.models import Event
from ocop.core.acting import NOBODY
from ocop.core.errors import RuleBroken
from ocop.documents import storage
from ocop.documents.actions import accept_upload
from ocop.documents.enums import PDF_ONLY, FileKind, FileState
from ocop.documents.models import StoredFile
from tests.factories.accounts import AT
from tests.factories.documents import accepted, make_file, pdf, phone_photo, picture, sheet, upload, word

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("giay.pdf", pdf(2)),
        ("anh.jpg", picture("JPEG")),
        ("anh.JPEG", picture("JPEG", mode="CMYK")),
        ("anh.png", picture("PNG", mode="RGBA")),
        ("anh.png", picture("PNG", mode="P")),
        ("anh.webp", picture("WEBP")),
        ("van-ban.docx", word("Mật ong")),
        ("bang.xlsx", sheet()),
    ],
)
def test_good_file_is_kept_byte_for_byte(name, content):
    stored = accepted(content, name)

    assert stored.read_bytes() == content
    assert (stored.size, stored.name, stored.state) == (len(content), name, FileState.CHECKED)
    assert stored.uploaded_at == AT


def test_pages_and_size_of_a_picture_are_recorded():
    assert accepted(pdf(3)).pages == 3
    photo = accepted(picture("PNG", (50, 40)), "anh.png")
    assert (photo.width, photo.height, photo.pages) == (50, 40, None)


def test_photo_is_written_anew_without_place_time_and_maker():
    photo = accepted(phone_photo((320, 240)), "IMG_1.jpg")

    shown = Image.open(io.BytesIO(photo.web.read_bytes()))
    small = photo.thumbnail.read_bytes()
    assert dict(shown.getexif()) == {}
    assert shown.size == (240, 320), "turned upright"
    assert b"HANG-DIEN-THOAI" in photo.read_bytes()
    assert b"HANG-DIEN-THOAI" not in photo.web.read_bytes() + small


def test_large_photo_is_shown_small():
    photo = accepted(picture("JPEG", (4000, 3000)), "to.jpg")

    assert Image.open(io.BytesIO(photo.web.read_bytes())).size == (2000, 1500)
    assert max(Image.open(io.BytesIO(photo.thumbnail.read_bytes())).size) == 400


def test_hidden_script_in_a_comment_does_not_reach_the_shown_picture():
    photo = accepted(picture("JPEG", comment=b"<script>alert(1)</script>"), "anh.jpg")

    assert b"<script" not in photo.web.read_bytes()


def test_picture_with_another_pictures_suffix_is_taken_under_its_real_name():
    assert accepted(picture("WEBP"), "zalo.jpg").name == "zalo.webp"


def test_same_bytes_twice_are_two_files_over_one_object():
    first, second = accepted(pdf()), accepted(pdf(), "khac.pdf")

    assert first.public_id != second.public_id
    assert first.sha256 == second.sha256
    root = storage.local_root()
    assert len(list((root / "objects").glob(f"*/*/{first.sha256}"))) == 1


def test_name_is_stored_composed():
    name = unicodedata.normalize("NFD", "Mật ong.pdf")

    assert accepted(pdf(), name).name == "Mật ong.pdf"


def test_acceptance_is_recorded_once_with_its_hash():
    stored = accepted()

    event = Event.objects.get(verb="file.accepted")
    assert event.data == {"sha256": stored.sha256, "size": stored.size, "kind": "evidence"}


def test_no_file_is_refused():
    with pytest.raises(RuleBroken, match="Chưa có tệp nào"):
        accept_upload(upload=None, kind=FileKind.EVIDENCE, by=NOBODY, at=AT)


def test_type_not_wanted_here_is_refused_with_those_that_are():
    with pytest.raises(RuleBroken) as refused:
        accepted(picture(), "anh.jpg", allow=PDF_ONLY)

    assert refused.value.code == "upload.not_allowed_here"
    assert refused.value.sentence.endswith("Hãy dùng: PDF.")


class Endless:
    """An upload that claims to be small and never ends."""

    name = "lon.pdf"
    size = 10

    def __init__(self):
        self.given = 0

    def chunks(self):
        while True:
            self.given += 1
            yield b"x" * 1024 * 1024


def test_too_large_file_is_refused_before_it_is_read_to_its_end():
    endless = Endless()

    with pytest.raises(RuleBroken, match="nặng hơn 20 MB"):
        accept_upload(upload=endless, kind=FileKind.EVIDENCE, by=NOBODY, at=AT)

    assert endless.given == 21


def test_declared_size_alone_is_enough_to_refuse():
    endless = Endless()
    endless.size = 200 * 1024 * 1024

    with pytest.raises(RuleBroken, match="nặng hơn 20 MB"):
        accept_upload(upload=endless, kind=FileKind.EVIDENCE, by=NOBODY, at=AT)

    assert endless.given == 0


def test_refused_file_leaves_nothing_in_the_storage():
    def count() -> int:
        return sum(path.is_file() for path in storage.local_root().rglob("*"))

    make_file()
    before = count()
    with pytest.raises(RuleBroken):
        accepted(b"MZ" + b"\0" * 100, "virus.pdf")
    assert count() == before


def test_slow_file_is_refused_not_waited_for(settings):
    settings.OCOP_UPLOAD_WALL_SECONDS = 0.01

    with pytest.raises(RuleBroken, match="quá nhiều thời gian"):
        accepted()


def test_refusal_belongs_to_the_field_that_was_named():
    with pytest.raises(RuleBroken) as refused:
        accept_upload(upload=upload(b"", "a.pdf"), kind=FileKind.SCAN, by=NOBODY, at=AT, field="scan")

    assert refused.value.field == "scan"
    assert not StoredFile.objects.exists()
