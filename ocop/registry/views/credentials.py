"""Signed files for whoever checks by himself: the certificate as W3C credential, status lists, published keys."""

from hashlib import sha256
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from ocop.core.clock import now
from ocop.core.guards import public
from ocop.documents.credentials import documents, keyring
from ocop.documents.credentials.curve import thumbprint
from ocop.documents.credentials.statuslist import BY_SLUG, Purpose
from ocop.documents.credentials.vc import MEDIA_TYPE
from ocop.documents.models import IssuerKey
from ocop.recognition.models import Credential
from ocop.registry.credentials import certificate_credential, list_address, status_list
from ocop.registry.queries.status_lists import last_list

SHORT, LONG = "public, max-age=60", "public, max-age=3600"


def _open(response: HttpResponse, age: str) -> HttpResponse:
    """For programs of other places too: nothing in these files is anybody's own."""
    response.headers["Cache-Control"] = age
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


@require_GET
@public
def credential(request: HttpRequest, token: str) -> HttpResponse:
    """One certificate as `vc+jwt`.  # queries: 2"""
    found = Credential.objects.select_related("certificate__product").filter(
        certificate__token=token[:60].upper()
    )
    one = found.first()
    if one is None:
        raise Http404
    response = HttpResponse(certificate_credential(one, at=now()), content_type=MEDIA_TYPE)
    response.headers["Content-Disposition"] = (
        f'attachment; filename="chung-nhan-{one.certificate.token[:8]}.jwt"'
    )
    return _open(response, SHORT)


@require_GET
@public
def status_list_file(request: HttpRequest, purpose: str, number: int) -> HttpResponse:
    """One signed status list.  # queries: 4"""
    if purpose not in BY_SLUG or not 1 <= number <= last_list():
        raise Http404
    text = status_list(number, BY_SLUG[purpose], at=now())
    response = HttpResponse(text, content_type=MEDIA_TYPE)
    response.headers["ETag"] = f'"{sha256(text.encode()).hexdigest()[:24]}"'
    return _open(response, SHORT)


@require_GET
@public
def status_lists(request: HttpRequest) -> HttpResponse:
    """Which lists there are.  # queries: 1"""
    rows = [
        {"number": number, "purpose": str(purpose), "url": list_address(number, purpose)}
        for number in range(1, last_list() + 1)
        for purpose in Purpose
    ]
    return _open(JsonResponse({"issuer": keyring.issuer(), "lists": rows}), SHORT)


@require_GET
@public
def jwks(request: HttpRequest) -> HttpResponse:
    """All keys as JWKS.  # queries: 1"""
    found = documents.jwks(keyring.published_keys()) | {"issuer": keyring.issuer()}
    return _open(JsonResponse(found, content_type="application/jwk-set+json"), LONG)


@require_GET
@public
def cose_keys(request: HttpRequest) -> HttpResponse:
    """All keys as a COSE key set.  # queries: 1"""
    content = documents.cose_key_set(keyring.published_keys())
    return _open(HttpResponse(content, content_type="application/cose-key-set"), LONG)


@require_GET
@public
def did(request: HttpRequest) -> HttpResponse:
    """The did:web document.  # queries: 1"""
    found = documents.did_document(keyring.issuer(), keyring.published_keys())
    return _open(JsonResponse(found, content_type="application/did+json"), LONG)


@require_GET
@public
def keys(request: HttpRequest) -> HttpResponse:
    """The keys for people: id, term, state, fingerprint.  # queries: 1"""
    rows = [_shown(row) for row in IssuerKey.objects.all()]
    return render(request, "registry/keys.html", {"rows": rows, "issuer": keyring.issuer()})


def _shown(row: IssuerKey) -> dict[str, Any]:
    key = keyring.public_key(row)
    state = "revoked" if row.revoked_at else "retired" if row.retired_at else "in_use"
    return {"key": row, "state": state, "fingerprint": thumbprint(key.x, key.y).hex(" ", 4).upper()}
