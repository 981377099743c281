"""Good files with random damage: read or refused, never another exception (run in this process, without the jail)."""

import io
import random

import pytest

from ocop.documents.inspect.faults import Fault
from ocop.documents.inspect.images import check_image
from ocop.documents.inspect.limits import Limits
from ocop.documents.inspect.office import check_office
from ocop.documents.inspect.pdfs import check_pdf
from ocop.documents.inspect.sniff import JPEG, PNG, WEBP
from tests.factories.documents import pdf, picture, sheet, word

LIMITS = Limits()
READERS = {
    "pdf": (pdf(3), check_pdf),
    "docx": (word("Mật ong"), check_office),
    "xlsx": (sheet(), check_office),
    "jpeg": (picture("JPEG"), lambda file, limits: check_image(file, JPEG, limits)),
    "png": (picture("PNG"), lambda file, limits: check_image(file, PNG, limits)),
    "webp": (picture("WEBP"), lambda file, limits: check_image(file, WEBP, limits)),
}


def damaged(content: bytes, chance: random.Random) -> bytes:
    """One to eight bytes changed, a piece cut out or a piece doubled."""
    made = bytearray(content)
    for _ in range(chance.randint(1, 8)):
        made[chance.randrange(len(made))] = chance.randrange(256)
    start = chance.randrange(len(made))
    piece = made[start : start + chance.randint(1, 40)]
    kind = chance.randrange(4)
    if kind == 0:
        del made[start : start + len(piece)]
    elif kind == 1:
        made[start:start] = piece
    return bytes(made)


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("sort", READERS)
def test_damaged_file_is_read_or_refused(sort):
    content, read = READERS[sort]
    chance = random.Random(26)

    for _ in range(120):
        try:
            read(io.BytesIO(damaged(content, chance)), LIMITS)
        except Fault:
            continue
