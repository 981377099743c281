"""Shipped data against a wording pack: equal as it is, and no altered fact passes."""

import copy
import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from ocop.rulebook.criteria import compare_with_pack, get_set, load_sets
from ocop.rulebook.criteria.comparing import differences, pack_facts, shipped_facts
from ocop.rulebook.wording import BadWordingPack, PackSet, pack_sets
from tests.factories.criteria_pack import pack_folder

NOT_FACTS = {"text", "notes", "implied", "source_points", "requirement", "source", "heading_vi", "set"}


@pytest.fixture(scope="module")
def pack() -> dict[str, PackSet]:
    return {one.id: one for one in pack_sets(pack_folder())}


def found(pack_set: PackSet, change: Callable[[Any], object] | None = None) -> list[tuple[str, str]]:
    """The differences that a change in the pack's file brings, as (criterion, fact)."""
    data = copy.deepcopy(pack_set.data)
    if change:
        change(data)
    altered = PackSet(
        id=pack_set.id, decision=pack_set.decision, number=pack_set.number, path=pack_set.path, data=data
    )
    rows = differences(altered.id, shipped_facts(get_set(pack_set.id)), pack_facts(altered))
    return [(row["criterion"], row["fact"]) for row in rows]


def criterion(data: Any, code: str) -> Any:
    return next(c for p in data["parts"] for s in p["sections"] for c in s["criteria"] if c["code"] == code)


def test_shipped_data_agrees_with_the_pack():
    assert compare_with_pack(pack_folder()) == {"differences": []}


def swap_options(data: Any) -> None:
    criterion(data, "1.6")["options"].reverse()


STARS_OF_1_3 = ("1.3", "dấu sao, trường hợp 1")
CHANGES = {
    "name": (1, lambda d: d.update(name_vi="Rau"), ("", "tên bộ")),
    "ministry": (6, lambda d: d["managing_ministry"].reverse(), ("", "bộ quản lý")),
    "samples": (26, lambda d: d.update(sample_products_required=True), ("", "phải nộp mẫu")),
    "rejection": (1, lambda d: d.update(rejection_rule=None), ("", "có trường hợp bị loại")),
    "sector": (1, lambda d: d["group"].update(code="II"), ("", "ngành")),
    "group": (1, lambda d: d.update(subgroup_vi="Chè"), ("", "nhóm")),
    "part": (1, lambda d: d["parts"][0].update(max=41), ("", "các phần")),
    "section": (1, lambda d: d["parts"][0]["sections"][1].update(title="X"), ("", "mục 2")),
    "third level": (11, lambda d: d["parts"][2]["sections"][0]["groups"][0].update(max=5), ("", "mục 6")),
    "member of group": (11, lambda d: criterion(d, "6.1.2").update(group="6.2"), ("6.1.2", "nhóm")),
    "title": (1, lambda d: criterion(d, "1.1").update(title="Nguồn gốc"), ("1.1", "tên tiêu chí")),
    "maximum": (1, lambda d: criterion(d, "1.1").update(max=4), ("1.1", "điểm tối đa")),
    "scoring": (1, lambda d: criterion(d, "2.4").pop("scoring"), ("2.4", "cách chấm")),
    "requirement": (1, lambda d: criterion(d, "1.1").pop("requirement"), ("1.1", "có yêu cầu")),
    "points": (
        1,
        lambda d: criterion(d, "1.1")["options"][0].update(points=0),
        ("1.1", "điểm, trường hợp 1"),
    ),
    "order": (1, swap_options, ("1.6", "điểm, trường hợp 1")),
    "option left out": (1, lambda d: criterion(d, "1.1")["options"].pop(), ("1.1", "điểm, trường hợp 1")),
    "star": (
        1,
        lambda d: criterion(d, "1.3")["options"][2].pop("star_mark"),
        ("1.3", "dấu sao, trường hợp 1"),
    ),
    "minimum": (1, lambda d: criterion(d, "1.3").update(star_min={5: 2}), ("1.3", "mốc sao")),
    "two stars": (
        1,
        lambda d: criterion(d, "1.3")["options"][2].update(star_mark=[4, 5]),
        ("1.3", "dấu sao, trường hợp 1"),
    ),
    "case": (26, lambda d: criterion(d, "8")["alternatives"].pop(), ("8", "điểm, trường hợp 2")),
    "one case": (26, lambda d: criterion(d, "8").update(choose_one_case=False), ("8", "chọn một trường hợp")),
    "code": (1, lambda d: criterion(d, "1.1").update(code="1.9"), ("1.9", "tên tiêu chí")),
    "criterion left out": (
        1,
        lambda d: d["parts"][0]["sections"][0]["criteria"].pop(),
        ("1.7", "tên tiêu chí"),
    ),
    "order of criteria": (
        1,
        lambda d: d["parts"][0]["sections"][0]["criteria"].reverse(),
        ("", "thứ tự tiêu chí"),
    ),
}


