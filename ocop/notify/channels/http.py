"""A provider of short messages or Zalo templates behind one address, spoken to in JSON.

POST {"id", "to", "template", "text", "values"} → 2xx {"id": "…"}; 4xx or {"error": "…"} means: not this one. Anything
else is no answer. Redirects are not followed, answers are bounded, ten seconds are the most that is waited.
"""

import json
import urllib.error
import urllib.request
from http.client import HTTPException
from typing import Any

from ocop.notify.channels import Letter, Refused, Unreachable

TIMEOUT = 10.0
MOST_BYTES = 64_000
TOO_MANY = 429


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        return None


_opener = urllib.request.build_opener(_NoRedirect, urllib.request.ProxyHandler({}))


class HttpAdapter:
    def __init__(self, url: str, token: str, timeout: float = TIMEOUT) -> None:
        if not url.startswith(("https://", "http://")):
            raise ValueError(f"no address of a provider: {url}")
        self.url, self.token, self.timeout = url, token, timeout

    def send(self, letter: Letter) -> str:
        return _reference(self._post(letter))

    def _post(self, letter: Letter) -> bytes:
        asked = urllib.request.Request(self.url, data=_body(letter), headers=self._headers(letter))
        try:
            with _opener.open(asked, timeout=self.timeout) as answer:
                return bytes(answer.read(MOST_BYTES))
        except urllib.error.HTTPError as error:
            error.close()
            if 400 <= error.code < 500 and error.code != TOO_MANY:
                raise Refused(f"HTTP {error.code}") from None
            raise Unreachable(f"HTTP {error.code}") from None
        except (OSError, HTTPException) as error:
            raise Unreachable(f"{type(error).__name__}: {error}") from None

    def _headers(self, letter: Letter) -> dict[str, str]:
        bearer = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        return {"Content-Type": "application/json", "Idempotency-Key": letter.id, **bearer}


def _body(letter: Letter) -> bytes:
    said = {"id": letter.id, "to": letter.to, "template": letter.template, "text": letter.text}
    return json.dumps({**said, "values": letter.values}, ensure_ascii=False).encode()


def _reference(content: bytes) -> str:
    """A provider that says 200 and nothing else has not said that it sent."""
    try:
        said = json.loads(content)
    except ValueError:
        raise Unreachable("câu trả lời không đọc được") from None
    if isinstance(said, dict) and said.get("error"):
        raise Refused(str(said["error"])[:150])
    if not isinstance(said, dict) or not said.get("id"):
        raise Unreachable("câu trả lời không có mã gửi")
    return str(said["id"])[:100]
