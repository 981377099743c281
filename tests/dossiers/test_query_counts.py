"""Each page of the producer's side asks the database no more often than is written beside its view."""

import inspect
import re

import pytest
from django.urls import resolve, reverse

from ocop.core.permissions import Role
from ocop.programme.models import CriteriaSetVersion
from tests.factories.accounts import act, signed_in
from tests.factories.dossiers import ready_dossier, submitted_dossier
from tests.factories.places import make_units
from tests.factories.producers import acting_for

pytestmark = pytest.mark.django_db


def written(url: str) -> int:
    view = inspect.unwrap(resolve(url.split("?")[0]).func)
    return int(re.search(r"# queries: (\d+)", inspect.getsource(view))[1])


def check(client, urls, counting):
    for url in urls:
        client.get(url)
        with counting(written(url)):
            assert client.get(url).status_code == 200, url


def test_pages_of_a_draft(django_assert_max_num_queries):
    dossier = ready_dossier()
    code, producer, product = dossier.code, dossier.producer, dossier.product
    paper = producer.evidence.first().code
    names = ["dossier", "precheck", "submit", "kind", "timeline", "withdraw"]
    urls = [reverse(f"dossiers:{name}", args=[code]) for name in names]
    urls += [
        reverse("dossiers:criterion", args=[code, "1.1"]),
        reverse("dossiers:criterion-upload", args=[code, "1.1"]),
    ]
    urls += [
        reverse("dossiers:section", args=[code, "results"]),
        reverse("dossiers:mine"),
        reverse("notify:inbox"),
    ]
    urls += [
        reverse(f"producers:{name}", args=[producer.code])
        for name in ("producer", "edit", "people", "vault-of", "vault-add")
    ]
    urls += [
        reverse(f"producers:{name}", args=[paper]) for name in ("paper", "paper-version", "paper-retire")
    ]
    urls += [reverse(f"products:{name}", args=[product.code]) for name in ("product", "edit", "photos")]
    urls += [
        reverse("products:list"),
        reverse("products:add-own"),
        reverse("products:find-set") + f"?san-pham={product.code}",
    ]

    check(signed_in(acting_for(producer)), urls, django_assert_max_num_queries)


def test_pages_after_handing_in(django_assert_max_num_queries):
    dossier = submitted_dossier()
    urls = [
        reverse(f"dossiers:{name}", args=[dossier.code])
        for name in ("dossier", "receipt", "timeline", "receipt-file")
    ]

    check(signed_in(acting_for(dossier.producer)), urls, django_assert_max_num_queries)


def test_pages_of_offices(django_assert_max_num_queries):
    dossier = ready_dossier()
    units = make_units()
    row = CriteriaSetVersion.objects.get()
    admin = [
        reverse("programme:criteria-sets"),
        reverse("programme:criteria-set", args=[row.pk]),
        reverse("programme:calendar"),
    ]
    desk = [
        reverse("producers:list"),
        reverse("producers:register"),
        reverse("producers:producer", args=[dossier.producer.code]),
    ]

    check(signed_in(act(Role.ADMINISTRATOR, units["01"])), admin, django_assert_max_num_queries)
    check(signed_in(act(Role.COMMUNE_OFFICER, units["09556"])), desk, django_assert_max_num_queries)
