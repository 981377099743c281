"""`ocop serve`: what it says before it starts, and which address it prints."""

import socket

import pytest
from django.core.management.base import CommandError

from ocop.core.management.commands import serve


@pytest.fixture
def busy_port():
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def test_busy_port_is_refused_with_another_to_try(busy_port):
    with pytest.raises(CommandError) as refusal:
        serve.refuse_busy_port("127.0.0.1", busy_port)
    assert str(refusal.value) == (
        f"Cổng {busy_port} đang được chương trình khác dùng. Dừng chương trình đó, hoặc chọn cổng khác, "
        f"ví dụ: make demo PORT={busy_port + 1}"
    )


def test_free_port_is_accepted(busy_port):
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    serve.refuse_busy_port("127.0.0.1", port)


def test_impossible_port_is_refused():
    with pytest.raises(CommandError, match="chọn số từ 1 đến 65535"):
        serve.refuse_busy_port("127.0.0.1", 99999)


@pytest.mark.parametrize(
    ("host", "shown"),
    [
        ("127.0.0.1", "http://127.0.0.1:8000/"),
        ("0.0.0.0", "http://127.0.0.1:8000/"),
        ("::1", "http://[::1]:8000/"),
        ("may-chu", "http://may-chu:8000/"),
    ],
)
def test_address_can_be_opened_in_a_browser(host, shown):
    assert serve.address(host, 8000) == shown


def test_loopback_is_told_from_the_network():
    assert [serve.is_loopback(host) for host in ("127.0.0.1", "localhost", "::1", "0.0.0.0", "may-chu")] == [
        *(True, True, True),
        *(False, False),
    ]
