"""The same request sent twice has its effect once (trust.md I34).

Forms carry `{% once %}`; the decorator remembers key + body + answer per person, in one transaction with the
effect. Same key and same body: the first answer again. Same key, other body: 409 with the sentence.
"""

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from ocop.core.clock import now
from ocop.core.errors import StaleWrite

FIELD = "_once"
HEADER = "Idempotency-Key"


def request_key(request: HttpRequest) -> str:
    return (request.headers.get(HEADER) or request.POST.get(FIELD, ""))[:64]


def body_hash(request: HttpRequest) -> str:
    digest = hashlib.sha256(request.path.encode())
    for name, values in sorted(request.POST.lists()):
        if name != "csrfmiddlewaretoken":
            digest.update(repr((name, values)).encode())
    for name, file in sorted(request.FILES.items()):
        digest.update(repr((name, file.name, file.size)).encode())
    return digest.hexdigest()


def once(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Decorator for views that submit, score, publish or lock. Only answers below 400 that redirect are kept."""

    @wraps(view)
    def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        key = request_key(request) if request.method == "POST" else ""
        if not key:
            return view(request, *args, **kwargs)
        digest = body_hash(request)
        earlier = _earlier(request, key, digest)
        if earlier is not None:
            return earlier
        response = view(request, *args, **kwargs)
        if response.status_code in (301, 302, 303):
            _remember(request, key, digest, response["Location"])
        return response

    return wrapper


def _earlier(request: HttpRequest, key: str, digest: str) -> HttpResponse | None:
    from ocop.core.models import OnceKey

    row = OnceKey.objects.filter(person_key=str(request.user.pk), key=key).first()
    if row is None:
        return None
    if row.body_hash != digest:
        raise StaleWrite(
            "Biểu mẫu này đã được gửi một lần với nội dung khác. Hãy tải lại trang để xem nội dung đã ghi rồi sửa tiếp.",
            code="once.other_body",
        )
    return HttpResponseRedirect(row.location)


def _remember(request: HttpRequest, key: str, digest: str, location: str) -> None:
    from ocop.core.models import OnceKey

    try:
        with transaction.atomic():
            OnceKey.objects.create(person_key=str(request.user.pk), key=key, body_hash=digest, location=location, at=now())
    except IntegrityError:
        pass  # the twin request finished first; the action itself refuses or repeats harmlessly
