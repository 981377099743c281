"""Right before fast: each page's answer against a plain scan of the records, before anything is measured."""

import csv
import io
import json
import re
from collections import Counter
from html import unescape
from random import Random

from bench.national.fetching import Fetch
from bench.national.pages import API, QUESTIONS, Pages, next_of
from ocop.core.clock import today
from ocop.core.text import words
from ocop.recognition.models import Certificate
from ocop.recognition.queries.status import status_of
from ocop.registry.models import Entry
from ocop.rulebook.validity import Status

CODE = re.compile(r'href="/san-pham/(SP-[0-9A-Z]{8})/"')
NEXT = re.compile(r'rel="next" href="([^"]+)"')
TOTAL = re.compile(r'role="status">\s*(?:<[^>]+>)*\s*([\d.,]+)\+?')
MOST = 1000  # hits that a question can be walked through


def check(pages: Pages, ours: Fetch, *, whole: bool) -> list[str]:
    """What was found right; a wrong answer ends the run. `whole`: also walk the register from end to end."""
    told = [_statuses(pages, ours), _recall(ours), _marks_make_no_difference(ours)]
    if whole:
        told += [_walk(ours), _facets(ours)]
    if "api" in pages.paths:
        told.append(_api(ours, whole=whole))
    return told


def expect(what: bool, words: str) -> None:
    if not what:
        raise SystemExit(f"SAI: {words}")


def _statuses(pages: Pages, ours: Fetch) -> str:
    """The word on the verification page is the rulebook's, for every token asked."""
    seen: Counter[Status] = Counter()
    found = Certificate.objects.filter(token__in=pages.tokens).for_status()
    for one in found:
        status = status_of(one, today())
        text = unescape(ours.get(f"/kiem-tra/{one.token}/").text)
        expect(status.words in text, f"giấy {one.number_text}: trang không nói “{status.words}”")
        expect(one.number_text in text, f"trang kiểm tra không nêu số {one.number_text}")
        seen[status] += 1
    return f"kiểm tra {sum(seen.values())} giấy, {len(seen)} loại tình trạng"


Answers = dict[str, tuple[set[str], set[str]]]


def _answers(questions: tuple[str, ...]) -> Answers:
    """Per question the codes of the lines that have all its words, the last one perhaps only begun: by the words that the
    page shows, and by all words that the line is kept under (former places, old names too). One plain scan."""
    columns = ("code", "name", "producer_name", "place", "group_name", "search_key")
    asked = {question: (set(words(question)[:-1]), words(question)[-1]) for question in questions}
    found: Answers = {question: (set(), set()) for question in questions}
    for row in Entry.objects.order_by().values_list(*columns).iterator(chunk_size=5000):
        for kept, known in enumerate((set(words(" ".join(row[:5]))), set(row[5].split()))):
            for question, (whole, begun) in asked.items():
                if _has(known, whole, begun):
                    found[question][kept].add(row[0])
    return found


def _has(known: set[str], whole: set[str], begun: str) -> bool:
    return whole <= known and any(word.startswith(begun) for word in known)


def _hits(ours: Fetch, question: str) -> tuple[list[str], int]:
    """Codes in the order of the pages, and the total that the first page says."""
    from urllib.parse import urlencode

    path, found, total = f"/san-pham/?{urlencode({'q': question})}", [], 0
    while path:
        text = ours.get(path).text
        if not found:
            said = TOTAL.search(text)
            total = int(re.sub(r"\D", "", said[1])) if said else -1
        found += list(dict.fromkeys(CODE.findall(text)))
        following = NEXT.search(text)
        path = "/san-pham/" + unescape(following[1]) if following else ""
    return found, total


