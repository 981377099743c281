#!/usr/bin/env python3
"""Join frontend/css/*.css into static/css/ocop.css, in the order of their names; tokens and check.css into check.css.

Plain joining, no tool to install: small files to read, one file to fetch. A test compares the result.
"""

from pathlib import Path

HERE = Path(__file__).resolve().parent
TARGET = HERE.parent / "static" / "css" / "ocop.css"
CHECK = TARGET.with_name("check.css")


def joined() -> str:
    parts = sorted((HERE / "css").glob("*.css"))
    head = "/* Built by frontend/build_css.py from frontend/css; edit there. */\n"
    return head + "\n".join(f"/* {part.name} */\n{part.read_text(encoding='utf-8')}" for part in parts)


def joined_check() -> str:
    """The light sheet of the checking pages: the tokens without their fonts, then what those pages need."""
    tokens = (HERE / "css" / "01-tokens.css").read_text(encoding="utf-8")
    fonts, rest = tokens.index("@font-face"), tokens.index(":root")
    own = (HERE / "check.css").read_text(encoding="utf-8")
    return f"/* Built by frontend/build_css.py; edit there. */\n{tokens[:fonts]}{tokens[rest:]}\n{own}"


if __name__ == "__main__":
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text(joined(), encoding="utf-8")
    CHECK.write_text(joined_check(), encoding="utf-8")
    print(f"{TARGET.name}: {TARGET.stat().st_size} bytes")
