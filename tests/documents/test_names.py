"""Names of uploaded files."""

import unicodedata

import pytest

from ocop.documents.inspect.faults import Fault
from ocop.documents.inspect.sniff import PDF, PNG
from ocop.documents.names import clean_name, named_for, suffix_of

NFD = unicodedata.normalize("NFD", "Giấy chứng nhận.pdf")


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("Giấy chứng nhận.pdf", "Giấy chứng nhận.pdf"),
        (NFD, "Giấy chứng nhận.pdf"),
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Users\\An\\Mật ong.pdf", "Mật ong.pdf"),
        ("  anh dep .jpg. ", "anh dep .jpg"),
        ("CON.pdf", "_CON.pdf"),
        ("lpt1.pdf", "_lpt1.pdf"),
        ("mật ong 🍯.jpg", "mật ong 🍯.jpg"),
        ('a<b>c:"d".pdf', "a-b-c--d-.pdf"),
        ("khong\u200bnhin.pdf", "khongnhin.pdf"),
    ],
)
def test_name_is_kept_as_written_but_safe(given, kept):
    assert clean_name(given) == kept


@pytest.mark.parametrize("given", ["a\x00b.pdf", "fdp\u202eexe.pdf", "a\nb.pdf", "a\u2066b.pdf", "\x7f.pdf"])
def test_name_with_hidden_characters_is_refused(given):
    with pytest.raises(Fault) as refused:
        clean_name(given)
    assert refused.value.code == "hidden_characters"


@pytest.mark.parametrize("given", ["", "/", "...", "a/", " "])
def test_empty_name_is_refused(given):
    with pytest.raises(Fault) as refused:
        clean_name(given)
    assert refused.value.code == "no_name"


@pytest.mark.parametrize("length", [120, 255, 256, 300, 2000])
def test_long_name_loses_its_stem_not_its_suffix(length):
    name = clean_name("ậ" * length + ".pdf")

    assert len(name.encode()) <= 255
    assert name.endswith("ậ.pdf")


def test_suffix_is_the_last_one():
    assert suffix_of("anh.pdf.EXE") == "exe"


def test_picture_gets_the_suffix_of_its_content():
    assert (named_for("a.jpg", PNG), named_for("a.pdf", PDF)) == ("a.png", "a.pdf")
