"""A web process carries only what every process needs: libraries that write papers are loaded by whoever writes one.

Two workers that both load Word, Excel, signing and picture libraries at their start cost an office 100 MiB for nothing.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
HEAVY = (
    "docx", "docxtpl", "icalendar", "lxml", "numpy", "openpyxl", "PIL", "pyhanko", "python_calamine", "scipy", "typst",
    "xlsxwriter",
)  # fmt: skip
START = """
import json, sys
from config.wsgi import application
from django.urls import get_resolver
def walk(patterns):
    for one in patterns:
        walk(getattr(one, "url_patterns", ()))
walk(get_resolver().url_patterns)
print(json.dumps(sorted({name.partition(".")[0] for name in sys.modules})))
"""


def test_web_process_starts_without_libraries_that_write_papers(tmp_path):
    (tmp_path / "static").mkdir()
    environment = {**os.environ, "OCOP_DATA": str(tmp_path), "DJANGO_SETTINGS_MODULE": "config.settings"}
    told = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", START],
        cwd=CHECKOUT,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = set(json.loads(told.stdout.splitlines()[-1]))
    assert "django" in loaded
    assert loaded & set(HEAVY) == set()
