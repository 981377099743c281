"""A provider of short messages on a free port, with a bad day at choice."""

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Provider:
    """`mood`: good, slow, error500, refuses, redirects, liar (200 without a number), garbage, cuts."""

    def __init__(self, mood: str = "good") -> None:
        self.mood = mood
        self.got: list[dict] = []
        self.headers: list[dict] = []

    def __enter__(self) -> "Provider":
        provider = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                provider.got.append(json.loads(body))
                provider.headers.append(dict(self.headers))
                getattr(self, f"_{provider.mood}")()

            def _answer(self, status: int, body: bytes, **headers: str) -> None:
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def _good(self) -> None:
                self._answer(200, json.dumps({"id": f"M{len(provider.got)}"}).encode())

            def _slow(self) -> None:
                time.sleep(1.5)
                self._good()

            def _error500(self) -> None:
                self._answer(500, b"")

            def _refuses(self) -> None:
                self._answer(200, json.dumps({"error": "template not approved"}).encode())

            def _redirects(self) -> None:
                self._answer(302, b"", Location="http://127.0.0.1:9/")

            def _liar(self) -> None:
                self._answer(200, b'{"ok": true}')

            def _garbage(self) -> None:
                self._answer(200, b"<html>" + b"x" * 100_000)

            def _cuts(self) -> None:
                self.send_response(200)
                self.send_header("Content-Length", "1000")
                self.end_headers()
                self.wfile.write(b'{"id"')

            def log_message(self, *args: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self.server.server_port}/gui"
        return self

    def __exit__(self, *args: object) -> None:
        self.server.shutdown()
        self.server.server_close()