def _recall(ours: Fetch) -> str:
    """Every line that a full scan finds, and no other, once each; of more than 1,000, a thousand of them."""
    answers, checked = _answers(QUESTIONS), 0
    for question in QUESTIONS:
        shown, expected = answers[question]
        found, total = _hits(ours, question)
        expect(shown <= expected, f"“{question}”: sổ thiếu từ của {min(shown - expected, default='')}")
        expect(len(found) == len(set(found)), f"“{question}”: có dòng lặp lại")
        if len(expected) <= MOST:
            missing, more = expected - set(found), set(found) - expected
            expect(
                not missing,
                f"“{question}”: thiếu {len(missing)} trên {len(expected)}: {min(missing, default='')}",
            )
            expect(not more or not expected, f"“{question}”: thừa {len(more)}: {min(more, default='')}")
            expect(total == len(found), f"“{question}”: ghi {total}, tìm được {len(found)}")
        else:
            expect(len(found) == MOST, f"“{question}”: {len(found)} dòng, không phải 1.000 dòng đầu")
            expect(set(found) <= expected, f"“{question}”: có dòng không mang các từ ấy")
        checked += len(found)
    return f"tìm {len(QUESTIONS)} câu, {checked} dòng bằng phép quét toàn bộ"


def _marks_make_no_difference(ours: Fetch) -> str:
    for marked, bare in (
        ("mật ong", "mat ong"),
        ("nước mắm", "nuoc mam"),
        ("đặc sản", "dac san"),
        ("gạo nếp", "gao nep"),
    ):
        expect(_hits(ours, marked) == _hits(ours, bare), f"“{marked}” và “{bare}” cho kết quả khác nhau")
    return "có dấu và không dấu như nhau"


def _walk(ours: Fetch) -> str:
    """From the first page to the last by the links: every product once, in the order of the alphabet."""
    path, found = "/san-pham/", []
    while path:
        text = ours.get(path).text
        found += list(dict.fromkeys(CODE.findall(text)))
        following = NEXT.search(text)
        path = "/san-pham/" + unescape(following[1]) if following else ""
    expected = list(Entry.objects.order_by("sort_key", "pk").values_list("code", flat=True))
    expect(
        found == expected, f"đi hết danh sách gặp {len(found)} dòng, sổ có {len(expected)}, hoặc sai thứ tự"
    )
    return f"đi hết {len(found)} dòng, mỗi dòng một lần, đúng thứ tự"


def _facets(ours: Fetch) -> str:
    """The numbers beside stars and provinces are those of the rows, and their sum is the total."""
    text = ours.get("/san-pham/").text
    said = TOTAL.search(text)
    total = int(re.sub(r"\D", "", said[1])) if said else -1
    expect(total == Entry.objects.count(), f"trang ghi {total} sản phẩm")
    stars = Counter(Entry.objects.order_by().values_list("stars", flat=True))
    for value, count in stars.items():
        if value:
            page = ours.get(f"/san-pham/?sao={value}").text
            shown = TOTAL.search(page)
            expect(
                shown is not None and int(re.sub(r"\D", "", shown[1])) == count,
                f"lọc {value} sao: không phải {count}",
            )
    return f"tổng {total} và số theo sao đúng"


def _api(ours: Fetch, *, whole: bool) -> str:
    """Each product once; the fields equal the line of the register."""
    path, found = f"{API}?limit=200", {}
    while path:
        body = json.loads(ours.get(path).body)
        for item in body["items"]:
            expect(item["code"] not in found, f"API lặp {item['code']}")
            found[item["code"]] = (item["name"], item["stars"])
        path = next_of(body).replace("limit=50", "limit=200") if whole or len(found) < 2000 else ""
    codes = Random(26).sample(sorted(found), min(500, len(found)))
    rows = {
        code: (name, stars)
        for code, name, stars in Entry.objects.filter(code__in=codes).values_list("code", "name", "stars")
    }
    expect(all(found[code] == rows[code] for code in codes), "API ghi khác sổ")
    expect(not whole or len(found) == Entry.objects.count(), f"API có {len(found)} sản phẩm")
    return f"API {len(found)} sản phẩm, mỗi sản phẩm một lần"


def check_csv(content: bytes) -> int:
    """An exported table has exactly the register's lines."""
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    codes = [row["code"] for row in rows]
    expected = dict(Entry.objects.values_list("code", "name"))
    expect(
        len(codes) == len(set(codes)) and set(codes) == set(expected),
        f"CSV có {len(codes)} dòng, sổ {len(expected)}",
    )
    wrong = [row["code"] for row in rows if row["name"].lstrip("'") != expected[row["code"]]]
    expect(not wrong, f"CSV ghi khác sổ ở {len(wrong)} dòng")
    return len(rows)
