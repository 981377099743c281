"""Nothing in the tree tells on which machine it was written."""

import re

from tests.architecture.tree import files, name_of

# Put together here, so that this file does not find itself.
TRACES = re.compile(
    "|".join(
        (
            "/wor" + "k/",
            "/roo" + r"t/(?!\.)",
            r"/home/[a-z]+/",
            r"\.pye" + "nv",
            "/op" + "t/(?:wheels|pypi)",
            r"https?://[^\s\"'<>]*/simp" + r"le\b",
            r"index-url\s*=\s*h" + r"ttps?://(?![\w.]*\.example\b)",
        )
    )
)
TEXT = {
    *(".py", ".html", ".md", ".toml", ".lock", ".in", ".txt", ".json", ".yaml", ".yml", ".css", ".js", ".sh"),
    *(".csv", ".typ", ".svg", ".mjs", ""),
}


def test_tree_names_no_machine_path_and_no_package_index():
    found = []
    for path in files(*TEXT):
        text = path.read_text(encoding="utf-8", errors="replace")
        found += [f"{name_of(path)}: {match[0]}" for match in TRACES.finditer(text)]
    assert found == []
