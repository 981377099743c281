"""The facts and kept figures follow every change of what they are derived from, in the same transaction."""

from collections import Counter
from typing import Any

from django.db.models.signals import post_delete, post_init, post_save

from ocop.core.clock import local_date
from ocop.core.responsible import Holder, records_moved, register
from ocop.dossiers.models import Dossier
from ocop.evaluation.models import Result
from ocop.places.models import Unit
from ocop.producers.models import Producer
from ocop.products.models import Product
from ocop.recognition.signals import standing_changed
from ocop.targets.actions import tallies
from ocop.targets.actions.facts import refresh, refresh_units
from ocop.targets.models import ProductFact, Registration
from ocop.targets.queries.changes import Changes, add

COUNTED = ("year", "registered_on", "withdrawn_on", "now_province", "then_province")


def follow_standing(sender: Any, *, product: Any, **kwargs: Any) -> None:
    refresh([product.pk])


def follow_product(sender: Any, *, instance: Any, created: bool, **kwargs: Any) -> None:
    """Its place or its criteria set may be another now. A new product takes no part yet."""
    if not created:
        refresh([instance.pk])


def follow_result(sender: Any, *, instance: Any, created: bool, **kwargs: Any) -> None:
    if created:
        refresh([instance.dossier.product_id])


def follow_dossier(sender: Any, *, instance: Any, **kwargs: Any) -> None:
    """Only a first submission makes a product take part."""
    if instance.submitted_at is None:
        return
    day = local_date(instance.submitted_at)
    if not ProductFact.objects.filter(product=instance.product_id, joined_on__lte=day).exists():
        refresh([instance.product_id])


def follow_producer(sender: Any, *, instance: Any, created: bool, **kwargs: Any) -> None:
    if not created:
        refresh([], producers=[instance.pk])


def follow_unit(sender: Any, *, instance: Any, created: bool, **kwargs: Any) -> None:
    """A unit that ended is nobody's today; one that moved counts for another province."""
    if not created:
        refresh_units([instance.pk])


def remember_registration(sender: Any, *, instance: Any, **kwargs: Any) -> None:
    """What was counted for it when it was read."""
    known = instance.pk is not None and not instance.get_deferred_fields().intersection(COUNTED)
    instance.was_counted = _counted(instance) if known else Counter()


def follow_registration(sender: Any, *, instance: Any, **kwargs: Any) -> None:
    """Counted by itself, as it may name no product yet; its product may join the programme by it."""
    now = _counted(instance)
    change = Counter(now)
    change.subtract(instance.was_counted)
    tallies.keep(change)
    instance.was_counted = now
    if instance.product_id:
        refresh([instance.product_id])


def forget_registration(sender: Any, *, instance: Any, **kwargs: Any) -> None:
    gone: Changes = Counter()
    gone.subtract(_counted(instance))
    tallies.keep(gone)


def _counted(registration: Registration) -> Changes:
    found: Changes = Counter()
    add(found, registration)
    return found


def follow_move(sender: Any, *, pks: list[int], **kwargs: Any) -> None:
    """Records were handed over to another unit."""
    if sender is Product:
        refresh(pks)
    elif sender is Producer:
        refresh([], producers=pks)
    elif sender is Registration:
        for line in Registration.objects.filter(pk__in=pks).select_related("unit"):
            line.now_province, line.now_unit = line.unit.province_key, line.unit.key
            line.save(update_fields=["now_province", "now_unit"])


def install() -> None:
    register(Holder("targets.Registration", "dòng đăng ký", owner="product"))
    records_moved.connect(follow_move, dispatch_uid="targets.move")
    standing_changed.connect(follow_standing, dispatch_uid="targets")
    for model, receiver in (
        (Product, follow_product),
        (Result, follow_result),
        (Dossier, follow_dossier),
        (Registration, follow_registration),
        (Producer, follow_producer),
        (Unit, follow_unit),
    ):
        post_save.connect(receiver, sender=model, dispatch_uid=f"targets-{model.__name__}")
    post_init.connect(remember_registration, sender=Registration, dispatch_uid="targets-registration-read")
    post_delete.connect(forget_registration, sender=Registration, dispatch_uid="targets-registration-gone")
