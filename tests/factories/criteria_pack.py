"""Where tests find a wording pack: OCOP_SHARED_DATA, or shared/data beside the checkout."""

import os
from pathlib import Path

import pytest

BESIDE = Path(__file__).resolve().parents[3] / "shared" / "data"


def pack_folder() -> Path:
    """The pack's folder; a test is skipped, visibly, where there is none."""
    folder = Path(os.environ.get("OCOP_SHARED_DATA", BESIDE)) / "criteria"
    if not (folder / "index.yaml").is_file():
        pytest.skip(f"no wording pack in {folder} (set OCOP_SHARED_DATA)")
    return folder
