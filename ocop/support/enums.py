"""Names of the records of support."""

from django.db.models import TextChoices

from ocop.rulebook.entitlement import Occasion

OCCASIONS = [(one.value, one.words.capitalize()) for one in Occasion]
LONG_WAIT_DAYS = 30  # "waiting long" in lists and indicators; no rule gives a number, setting of 2026-11-22


class OverBudget(TextChoices):
    """What happens to a claim when the year's money is gone; each policy says so."""

    WAIT = "wait", "Chờ trong hàng đến khi có thêm kinh phí"
    REFUSE = "refuse", "Từ chối, ghi lý do hết kinh phí"
