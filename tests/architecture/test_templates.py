"""Templates keep to the strict content policy: nothing inline that a browser would run or style."""

import re

from tests.architecture.tree import files, name_of

INLINE = {
    "script without src": re.compile(
        r"<script(?![^>]*\bsrc=)(?![^>]*type=\"application/(?:ld\+)?json\")", re.I
    ),
    "style element": re.compile(r"<style\b", re.I),
    "style attribute": re.compile(r"<[^>]*\sstyle\s*=", re.I),
    "event attribute": re.compile(r"<[^>]*\son[a-z]+\s*=\s*[\"']", re.I),
    "javascript address": re.compile(r"=\s*[\"']javascript:", re.I),
}
COMMENT = re.compile(r"\{%\s*comment.*?endcomment\s*%\}|\{#.*?#\}|<!--.*?-->", re.S)


def test_templates_have_no_inline_script_or_style():
    found = []
    for path in files(".html", ".svg"):
        if "templates" not in path.parts:
            continue
        text = COMMENT.sub("", path.read_text(encoding="utf-8"))
        found += [f"{name_of(path)}: {what}" for what, pattern in INLINE.items() if pattern.search(text)]
    assert found == []
