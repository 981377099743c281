"""What is found, in which order – held on both engines by running these tests on both."""

import csv
import unicodedata
from random import Random

import pytest
from django.conf import settings

from ocop.core.text import clean_line, fold, sort_key, words
from ocop.registry.models import Entry
from ocop.registry.search import Asked, ask, near_names
from tests.factories.accounts import DAY
from tests.factories.search import make_lines

pytestmark = pytest.mark.django_db
REAL = (
    settings.BASE_DIR / "reference/history/products.csv",
    settings.BASE_DIR.parent / "shared/data/products-reference-only.csv",  # where it is there
)
MOVED_TONES = {
    "oà": "òa",
    "oá": "óa",
    "oả": "ỏa",
    "oã": "õa",
    "oạ": "ọa",
    "uỳ": "ùy",
    "uý": "úy",
    "uỷ": "ủy",
    "oè": "òe",
}
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def real_rows() -> list[dict[str, str]]:
    found = []
    for path in filter(lambda one: one.exists(), REAL):
        with path.open(encoding="utf-8-sig", newline="") as file:
            found += [
                {
                    "name": clean_line(row["product_name"])[:200],
                    "producer": clean_line(row["producer"])[:200],
                    "place": ", ".join(filter(None, (row["commune"], row["district"], row["province"]))),
                }
                for row in csv.DictReader(file)
            ]
    return found


def found(q: str, **more: object) -> list[str]:
    return [entry.name for entry in ask(Asked(q=q, **more), DAY, limit=1000).rows]  # type: ignore[arg-type]


def other_tones(text: str) -> str:
    """hoà for hòa and hòa for hoà."""
    for new, old in MOVED_TONES.items():
        text = text.replace(new, "\0").replace(old, new).replace("\0", old)
    return text


def test_every_real_name_is_found_however_it_is_written() -> None:
    rows = real_rows()
    assert len(rows) > 400
    make_lines(*rows)
    ways = {
        "as published": str,
        "without marks": fold,
        "decomposed": lambda text: unicodedata.normalize("NFD", text),
        "upper case": str.upper,
        "other tone style": other_tones,
        "đ as ð": lambda text: text.replace("đ", "ð").replace("Đ", "Ð"),
    }
    missed = [
        (way, row["name"])
        for row in rows
        for way, write in ways.items()
        if row["name"] not in found(write(" ".join(row["name"].split()[:8])))
    ]

    assert missed == []


def test_real_products_are_found_by_producer_and_by_place_as_published() -> None:
    rows = real_rows()[::7]
    make_lines(*rows)
    missed = [
        (q, row["name"])
        for row in rows
        for q in (row["producer"], row["place"])
        if words(q) and row["name"] not in found(" ".join(words(q)[:8]))
    ]

    assert missed == []


def misspelt(name: str, rng: Random) -> str:
    """One letter of one word wrong, missing, doubled or exchanged with its neighbour."""
    told = words(name)[:8]
    place = rng.choice([n for n, word in enumerate(told) if len(word) > 2 and word.isalpha()] or [0])
    word, at = told[place], rng.randrange(len(told[place]))
    wrong = {
        "other": word[:at] + rng.choice(LETTERS) + word[at + 1 :],
        "missing": word[:at] + word[at + 1 :],
        "more": word[:at] + rng.choice(LETTERS) + word[at:],
        "exchanged": word[:at] + word[at : at + 2][::-1] + word[at + 2 :],
    }
    told[place] = wrong[rng.choice(sorted(wrong))]
    return " ".join(told)


def test_one_slip_is_forgiven_in_nine_of_ten_real_names() -> None:
    rows, rng = real_rows(), Random(26)
    make_lines(*rows)
    asked = [(row["name"], misspelt(row["name"], rng)) for row in rows if len(words(row["name"])) > 1]
    hit = [name in found(q) for name, q in asked]

    assert sum(hit) / len(hit) >= 0.9


