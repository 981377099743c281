"""The same request sent twice has its effect once (I34), also when both arrive at the same moment.

Forms carry `{% once %}`. The first request claims its key (person + key) before anything else happens; a twin waits
for its answer. Same key and same body: the first answer again. Same key, other body: 409 with the sentence. An answer
that is no redirect (a form with errors) gives the key back, and so does a crash, after `ABANDONED`.
"""

import hashlib
import time
from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from ocop.core.clock import now
from ocop.core.errors import StaleWrite
from ocop.core.text import clean_line

if TYPE_CHECKING:
    from ocop.core.models import OnceKey

PAUSE = 0.05  # seconds between two looks at a twin that is still running
WAIT = timedelta(seconds=20)
ABANDONED = timedelta(seconds=60)  # a claim without answer for that long belongs to a process that died
OTHER_BODY = "Biểu mẫu này đã được gửi một lần với nội dung khác. Hãy tải lại trang để xem nội dung đã ghi rồi sửa tiếp."
STILL_RUNNING = "Lần gửi trước của biểu mẫu này chưa xong. Hãy chờ một phút rồi tải lại trang để xem kết quả."
FIELD = "_once"
HEADER = "Idempotency-Key"


def request_key(request: HttpRequest) -> str:
    return clean_line(request.headers.get(HEADER) or request.POST.get(FIELD, ""))[:64]


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
        claim = _claim(request, key, body_hash(request))
        if isinstance(claim, HttpResponse):
            return claim
        try:
            response = view(request, *args, **kwargs)
        except BaseException:
            claim.delete()
            raise
        _settle(claim, response)
        return response

    return wrapper


def _claim(request: HttpRequest, key: str, digest: str) -> "OnceKey | HttpResponse":
    """A row that is ours alone, or the answer of the request that had the key before."""
    from ocop.core.models import OnceKey

    person = str(request.user.pk)
    give_up = now() + WAIT
    while True:
        row, ours = _try(OnceKey, person, key, digest)
        if ours:
            return row
        if row is not None and row.body_hash != digest:
            raise StaleWrite(OTHER_BODY, code="once.other_body")
        if row is not None and row.location:
            return HttpResponseRedirect(row.location)
        if row is not None and row.at < now() - ABANDONED:
            OnceKey.objects.filter(pk=row.pk, location="", at=row.at).delete()
        elif now() > give_up:
            raise StaleWrite(STILL_RUNNING, code="once.running")
        else:
            time.sleep(PAUSE)


def _try(model: Any, person: str, key: str, digest: str) -> "tuple[OnceKey | None, bool]":
    row = model.objects.filter(person_key=person, key=key).first()
    if row is not None:
        return row, False
    try:
        with transaction.atomic():
            return model.objects.create(
                person_key=person, key=key, body_hash=digest, location="", at=now()
            ), True
    except IntegrityError:
        return None, False  # the twin was faster; look again


def _settle(claim: "OnceKey", response: HttpResponse) -> None:
    if response.status_code in (301, 302, 303):
        claim.location = response["Location"][:500]
        claim.save(update_fields=["location"])
    else:
        claim.delete()
