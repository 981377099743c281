"""A lean client: one kept-open connection, the answer as bytes, nothing parsed that is not needed."""

import http.client
import time
from dataclasses import dataclass


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


class Fetch:
    """As an anonymous visitor, or with somebody's cookies. A server error stops the run."""

    def __init__(self, port: int, cookies: dict[str, str] | None = None) -> None:
        self.port = port
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        self.cookies = "; ".join(f"{name}={value}" for name, value in (cookies or {}).items())

    def ask(self, path: str, *, even_faults: bool = False, **headers: str) -> Answer:
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        if self.cookies:
            sent["Cookie"] = self.cookies
        self.connection.request("GET", path, headers=sent)
        answer = self.connection.getresponse()
        body = answer.read()
        if answer.status >= 500 and not even_faults:
            raise SystemExit(f"{path}: {answer.status} {body[:300]!r}")
        return Answer(answer.status, {name.lower(): value for name, value in answer.getheaders()}, body)

    def get(self, path: str, status: int = 200) -> Answer:
        answer = self.ask(path)
        if answer.status != status:
            raise SystemExit(f"{path}: {answer.status} instead of {status} {answer.body[:200]!r}")
        return answer

    def first_byte_ms(self, path: str) -> tuple[float, float, int]:
        """Milliseconds to the first byte and to the last, and how many bytes."""
        begin = time.perf_counter()
        self.connection.request("GET", path)
        answer = self.connection.getresponse()
        size = len(answer.read(1))
        first = time.perf_counter() - begin
        while part := answer.read(1 << 16):
            size += len(part)
        return first * 1000, (time.perf_counter() - begin) * 1000, size


class Turn:
    """The addresses of one page in turn; each call visits the next one."""

    def __init__(self, fetch: Fetch, paths: list[str], status: int = 200) -> None:
        self.fetch, self.paths, self.status, self.place = fetch, paths, status, 0

    def __call__(self) -> None:
        path = self.paths[self.place % len(self.paths)]
        self.place += 1
        self.fetch.get(path, self.status)
