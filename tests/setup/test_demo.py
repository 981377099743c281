"""`make demo`: what it checks and sets before the long work begins."""

import os
import socket

import demo
import pytest


@pytest.fixture
def surroundings(monkeypatch):
    """An environment that says nothing about the demo; restored afterwards."""
    for name in ("PORT", "HOST", "DATA", "OCOP_DATA", "OCOP_DEMO"):
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name)
    return monkeypatch


def test_busy_port_is_told_before_anything_is_built():
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        with pytest.raises(SystemExit) as refusal:
            demo.refuse_busy_port("127.0.0.1", str(port))
    assert f"Cổng {port} đang được chương trình khác dùng" in str(refusal.value)


@pytest.mark.parametrize("port", ["abc", "0", "70000", "-1", "80 80"])
def test_impossible_port_is_refused(port):
    with pytest.raises(SystemExit, match="không phải số cổng hợp lệ"):
        demo.refuse_busy_port("127.0.0.1", port)


def test_demo_runs_on_port_8000_when_nothing_is_said(surroundings):
    demo.settle_surroundings()
    assert (os.environ["OCOP_DEMO"], os.environ["PORT"], "OCOP_DATA" in os.environ) == ("1", "8000", False)


def test_data_folder_may_be_relative_and_have_spaces(surroundings, tmp_path):
    surroundings.chdir(tmp_path)
    surroundings.setenv("DATA", "dữ liệu thử")
    demo.settle_surroundings()
    assert os.environ["OCOP_DATA"] == str(tmp_path / "dữ liệu thử")
