"""Time stamps (RFC 3161) of a service on the network; what makes PAdES B-T of B-B."""

from __future__ import annotations

import urllib.request

from asn1crypto import tsp
from pyhanko.sign.timestamps import TimeStamper, TimestampRequestError

TIMEOUT = 10.0
MOST_BYTES = 200_000


class UrlTimeStamper(TimeStamper):
    """Asks one address, waits ten seconds at most and reads a bounded answer."""

    def __init__(self, url: str) -> None:
        super().__init__()
        self.url = url

    async def async_request_tsa_response(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
        if not self.url.startswith(("https://", "http://")):
            raise TimestampRequestError("OCOP_TSA_URL is no http(s) address")
        asked = urllib.request.Request(
            self.url, data=req.dump(), headers={"Content-Type": "application/timestamp-query"}
        )
        try:
            with urllib.request.urlopen(asked, timeout=TIMEOUT) as answer:
                content = answer.read(MOST_BYTES)
        except OSError as problem:
            raise TimestampRequestError(f"time stamp service does not answer: {problem}") from None
        return tsp.TimeStampResp.load(content)
