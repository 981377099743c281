"""Requests in a second over many connections, by one thread that only waits for sockets: cheaper than the server."""

import selectors
import socket
import time

END = b"\r\n\r\n"


class Wire:
    """One connection that asks for its paths for ever."""

    def __init__(self, port: int, paths: list[str], start: int) -> None:
        self.asks = [f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode() for path in paths]
        self.place, self.got, self.began = start, b"", 0.0
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def send(self) -> None:
        self.place, self.got, self.began = self.place + 1, b"", time.perf_counter()
        self.socket.sendall(self.asks[self.place % len(self.asks)])

    def take(self) -> bool:
        """Whether the answer is whole now."""
        self.got += self.socket.recv(1 << 18)
        head, found, body = self.got.partition(END)
        if not found:
            return False
        if not head.startswith((b"HTTP/1.1 200", b"HTTP/1.1 304")):
            raise SystemExit(head[:200].decode("latin-1"))
        return len(body) >= _length(head)


def _length(head: bytes) -> int:
    for line in head.split(b"\r\n"):
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            return int(value)
    return 0


def per_second(port: int, paths: list[str], *, connections: int, seconds: float) -> tuple[float, float]:
    """(requests a second, p95 in ms)."""
    wires = [Wire(port, paths, place * 7) for place in range(connections)]
    times: list[float] = []
    with selectors.DefaultSelector() as waiting:
        for wire in wires:
            waiting.register(wire.socket, selectors.EVENT_READ, wire)
            wire.send()
        end = time.perf_counter() + seconds
        while time.perf_counter() < end:
            for key, _ in waiting.select(timeout=1):
                wire = key.data
                if wire.take():
                    times.append(time.perf_counter() - wire.began)
                    wire.send()
    for wire in wires:
        wire.socket.close()
    times.sort()
    return len(times) / seconds, times[int(len(times) * 0.95)] * 1000