def test_a_slip_in_every_word_is_forgiven_but_not_two_in_one() -> None:
    make_lines("Nước mắm Phú Quốc", "Mật ong")

    assert found("nuocc mma phuu quocc") == ["Nước mắm Phú Quốc"]
    assert found("nuoccc mam") == []
    assert ask(Asked(q="mat omg"), DAY).corrected and not ask(Asked(q="mat ong"), DAY).corrected


def test_nothing_is_corrected_while_the_words_are_found() -> None:
    make_lines("Mắm tôm", "Măm tép")

    assert found("mam tom") == ["Mắm tôm"]


def test_the_order_is_title_then_alphabet_then_age() -> None:
    make_lines(
        {"name": "Ổi găng", "producer": "Hộ Mật ong"},
        "Đường mật ong",
        "Dừa mật ong",
        "Mật ong An",
        "Mật ong An",
    )
    rows = ask(Asked(q="mật ong"), DAY).rows

    assert [row.name for row in rows] == [
        "Dừa mật ong",
        "Đường mật ong",
        "Mật ong An",
        "Mật ong An",
        "Ổi găng",
    ]
    assert rows[2].pk < rows[3].pk


def test_the_list_follows_the_vietnamese_alphabet() -> None:
    names = ["Ớt", "Ổi", "Ôi", "Đậu", "Dâu", "Ám", "Ấm", "Ăn", "An", "À"]
    make_lines(*names)

    assert found("") == sorted(names, key=sort_key)


def test_the_last_word_may_still_be_being_typed() -> None:
    make_lines("Mật ong bạc hà", "Mật mía")

    for q in ("mat ong b", "mat ong ba", "mật o", "bac ha mat on", "ong"):
        assert found(q) == ["Mật ong bạc hà"], q
    assert ask(Asked(q="on mat"), DAY).corrected  # only the last word may be a beginning
    assert found("ma") == ["Mật mía", "Mật ong bạc hà"]
    assert found("h") == []  # a single letter begins names, it is no beginning of any word


def test_entries_are_found_by_the_former_names_of_their_unit() -> None:
    make_lines({"name": "Lụa", "unit": "09556"}, {"name": "Gạo", "unit": "01273"})

    assert found("quang trung") == found("quan ha dong") == found("phường Hà Cầu") == ["Lụa"]


def test_more_than_a_thousand_hits_say_so() -> None:
    make_lines(*(f"Chè xanh số {n}" for n in range(1010)))
    page = ask(Asked(q="che xanh"), DAY)

    assert (page.total, page.capped, sum(one.count for one in page.facets["sao"])) == (1000, True, 1000)
    assert ask(Asked(), DAY).total == 1010


def test_names_near_what_was_asked_are_offered() -> None:
    make_lines("Mật ong bạc hà", "Trà shan tuyết")

    assert near_names(Asked(q="mật omg thùng lớn"), DAY) == ["Mật ong bạc hà"]
    assert near_names(Asked(q="zzzz qqqq"), DAY) == []


@pytest.mark.parametrize(
    "q",
    [
        '"',
        "-",
        "%",
        "_",
        "NEAR(",
        "\x00",
        "'; DROP",
        "🐝",
        "*",
        "a" * 5000,
        "_sao4",
        "OR AND NOT",
        ":*",
        "{name}:x",
    ],
)
def test_signs_of_the_engines_mean_nothing(q: str) -> None:
    make_lines("Mật ong")

    assert found(q) in ([], ["Mật ong"])


def test_a_change_of_a_line_is_found_in_the_same_transaction() -> None:
    make_lines("Mật ong")
    Entry.objects.update(search_key=" duong phen", name="Đường phèn", name_key=" duong phen ")

    assert found("duong phen") == ["Đường phèn"] and found("mat ong") == []
    Entry.objects.all().delete()
    assert found("duong phen") == []
