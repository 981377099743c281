#!/usr/bin/env python3
"""Join frontend/css/*.css into static/css/ocop.css, in the order of their names.

Plain joining, no tool to install: small files to read, one file to fetch. A test compares the result.
"""

from pathlib import Path

HERE = Path(__file__).resolve().parent
TARGET = HERE.parent / "static" / "css" / "ocop.css"


def joined() -> str:
    parts = sorted((HERE / "css").glob("*.css"))
    head = "/* Built by frontend/build_css.py from frontend/css; edit there. */\n"
    return head + "\n".join(f"/* {part.name} */\n{part.read_text(encoding='utf-8')}" for part in parts)


if __name__ == "__main__":
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text(joined(), encoding="utf-8")
    print(f"{TARGET.name}: {TARGET.stat().st_size} bytes")
