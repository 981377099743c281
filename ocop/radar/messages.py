"""What this part writes into the trail, in words."""

from ocop.audit import verbs


def install() -> None:
    verbs.register({"radar.look": "Ghi nhận xét về cặp sản phẩm giống nhau"})
