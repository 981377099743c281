"""The header that says what a page may load: the same on almost every answer, so its text is put together once."""

from functools import lru_cache

from csp.constants import HEADER
from csp.middleware import CSPMiddleware
from csp.utils import build_policy
from django.http import HttpRequest
from django.http.response import HttpResponseBase


class ContentPolicyMiddleware(CSPMiddleware):
    """django-csp's own; a page with its own directives or a nonce still goes its way."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        own = hasattr(request, "_csp_nonce") or any(name.startswith("_csp_") for name in vars(response))
        if own or HEADER in response or response.status_code in (404, 500):
            return super().process_response(request, response)
        response.headers[HEADER] = _policy()
        return response


@lru_cache(maxsize=1)
def _policy() -> str:
    return build_policy()
