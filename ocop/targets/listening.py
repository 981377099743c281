"""The facts follow every change of what they are derived from, in the same transaction."""

from typing import Any

from django.db.models.signals import post_save

from ocop.core.clock import local_date
from ocop.dossiers.models import Dossier
from ocop.evaluation.models import Result
from ocop.producers.models import Producer
from ocop.products.models import Product
from ocop.recognition.signals import standing_changed
from ocop.targets.actions.facts import refresh
from ocop.targets.models import ProductFact, Registration


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


def follow_registration(sender: Any, *, instance: Any, **kwargs: Any) -> None:
    if instance.product_id:
        refresh([instance.product_id])


def follow_producer(sender: Any, *, instance: Any, created: bool, **kwargs: Any) -> None:
    if not created:
        refresh([], producers=[instance.pk])


def install() -> None:
    standing_changed.connect(follow_standing, dispatch_uid="targets")
    for model, receiver in (
        (Product, follow_product),
        (Result, follow_result),
        (Dossier, follow_dossier),
        (Registration, follow_registration),
        (Producer, follow_producer),
    ):
        post_save.connect(receiver, sender=model, dispatch_uid=f"targets-{model.__name__}")
