"""`ocop init` and `ocop check`."""

import json
from io import StringIO

import pytest
from django.core.management import call_command

from ocop.core import checks_registry, loading
from ocop.core.checks_registry import Finding


@pytest.fixture
def own_checks(monkeypatch):
    checks: list = []
    monkeypatch.setattr(checks_registry, "_checks", checks)
    return checks


def integrity(*words: str) -> tuple[int, str]:
    out = StringIO()
    try:
        call_command("integrity", *words, stdout=out)
    except SystemExit as end:
        return end.code, out.getvalue()
    return 0, out.getvalue()


def test_check_prints_one_json_document_and_exits_1_when_one_fails(own_checks):
    checks_registry.register("I27", "Chuỗi", lambda: Finding(3))
    checks_registry.register("I02", "Sao", lambda: Finding(5, ["Sản phẩm X sai"]))
    checks_registry.register("I02", "Điểm", lambda: Finding(2))

    code, text = integrity("--json")

    rows = json.loads(text)["checks"]
    assert code == 1
    assert [(row["key"], row["ok"], row["rows"]) for row in rows] == [("I02", False, 7), ("I27", True, 3)]
    assert rows[0]["problems"] == ["Sản phẩm X sai"]


def test_check_passes_and_can_be_limited_to_numbers(own_checks):
    checks_registry.register("I27", "Chuỗi", lambda: Finding(3))
    checks_registry.register("I02", "Sao", lambda: Finding(5, ["sai"]))

    assert integrity("I27")[0] == 0
    assert "I27  đạt" in integrity()[1]
    assert "– sai" in integrity()[1]


def test_a_check_that_cannot_be_made_counts_as_failed(own_checks):
    def broken() -> Finding:
        raise ValueError("không đọc được")

    checks_registry.register("I01", "Hỏng", broken)

    code, text = integrity("--json")

    assert code == 1
    assert "ValueError: không đọc được" in text


def test_many_problems_are_cut_and_counted(own_checks):
    checks_registry.register("I01", "Nhiều", lambda: Finding(100, [f"lỗi {n}" for n in range(100)]))

    problems = json.loads(integrity("--json")[1])["checks"][0]["problems"]

    assert len(problems) == 21
    assert problems[-1] == "… và 80 lỗi khác"


def test_loaders_run_in_their_order(monkeypatch):
    monkeypatch.setattr(loading, "_loaders", {})
    seen: list[str] = []
    loading.register("b", lambda: seen.append("b"), order=20)
    loading.register("a", lambda: {"rows": len(seen)}, order=10, title="Trước")
    loading.register("b", lambda: seen.append("b mới"), order=20)

    texts = [f"{loader.title}: {loading.describe(loader.func())}" for loader in loading.loaders()]

    assert texts == ["Trước: rows 0", "b: xong"]
    assert seen == ["b mới"]


def test_init_says_what_it_did_and_may_run_again(db, monkeypatch, capsys):
    monkeypatch.setattr(loading, "_loaders", {})
    loading.register("thu", lambda: {"dòng": 3}, title="Dữ liệu thử")

    for _ in range(2):
        err = StringIO()
        call_command("init", stderr=err)
        assert "Cơ sở dữ liệu: xong" in err.getvalue()
        assert "Dữ liệu thử: dòng 3" in err.getvalue()
