"""Files from people who mean harm, or whose phone does: a sentence, never a crash or a wait.

All of them go through `accept_upload` and its child process. No test here may touch the database: a hostile file
that reached it would fail for that reason alone.
"""

import os
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from ocop.core.acting import NOBODY
from ocop.core.errors import RuleBroken
from ocop.documents import storage
from ocop.documents.actions import accept_upload
from ocop.documents.enums import FileKind
from ocop.documents.sentences import SENTENCES
from tests.documents.hostile_office import sheets, words
from tests.documents.hostile_pdfs import pdfs
from tests.documents.hostile_pictures import pictures
from tests.factories.accounts import AT
from tests.factories.documents import upload

CORPUS = {name: (content, codes) for name, content, codes in [*pictures(), *pdfs(), *words(), *sheets()]}
LONGEST_SECONDS = 30


def offered(name: str) -> tuple[BaseException | None, float]:
    """What came of handing the file in, and how long it took."""
    started = time.monotonic()
    try:
        accept_upload(upload=upload(CORPUS[name][0], name), kind=FileKind.EVIDENCE, by=NOBODY, at=AT)
    except BaseException as error:  # also the refusal of the test runner to open the database
        return error, time.monotonic() - started
    return None, time.monotonic() - started


@pytest.fixture(scope="module")
def outcomes():
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return dict(zip(CORPUS, pool.map(offered, CORPUS), strict=True))


def test_corpus_has_at_least_a_hundred_kinds():
    assert len(CORPUS) >= 100


@pytest.mark.parametrize("name", CORPUS)
def test_hostile_file_is_refused_with_its_sentence(name, outcomes):
    error, seconds = outcomes[name]

    assert isinstance(error, RuleBroken), repr(error)
    code = error.code.removeprefix("upload.")
    assert code in CORPUS[name][1].split()
    assert code in SENTENCES
    assert "{" not in error.sentence
    assert seconds < LONGEST_SECONDS


def test_refused_files_leave_nothing_behind(outcomes):
    assert list((storage.local_root() / "incoming").iterdir()) == []
