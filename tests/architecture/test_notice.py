"""NOTICE names every third-party part with its licence, as the parts themselves state it."""

import subprocess
import sys

from tests.architecture.tree import CHECKOUT


def test_notice_is_what_the_parts_state():
    check = [sys.executable, CHECKOUT / "scripts" / "notice.py", "--check"]
    done = subprocess.run(check, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{done.stderr}NOTICE is out of date: run `make notice`."


def test_licence_is_apache_2():
    text = (CHECKOUT / "LICENSE").read_text()
    assert "Apache License" in text
    assert "Version 2.0, January 2004" in text
    assert 'license = "Apache-2.0"' in (CHECKOUT / "pyproject.toml").read_text()
