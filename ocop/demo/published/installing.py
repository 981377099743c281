"""Once, as a whole, and never over real data."""

from datetime import datetime

from django.db import transaction

from ocop.accounts.models import User
from ocop.audit import record
from ocop.core.acting import system
from ocop.core.clock import local_date
from ocop.core.errors import RuleBroken
from ocop.demo.models import ScenarioBuild
from ocop.demo.published.people import write_people_and_places
from ocop.demo.published.planned import write_plans
from ocop.demo.published.statements import write_statements
from ocop.demo.published.world import build
from ocop.producers.models import Producer
from ocop.products.models import Product
from ocop.registry.actions import rebuild
from ocop.targets.actions.facts import refresh_all
from ocop.targets.models import DeclaredFigure, Registration, Target

KEY = "published"
HELD = ((Product, "sản phẩm"), (Producer, "chủ thể"), (Target, "chỉ tiêu"), (DeclaredFigure, "số khai báo"), (Registration, "đăng ký"))  # fmt: skip


def check_may_build() -> None:
    """Real people or any record of the register: the scenario's sums would be wrong, and its inventions harmful."""
    if User.objects.filter(is_demo=False).exists():
        raise RuleBroken(
            "Cơ sở dữ liệu này đã có người dùng thật nên không dựng kịch bản vào được. Hãy dùng thư mục dữ liệu trống: "
            "OCOP_DATA=<thư mục>.",
            code="scenario.real_data",
        )
    held = [words for model, words in HELD if model.objects.exists()]  # type: ignore[attr-defined]
    if held:
        raise RuleBroken(
            f"Cơ sở dữ liệu này đã có {', '.join(held)}; kịch bản cần một bản trống để số liệu khớp. Hãy dùng thư mục "
            "dữ liệu khác: OCOP_DATA=<thư mục>.",
            code="scenario.not_empty",
        )


def is_built() -> bool:
    return ScenarioBuild.objects.filter(key=KEY).exists()


@transaction.atomic
def install(*, at: datetime) -> dict[str, int]:
    """Records, statements, derived facts and public register in one transaction."""
    check_may_build()
    rows = build(at)
    rows.write()
    write_people_and_places(rows)
    write_statements(at)
    write_plans(at)
    facts = refresh_all()
    rebuild(at=at)
    done = ScenarioBuild.objects.create(key=KEY, built_at=at)
    record("scenario.built", about=done, by=system(local_date(at)), at=at, data={"key": KEY, **facts})
    return facts | {"records": len(rows.records), "registrations": len(rows.registrations)}
