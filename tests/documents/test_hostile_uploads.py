"""Files from people who mean harm, or whose phone does: a sentence, never a crash or a wait (trust.md T18, T25)."""

import time

import pytest

from ocop.core.acting import NOBODY
from ocop.core.errors import RuleBroken
from ocop.documents.actions import accept_upload
from ocop.documents.enums import FileKind
from ocop.documents.models import StoredFile
from ocop.documents.sentences import SENTENCES
from tests.documents.hostile_office import sheets, words
from tests.documents.hostile_pdfs import pdfs
from tests.documents.hostile_pictures import pictures
from tests.factories.accounts import AT
from tests.factories.documents import upload

CORPUS = [*pictures(), *pdfs(), *words(), *sheets()]
LONGEST_SECONDS = 20


def test_corpus_has_at_least_a_hundred_kinds():
    assert len({name for name, _, _ in CORPUS}) == len(CORPUS) >= 100


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "content", "codes"), CORPUS, ids=[name for name, _, _ in CORPUS])
def test_hostile_file_is_refused_with_its_sentence(name, content, codes):
    started = time.monotonic()

    with pytest.raises(RuleBroken) as refused:
        accept_upload(upload=upload(content, name), kind=FileKind.EVIDENCE, by=NOBODY, at=AT)

    code = refused.value.code.removeprefix("upload.")
    assert code in codes.split()
    assert code in SENTENCES
    assert "{" not in refused.value.sentence
    assert time.monotonic() - started < LONGEST_SECONDS
    assert not StoredFile.objects.exists()
