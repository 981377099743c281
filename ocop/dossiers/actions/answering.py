"""A return is answered item by item; sending it on is `submitting.submit`."""

from datetime import datetime

from django.db import transaction

from ocop.audit import record
from ocop.core.acting import Acting
from ocop.core.errors import RuleBroken
from ocop.core.text import clean
from ocop.dossiers.models import Dossier, ReturnItem
from ocop.dossiers.policies import submitting as policies


@transaction.atomic
def answer_item(*, item: ReturnItem, answer: str, by: Acting, at: datetime) -> ReturnItem:
    """Say what was mended; an answer needs words, so that the office finds the place."""
    Dossier.objects.locked(item.returned.dossier_id)
    item = ReturnItem.objects.select_related("returned__dossier__producer").get(pk=item.pk)
    policies.check_can_answer(item, by=by, at=at)
    answer = clean(answer)
    if not answer:
        raise RuleBroken(
            f"Mục “{item.label}”: hãy ghi ông/bà đã sửa thế nào, ví dụ “đã thay bản còn hạn”.",
            code="answer.empty",
            field="answer",
        )
    if item.answer != answer or not item.done:
        item.answer, item.done = answer, True
        item.save(update_fields=["answer", "done"])
        record(
            "dossier.answered",
            about=item.returned.dossier,
            by=by,
            at=at,
            data={"item": item.pk, "where": item.where},
        )
    return item
