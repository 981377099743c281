"""A request with files that are too large: counted, refused by name, never stored."""

import pytest
from django.test import RequestFactory

from ocop.core.acting import NOBODY
from ocop.core.errors import RuleBroken
from ocop.documents.actions import accept_upload
from ocop.documents.enums import FileKind
from tests.factories.accounts import AT
from tests.factories.documents import pdf, upload

MIB = 1024 * 1024


@pytest.fixture
def posted():
    """Sends files and closes at the end what the request opened."""
    requests = []

    def send(**files):
        requests.append(RequestFactory().post("/", files))
        return requests[-1].FILES

    yield send
    for request in requests:
        request.close()


@pytest.mark.parametrize("size", [5, 40])
def test_too_large_file_keeps_its_name_and_size_but_no_content(settings, posted, size):
    settings.OCOP_UPLOAD_MAX_BYTES = 2 * MIB
    found = posted(tep=upload(b"x" * (size * MIB), "lon.pdf"))["tep"]

    assert (found.name, found.size, found.read()) == ("lon.pdf", size * MIB, b"")
    with pytest.raises(RuleBroken, match="nặng hơn 2 MB"):
        accept_upload(upload=found, kind=FileKind.EVIDENCE, by=NOBODY, at=AT)


def test_good_file_beside_a_too_large_one_arrives_whole(settings, posted):
    settings.OCOP_UPLOAD_MAX_BYTES = 2 * MIB
    found = posted(lon=upload(b"x" * 3 * MIB, "lon.pdf"), vua=upload(pdf(), "vua.pdf"))

    assert found["vua"].read() == pdf()
    assert found["lon"].size == 3 * MIB


def test_file_of_exactly_the_limit_is_kept(settings, posted):
    settings.OCOP_UPLOAD_MAX_BYTES = 2 * MIB
    found = posted(tep=upload(b"x" * 2 * MIB, "vua.pdf"))["tep"]

    assert len(found.read()) == 2 * MIB


def test_all_files_together_are_bounded(settings, posted):
    settings.OCOP_UPLOAD_MAX_BYTES = MIB
    files = {f"tep{number}": upload(b"x" * MIB, "a.pdf") for number in range(14)}
    found = posted(**files)

    assert [file.size > MIB for file in found.values()] == [False] * 12 + [True] * 2
