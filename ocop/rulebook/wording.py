"""Wording packs: the official sentences of the options, which an office loads beside our labels.

A pack is a folder with one file per set (schema `ocop-criteria/1`) and mostly an `index.yaml`
(schema `ocop-criteria-index/1`) that names them. The project ships no pack; it reads one to show
the decision's own words and to compare the shipped data with it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import yaml

INDEX_SCHEMA = "ocop-criteria-index/1"
SET_SCHEMA = "ocop-criteria/1"

_LOADER: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class BadWordingPack(ValueError):
    """A folder that is not a wording pack, with the sentence that says why."""


class WordingKey(NamedTuple):
    """Where a sentence belongs: set, criterion, case (1 when there is only one) and printed place."""

    set_id: str
    criterion: str
    case: int
    place: int


@dataclass(frozen=True, kw_only=True)
class PackSet:
    """One set file of a pack, as read."""

    id: str
    decision: str
    number: int
    path: Path
    data: Mapping[str, Any]


def read_wording_pack(folder: Path | str) -> dict[WordingKey, str]:
    """The official sentences of all decisions in a pack. BadWordingPack when it is none."""
    found: dict[WordingKey, str] = {}
    for pack_set in pack_sets(folder):
        for key, text in _sentences(pack_set):
            if key in found:
                raise BadWordingPack(
                    f"Tệp {pack_set.path.name}: lựa chọn {key.place} của tiêu chí {key.criterion} có hai lần."
                )
            found[key] = text
    return found


def pack_sets(folder: Path | str) -> tuple[PackSet, ...]:
    """All set files of a pack: those its index names, or without an index all that carry the schema."""
    root = Path(folder)
    if not root.is_dir():
        raise BadWordingPack(f"Không có thư mục {root}. Hãy chỉ đúng thư mục của gói câu chữ.")
    index = root / "index.yaml"
    names = _indexed(index) if index.exists() else _with_schema(root)
    if not names:
        raise BadWordingPack(f"Thư mục {root} không có tệp bộ tiêu chí nào (schema {SET_SCHEMA}).")
    return tuple(_pack_set(root, name) for name in names)


def _indexed(path: Path) -> list[str]:
    index = _read(path, INDEX_SCHEMA)
    try:
        rows = [version for row in index.get("sets") or () for version in row.get("versions") or ()]
        return [str(row["file"]) for row in (*rows, *(index.get("sets_1048") or ())) if row.get("file")]
    except (TypeError, AttributeError) as error:
        raise BadWordingPack(f"Chỉ mục {path} sai cấu trúc: {error}.") from error


def _with_schema(root: Path) -> list[str]:
    paths = sorted(path for path in root.rglob("*.yaml") if path.is_file())
    return [str(path.relative_to(root)) for path in paths if f"schema: {SET_SCHEMA}" in _head(path)]


def _head(path: Path) -> str:
    with path.open(encoding="utf-8", errors="replace") as file:
        return file.read(200)


def case_lists(criterion: Mapping[str, Any]) -> list[tuple[int, list[Mapping[str, Any]]]]:
    """The option lists of a pack's criterion with their case numbers."""
    if criterion.get("alternatives"):
        return [(case["case"], case["options"]) for case in criterion["alternatives"]]
    return [(1, criterion.get("options") or [])]


def criteria_of(data: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """All criteria of a pack's set in printed order."""
    for part in data["parts"]:
        for section in part["sections"]:
            yield from section["criteria"]


def _pack_set(root: Path, name: str) -> PackSet:
    path = root / name
    if root.resolve() not in path.resolve().parents:
        raise BadWordingPack(f"Chỉ mục trỏ ra ngoài thư mục của gói: {name}.")
    data = _read(path, SET_SCHEMA)
    try:
        number = int(str(data["set_no"]).rstrip("abc"))
        set_id = f"{data['decision']}#{data['set_no']}"
        return PackSet(id=set_id, decision=data["decision"], number=number, path=path, data=data)
    except (KeyError, ValueError) as error:
        raise BadWordingPack(f"Tệp {name} thiếu hoặc sai số bộ, số quyết định: {error}.") from error


def _sentences(pack_set: PackSet) -> Iterator[tuple[WordingKey, str]]:
    try:
        for criterion in criteria_of(pack_set.data):
            for case, options in case_lists(criterion):
                for place, option in enumerate(options, 1):
                    yield WordingKey(pack_set.id, str(criterion["code"]), case, place), str(option["text"])
    except (KeyError, TypeError) as error:
        raise BadWordingPack(f"Tệp {pack_set.path.name} thiếu phần {error} của bộ tiêu chí.") from error


def _read(path: Path, schema: str) -> Mapping[str, Any]:
    try:
        data = yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER)
    except OSError as error:
        raise BadWordingPack(f"Không đọc được tệp {path}: {error.strerror or error}.") from error
    except UnicodeDecodeError as error:
        raise BadWordingPack(f"Tệp {path} không phải văn bản UTF-8.") from error
    except yaml.YAMLError as error:
        raise BadWordingPack(f"Tệp {path} không phải YAML đúng: {error}.") from error
    if not isinstance(data, dict) or data.get("schema") != schema:
        found = data.get("schema") if isinstance(data, dict) else None
        raise BadWordingPack(f"Tệp {path} phải có schema {schema}, ở đây là {found!r}.")
    return data
