"""Where the shipped data lies and how its YAML is read: every scalar as text, never as a float.

A code such as 1.10 must stay "1.10" and a point must become a Decimal without passing through
binary, so the files are read with YAML's base schema.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).resolve().parents[3] / "reference" / "criteria"
CURRENT = "26/2026/QĐ-TTg"
SHIPPED: Mapping[str, str] = {CURRENT: "26-2026"}

_LOADER: type = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class BrokenCriteriaData(ValueError):
    """A data file of the project that does not say what its format asks for."""


class UnknownCriteriaSet(LookupError):
    """A criteria set, or a whole decision, that the project does not ship."""


def decision_folder(decision: str) -> Path:
    """The folder with the sets of a decision; UnknownCriteriaSet when it is not shipped."""
    try:
        return FOLDER / SHIPPED[decision]
    except KeyError:
        raise UnknownCriteriaSet(
            f"Hệ thống không có bộ tiêu chí của Quyết định {decision}; có: {', '.join(SHIPPED)}."
        ) from None


def read_yaml(path: Path) -> Any:
    """The content of one data file, all scalars as text."""
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise BrokenCriteriaData(f"Không đọc được tệp dữ liệu tiêu chí {path.name}: {error}.") from error
    try:
        return yaml.load(text, Loader=_LOADER)
    except yaml.YAMLError as error:
        raise BrokenCriteriaData(f"Tệp {path.name} không phải YAML đúng: {error}.") from error
