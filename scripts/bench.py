"""`make bench`: hands over to the package `bench`."""

import runpy
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
runpy.run_module("bench", run_name="__main__", alter_sys=True)
