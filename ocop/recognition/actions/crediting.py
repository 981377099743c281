"""The signed text of a certificate: made when it is issued, once for ever (docs/credentials.md)."""

import secrets
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Max

from ocop.audit import record
from ocop.core import acting
from ocop.core.clock import local_date
from ocop.documents.credentials import cwt, keyring
from ocop.documents.credentials.keyring import SigningKey
from ocop.documents.credentials.statuslist import PLACES
from ocop.documents.credentials.verifying import day_begins
from ocop.recognition.digests import credential_digest
from ocop.recognition.models import Certificate, Credential

TRIES = 24  # random places looked at; all taken = the list is about four fifths full and the next one begins
BATCH = 1000


def give_credential(certificate: Certificate, *, at: datetime) -> Credential:
    """The certificate's signed text and its place in the status lists; the one it has, if it has one."""
    found = Credential.objects.filter(certificate=certificate).first()
    if found:
        return found
    key = keyring.signing_key(at)
    for _ in range(3):
        number, place = _free_place()
        try:
            with transaction.atomic():
                made = signed(certificate, key, number, place, at=at)
                made.save(force_insert=True)
                return made
        except IntegrityError:  # the place, or the certificate, was served at the same moment
            found = Credential.objects.filter(certificate=certificate).first()
            if found:
                return found
    raise RuntimeError("no free place in the status lists")


def give_missing(*, at: datetime) -> int:
    """Certificates from before there were signed texts get theirs; safe to run again. Returns how many."""
    waiting = Certificate.objects.filter(credential=None).order_by("pk")
    by, count = acting.system(local_date(at)), 0
    while batch := list(waiting[:BATCH]):
        with transaction.atomic():
            made = Credential.objects.bulk_create(signed_batch(batch, at=at))
            for one in made:
                told = {"credential": credential_digest(one)}
                record("certificate.sign", about=one.certificate, by=by, at=at, data=told)
        count += len(batch)
    return count


def signed_batch(certificates: Iterable[Certificate], *, at: datetime) -> list[Credential]:
    """Unsaved signed texts for many certificates that have none, each with a free place."""
    key, places = keyring.signing_key(at), _many_places()
    return [signed(one, key, *next(places), at=at) for one in certificates]


def signed(certificate: Certificate, key: SigningKey, number: int, place: int, *, at: datetime) -> Credential:
    """The signed text of this certificate at this place; not saved."""
    moment = key.signed_at(at).replace(microsecond=0)
    claims = _claims(certificate, number, place, moment)
    return Credential(
        certificate=certificate,
        cwt=cwt.make_cwt(claims, key.signer, key.kid_bytes),
        kid=key.kid,
        list_number=number,
        list_place=place,
        signed_at=moment,
    )


def _claims(certificate: Certificate, number: int, place: int, moment: datetime) -> cwt.Claims:
    said = certificate.snapshot
    return cwt.Claims(
        issuer=keyring.issuer(),
        token=certificate.token,
        number=certificate.number_text,
        product=cwt.short(said["product"]),
        producer=cwt.short(said["producer"]),
        stars=certificate.stars,
        decision=cwt.short(said["decision"]),
        begins=day_begins(certificate.valid_from),
        ends=day_begins(certificate.valid_until + timedelta(days=1)),
        signed_at=moment,
        list_number=number,
        list_place=place,
        demo=bool(said["demo"]),
    )


def _current_list() -> int:
    return Credential.objects.aggregate(last=Max("list_number"))["last"] or 1


def _free_place() -> tuple[int, int]:
    number = _current_list()
    drawn = [secrets.randbelow(PLACES) for _ in range(TRIES)]
    taken = set(
        Credential.objects.filter(list_number=number, list_place__in=drawn).values_list(
            "list_place", flat=True
        )
    )
    free = next((place for place in drawn if place not in taken), None)
    return (number, free) if free is not None else (number + 1, drawn[0])


def _many_places() -> Iterator[tuple[int, int]]:
    """Free places one after the other, without asking the database for each."""
    number = _current_list()
    taken = set(Credential.objects.filter(list_number=number).values_list("list_place", flat=True))
    while True:
        free = next((p for p in (secrets.randbelow(PLACES) for _ in range(TRIES)) if p not in taken), None)
        if free is None:
            number, taken = number + 1, set()
            continue
        taken.add(free)
        yield number, free