@pytest.mark.parametrize("name", CHANGES)
def test_altered_fact_is_a_difference(pack, name):
    number, change, difference = CHANGES[name]
    one = pack[f"26/2026/QĐ-TTg#{number}"]
    assert found(one) == []
    assert difference in found(one, change)


def test_wording_alone_is_no_difference(pack):
    def reword(data: Any) -> None:
        for option in criterion(data, "1.1")["options"]:
            option["text"] = "Câu khác"

    assert found(pack["26/2026/QĐ-TTg#1"], reword) == []


def leaves(node: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path of every fact inside the tree of parts."""
    rows = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, value in rows:
        if key not in NOT_FACTS:
            yield from leaves(value, (*path, key))
    if not isinstance(node, dict | list):
        yield path


def alter(data: Any, path: tuple[Any, ...]) -> None:
    for key in path[:-1]:
        data = data[key]
    value = data[path[-1]]
    data[path[-1]] = (
        (not value) if isinstance(value, bool) else value + 1 if isinstance(value, int) else f"{value}9"
    )


@pytest.fixture(scope="module")
def every_fact(pack) -> list[tuple[str, tuple[Any, ...]]]:
    """(set, path) of every fact of every shipped set."""
    ids = [shipped.id for shipped in load_sets()]
    return [(id_, ("parts", *rest)) for id_ in ids for rest in leaves(pack[id_].data["parts"])]


@given(number=st.integers(min_value=0, max_value=10**6))
def test_no_altered_fact_of_any_set_passes(pack, every_fact, number):
    id_, path = every_fact[number % len(every_fact)]
    assert found(pack[id_], lambda tree: alter(tree, path)), (id_, path)


def test_difference_says_both_sides_in_a_sentence(tmp_path):
    folder = pack_folder()
    (tmp_path / "sets").mkdir()
    shutil.copytree(folder / "qd26-2026", tmp_path / "sets", dirs_exist_ok=True)
    path = next((tmp_path / "sets").glob("09-*.yaml"))
    data = yaml.safe_load(path.read_text())
    criterion(data, "1.1")["max"] = 6
    path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False))
    next((tmp_path / "sets").glob("26-*.yaml")).unlink()
    assert compare_with_pack(tmp_path)["differences"] == [
        {
            "set": "26/2026/QĐ-TTg#9",
            "criterion": "1.1",
            "fact": "điểm tối đa",
            "shipped": "5",
            "pack": "6",
            "text": "26/2026/QĐ-TTg#9, tiêu chí 1.1: điểm tối đa – dữ liệu của hệ thống: 5; gói: 6.",
        },
        {
            "set": "26/2026/QĐ-TTg#26",
            "criterion": "",
            "fact": "bộ tiêu chí",
            "shipped": True,
            "pack": None,
            "text": "26/2026/QĐ-TTg#26: bộ tiêu chí – dữ liệu của hệ thống: có; gói: không có.",
        },
    ]


def test_pack_without_our_decision_is_refused(tmp_path):
    shutil.copytree(pack_folder() / "qd148-2023", tmp_path / "sets")
    with pytest.raises(BadWordingPack, match="không có quyết định nào"):
        compare_with_pack(tmp_path)


def test_file_with_a_missing_part_is_refused_by_name(pack):
    with pytest.raises(BadWordingPack, match=r"01-rau-cu-qua-hat-tuoi\.yaml"):
        found(pack["26/2026/QĐ-TTg#1"], lambda data: criterion(data, "1.1").pop("max"))
