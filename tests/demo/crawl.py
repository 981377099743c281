"""Follow the links that a person sees, as a person would."""

import re
from collections import Counter
from collections.abc import Iterator
from html import unescape

from django.test import Client

LINK = re.compile(r'<a [^>]*href="(/[^"#?]*)')
# One page stands for all that differ only in what they are about.
NAMES = re.compile(r"[0-9a-f-]{36}|[A-Z]{2,3}-[A-Z0-9]{6,}|[A-Z0-9]{20,}|[0-9]+")
ALIKE = 3
ELSEWHERE = ("/static/", "/tep/", "/api/", "/tai-khoan/dang-xuat/")


def refused_links(client: Client, start: str, most: int = 250) -> Iterator[str]:
    """“status address ← page” of each link that answers with an error."""
    waiting, seen, shapes = [(start, "")], {start}, Counter[str]()
    while waiting and len(seen) < most * 4:
        path, source = waiting.pop(0)
        shape = NAMES.sub("#", path)
        shapes[shape] += 1
        if shapes[shape] > ALIKE or sum(shapes.values()) > most:
            continue
        answer = client.get(path)
        if answer.status_code >= 400:
            yield f"{answer.status_code} {path} ← {source}"
        if answer.status_code != 200 or "html" not in answer["Content-Type"]:
            continue
        for link in dict.fromkeys(map(unescape, LINK.findall(answer.text))):
            if link not in seen and not link.startswith(ELSEWHERE):
                seen.add(link)
                waiting.append((link, path))
