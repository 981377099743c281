"""Letters that documents can and cannot show."""

import unicodedata
from dataclasses import replace

import pytest

from ocop.documents.certificates import render_certificate
from ocop.documents.glyphs import drawable, shown, unprintable
from ocop.documents.official import to_pdf
from tests.documents.official_samples import decision
from tests.documents.test_certificates import CERTIFICATE, text_of

VOWELS = "aăâeêioôơuưy"
TONES = ["", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"]
LETTERS = [unicodedata.normalize("NFC", vowel + tone) for vowel in VOWELS for tone in TONES]
AWKWARD = [
    "Mật ong 🍯",
    "茶 trà",
    "ខ្មែរ",
    "★",
    "☎ 0912",
    "\ue000",
    "👨‍👩‍👧",
    "\u0378",
    "\U0010fffd",
    "a\u20dd",
    "Ꞗ",
]


def test_all_vietnamese_letters_and_signs_of_documents_are_there():
    needed = "".join(LETTERS) + "đ" + "₫–—…“”‘’•×°½±§/%&@#№"
    missing = [
        letter for letter in needed + needed.upper() if ord(letter) not in drawable() and letter != "№"
    ]

    assert missing == []


def test_ordinary_text_stays_as_it_is():
    text = "Mật ong – “Hoa nhãn” (1,5 kg) 250.000 ₫\nDòng hai"

    assert shown({"a": [text, 5, None]}) == {"a": [text, 5, None]}
    assert unprintable(text) == ""


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("Mật ong 🍯 rừng", "Mật ong  rừng"),
        ("茶 trà", "? trà"),
        ("5 ★", "5 *"),
        (unicodedata.normalize("NFD", "Ặ"), "Ặ"),
        ("a\u3000b", "a b"),
    ],
)
def test_what_has_no_shape_is_replaced(text, printed):
    assert shown(text) == printed


def test_letters_that_cannot_be_shown_are_named_once():
    assert unprintable("Trà 茶 và 茶 🍯") == "茶🍯"


@pytest.mark.parametrize("text", AWKWARD)
def test_no_name_stops_a_document(text):
    assert render_certificate(replace(CERTIFICATE, product=f"Trà {text}"))
    assert to_pdf(decision(subject=f"Trà {text}"))


def test_certificate_with_an_emoji_still_says_its_name():
    assert "Mật ong hoa nhãn" in text_of(replace(CERTIFICATE, product="Mật ong 🍯 hoa nhãn"))
