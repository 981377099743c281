"""I20 under races: three people send at once, some of it fails; the numbers stay unique and without gaps."""

import contextlib

import pytest
from django.db import transaction

from ocop.recognition.actions import decisions, publishing
from ocop.recognition.integrity import numbers_without_gaps, one_active_per_product
from ocop.recognition.models import Certificate, Decision
from tests.factories.accounts import AT
from tests.factories.parallel import at_once, real_database
from tests.factories.recognition import DAY, make_draft, make_office, make_rated, make_sent, sign

pytestmark = pytest.mark.django_db(transaction=True)


class Abort(Exception):
    pass


def test_parallel_sends_and_rollbacks_leave_numbers_without_gaps(tmp_path):
    office = make_office()
    drafts = [make_draft(office, make_rated(office, f"SP {n}")) for n in range(9)]
    failing = {drafts[1].pk, drafts[4].pk, drafts[7].pk}

    def send_all(mine):
        for decision in mine:
            with contextlib.suppress(Abort), transaction.atomic():
                decisions.send_for_signature(decision=decision, decided_on=DAY, by=office.drafter, at=AT)
                if decision.pk in failing:
                    raise Abort

    with real_database(tmp_path):
        at_once([lambda mine=drafts[n::3]: send_all(mine) for n in range(3)])
        [(numbers, finding)] = at_once(
            [
                lambda: (
                    sorted(Decision.objects.filter(number__isnull=False).values_list("number", flat=True)),
                    numbers_without_gaps(),
                )
            ]
        )

    assert numbers == [1, 2, 3, 4, 5, 6]
    assert finding.ok and finding.rows == 6


def test_two_publishes_at_once_give_each_product_one_certificate(tmp_path):
    office = make_office()
    decision = sign(make_sent(office, make_rated(office, "Một"), make_rated(office, "Hai", "60")), office)

    def publish():
        with contextlib.suppress(Exception):  # the second one is refused: already published
            publishing.publish(decision=decision, by=office.publisher, at=AT)

    with real_database(tmp_path):
        at_once([publish] * 4)
        [(numbers, finding)] = at_once(
            [lambda: (sorted(Certificate.objects.values_list("number", flat=True)), one_active_per_product())]
        )

    assert numbers == [1, 2]
    assert finding.ok
