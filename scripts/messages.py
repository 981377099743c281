#!/usr/bin/env python3
"""Catalogues of texts, without gettext: `compile` writes the .mo files, `missing` lists what has no English yet.

    python3 scripts/messages.py compile
    python3 scripts/messages.py missing

`locale/vi` fills what Django, allauth and axes leave in English; `locale/en` gives public pages in English. Both the
.po and the .mo files are committed, so that nobody needs gettext to run the system.
"""

import ast
import re
import struct
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "locale"
CONTEXT = "\x04"
PUBLIC_CODE = (
    "ocop/api",
    "ocop/home",
    "ocop/market",
    "ocop/registry",
    "ocop/supervision",
    "ocop/training",
    "ocop/transparency",
    "ocop/villages",
)  # the work area has no English
TRANSLATE = re.compile(r"{%\s*trans(?:late)?\s+(\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*')")
MARKED = re.compile(r"[=:]_\((\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*')\)")  # {% include … with title=_("…") %}
BLOCK = re.compile(
    r"{%\s*blocktrans(?:late)?\b(?P<args>[^%]*)%}(?P<body>.*?){%\s*endblocktrans(?:late)?\s*%}", re.S
)
PLURAL = re.compile(r"{%\s*plural\s*%}")
VARIABLE = re.compile(r"{{\s*([\w.]+)\s*}}")
Catalogue = dict[str, list[str]]


def read_po(path: Path) -> Catalogue:
    """Key (with context before \\x04, plural after \\0) → translations. Enough of the format for our own files."""
    found: Catalogue = {}
    for block in re.split(r"\n\s*\n", path.read_text(encoding="utf-8")):
        fields: dict[str, str] = {}
        name = ""
        for line in block.splitlines():
            if line.startswith("#"):
                if line.startswith("#,") and "fuzzy" in line and path.parent != LOCALE:
                    fields["fuzzy"] = "1"
                continue
            head = re.match(r"(msgctxt|msgid_plural|msgid|msgstr(?:\[\d\])?)\s+(\".*\")$", line)
            if head:
                name = head.group(1)
                fields[name] = ast.literal_eval(head.group(2))
            elif line.startswith('"') and name:
                fields[name] += ast.literal_eval(line)
        if "msgid" in fields and "fuzzy" not in fields:
            found[_key(fields)] = [
                value for part, value in sorted(fields.items()) if part.startswith("msgstr")
            ]
    return found


def _key(fields: dict[str, str]) -> str:
    context = fields["msgctxt"] + CONTEXT if "msgctxt" in fields else ""
    plural = "\0" + fields["msgid_plural"] if "msgid_plural" in fields else ""
    return context + fields["msgid"] + plural


def write_mo(path: Path, catalogue: Catalogue) -> None:
    """The binary form that Python's gettext reads; entries without translation are left out."""
    rows = sorted((k.encode(), "\0".join(v).encode()) for k, v in catalogue.items() if any(v))
    count, start = len(rows), 28
    keys_at = start + 16 * count
    values_at = keys_at + sum(len(key) + 1 for key, _ in rows)
    heads, tails = [], []
    for key, value in rows:
        heads.append(struct.pack("<2I", len(key), keys_at))
        tails.append(struct.pack("<2I", len(value), values_at))
        keys_at += len(key) + 1
        values_at += len(value) + 1
    head = struct.pack("<7I", 0x950412DE, 0, count, start, start + 8 * count, 0, start + 16 * count)
    texts = b"".join(key + b"\0" for key, _ in rows) + b"".join(value + b"\0" for _, value in rows)
    path.write_bytes(head + b"".join(heads) + b"".join(tails) + texts)


def template_texts(text: str) -> Iterator[str]:
    """The message keys of one template, as Django looks them up."""
    for match in TRANSLATE.finditer(text):
        yield ast.literal_eval(match.group(1))
    for match in MARKED.finditer(text):
        yield ast.literal_eval(match.group(1))
    for match in BLOCK.finditer(text):
        forms = [_block_key(part, "trimmed" in match["args"]) for part in PLURAL.split(match["body"])]
        yield "\0".join(forms)


def _block_key(body: str, trimmed: bool) -> str:
    if trimmed:
        body = " ".join(line.strip() for line in body.strip().splitlines())
    return VARIABLE.sub(r"%(\1)s", body.replace("%", "%%"))


def public_texts() -> dict[str, str]:
    """Every message of the templates and of the public apps → the first file that uses it."""
    found: dict[str, str] = {}
    for path in sorted((ROOT / "templates").rglob("*.html")):
        for key in template_texts(path.read_text(encoding="utf-8")):
            found.setdefault(key, str(path.relative_to(ROOT)))
    for path in sorted(path for folder in PUBLIC_CODE for path in (ROOT / folder).rglob("*.py")):
        for key in code_texts(path.read_text(encoding="utf-8")):
            found.setdefault(key, str(path.relative_to(ROOT)))
    return found


def code_texts(text: str) -> Iterator[str]:
    """Texts given to gettext, also under the name `_`."""
    for node in ast.walk(ast.parse(text)):
        called = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id
        if called in {"_", "gettext"} and isinstance(node.args[0], ast.Constant):
            yield str(node.args[0].value)


def missing() -> dict[str, str]:
    """Messages without English."""
    english = read_po(LOCALE / "en" / "LC_MESSAGES" / "django.po")
    return {key: where for key, where in public_texts().items() if not any(english.get(key, []))}


def compile_all() -> list[Path]:
    done = []
    for path in sorted(LOCALE.glob("*/LC_MESSAGES/*.po")):
        write_mo(path.with_suffix(".mo"), read_po(path))
        done.append(path.with_suffix(".mo"))
    return done


def main(words: list[str]) -> int:
    if words == ["compile"]:
        for path in compile_all():
            print(path.relative_to(ROOT))
        return 0
    if words == ["missing"]:
        rows = missing()
        for key, where in rows.items():
            print(f"{where}: {key!r}")
        return 1 if rows else 0
    print(__doc__, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
