"""Ratios, verdicts and answers of the benchmark's own parts."""

import contextlib
import socket
import threading

import pytest

from bench.measure import Row, median_call, run_rounds
from bench.national.mixed import Day
from bench.national.pages import API, next_of
from bench.national.throughput import per_second
from bench.national.truth import _has


@pytest.mark.parametrize(
    ("ratios", "sql", "verdict"),
    [([2, 2, 2], 1, "reach"), ([4, 4, 4], 1, "must"), ([6, 6, 6], 1, "MISSED"), ([2, 2, 2], 2, "MISSED")],
)
def test_verdict_follows_ratio_and_statements(ratios: list[float], sql: int, verdict: str) -> None:
    row = Row(1, "x", "a", "b", must=5, reach=3, sql=sql, most_sql=1, ratios=ratios)
    assert row.verdict == verdict


def test_rounds_visit_every_page_as_often() -> None:
    seen: list[str] = []
    calls = {name: (lambda name=name: seen.append(name), 2) for name in "abc"}
    times = run_rounds(calls, 4, median_call)
    assert {name: seen.count(name) for name in "abc"} == dict.fromkeys(
        "abc", 9
    )  # once to warm, 4 rounds of 2
    assert all(len(values) == 4 for values in times.values())


def test_line_answers_when_it_has_all_words_and_the_last_is_begun() -> None:
    line = {"mat", "ong", "hoa", "nhan"}
    assert _has(line, {"mat"}, "on") and _has(line, set(), "nha")
    assert not _has(line, {"ma"}, "ong") and not _has(line, {"mat"}, "ngot")


def test_cursor_leads_to_the_next_page() -> None:
    assert next_of({"next": "a+b="}) == f"{API}?limit=50&cursor=a%2Bb%3D"
    assert next_of({"next": None}) == ""


@pytest.mark.parametrize(
    ("slowest", "faults", "verdict"),
    [(40, [], "reach"), (90, [], "must"), (150, [], "MISSED"), (40, ["500"], "MISSED")],
)
def test_a_day_is_judged_by_its_slowest_class(slowest: float, faults: list[str], verdict: str) -> None:
    day = Day(faults=faults)
    for name in day.alone:
        day.alone[name], day.together[name] = [10.0] * 20, [20.0] * 20
    day.together["public"] = [slowest] * 20
    assert day.verdict == verdict


def test_throughput_counts_whole_answers() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=_serve, args=(server,), daemon=True).start()
        rate, slow = per_second(server.getsockname()[1], ["/"], connections=1, seconds=0.3)
    assert rate > 10 and slow < 1000


def _serve(server: socket.socket) -> None:
    client, _ = server.accept()
    with client, contextlib.suppress(OSError):  # the asker hangs up in the middle
        while client.recv(4096):
            client.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nab")
            client.sendall(b"cd")
