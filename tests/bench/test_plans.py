"""The plan check sees what it must not overlook, and lets alone what is allowed."""

import pytest
from django.db import connection

from bench.national.plans import _faults_of, _parts, _walk

SCAN = {"Node Type": "Seq Scan", "Relation Name": "registry_entry", "Plan Rows": 200_000}


def test_scan_of_a_register_table_is_a_fault() -> None:
    assert list(_walk({"Node Type": "Limit", "Plan Rows": 24, "Plans": [SCAN]})) == [
        "đọc cả bảng registry_entry"
    ]


def test_scan_of_a_small_table_is_none() -> None:
    assert list(_walk({**SCAN, "Relation Name": "registry_indexstate"})) == []


@pytest.mark.parametrize(("rows", "faults"), [(20_000, 0), (200_000, 1)])
def test_sort_counts_from_the_size_of_a_table_on(rows: int, faults: int) -> None:
    sort = {"Node Type": "Sort", "Plan Rows": rows, "Sort Key": ["sort_key"]}
    assert len(list(_walk(sort))) == faults


def test_aggregate_over_a_table_is_a_fault() -> None:
    inner = {"Node Type": "Index Only Scan", "Relation Name": "registry_entry", "Plan Rows": 200_000}
    assert list(_walk({"Node Type": "Aggregate", "Plan Rows": 1, "Plans": [inner]})) == ["gộp 200000 dòng"]


def test_settings_before_a_statement_are_kept_apart() -> None:
    settings, main = _parts("SET LOCAL enable_seqscan = off;SELECT 1;SET LOCAL enable_seqscan TO DEFAULT")
    assert (settings, main) == (["SET LOCAL enable_seqscan = off"], "SELECT 1")


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "postgresql", reason="plans are PostgreSQL's")
def test_real_plan_of_a_scan_is_told() -> None:
    assert list(_faults_of("SELECT * FROM registry_entry WHERE name LIKE '%a%'")) == [
        "đọc cả bảng registry_entry"
    ]
