"""Checks of `ocop check` over villages, marks and chains."""

from decimal import Decimal

from ocop.core.checks_registry import Finding, register
from ocop.places.placed import keys_of
from ocop.rulebook.chains import share_of_output
from ocop.villages.models import Chain, MarkUse, Village
from ocop.villages.policies.villages import in_territory


def villages_lie_where_they_say() -> Finding:
    found = Finding(rows=Village.objects.count())
    for one in Village.objects.select_related("unit__parent"):
        if one.then_province != keys_of(one.unit)["then_province"]:
            found.problems.append(f"Làng nghề {one.code} ghi địa bàn khác với đơn vị của nó.")
    return found


def marks_stay_in_their_territory() -> Finding:
    uses = MarkUse.objects.filter(ended_on=None).select_related("product__unit", "mark")
    found = Finding(rows=len(uses))
    for use in uses.prefetch_related("mark__territory"):
        if not in_territory(use.mark, use.product.unit):
            found.problems.append(f"Sản phẩm {use.product.code} dùng {use.mark} ngoài vùng.")
    return found


def chains_share_no_more_than_the_output() -> Finding:
    chains = Chain.objects.prefetch_related("members")
    found = Finding(rows=len(chains))
    for chain in chains:
        terms = [one.terms for one in chain.members.all()]
        if any(share_of_output(terms, one.from_on) > Decimal(100) for one in terms):
            found.problems.append(f"Chuỗi {chain.code} có tổng tỷ lệ sản lượng vượt 100 %.")
    return found


def install() -> None:
    register("I63", "Làng nghề nằm đúng đơn vị hành chính ghi trong bản ghi", villages_lie_where_they_say)
    register("I64", "Sản phẩm dùng nhãn hiệu nằm trong vùng của nhãn hiệu", marks_stay_in_their_territory)
    register("I65", "Tỷ lệ sản lượng của chuỗi không quá 100 %", chains_share_no_more_than_the_output)
