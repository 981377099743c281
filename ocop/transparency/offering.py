"""What the public pages of a product and of a certificate link to here."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from ocop.core.offers import Offer, register


def of_product(facts: Mapping[str, Any]) -> list[Offer]:
    return [of for token in facts["tokens"][:1] for of in of_certificate({"token": token})]


def of_certificate(facts: Mapping[str, Any]) -> list[Offer]:
    return [
        Offer(
            _("Bằng chứng trong nhật ký công khai"),
            reverse("transparency:certificate", args=[facts["token"]]),
            _("Quyết định, giấy và đường chứng minh, tự kiểm tra được không cần hệ thống này."),
            "shield-check",
        )
    ]


def install() -> None:
    register("product", of_product)
    register("certificate", of_certificate)
