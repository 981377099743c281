"""The two plans whose headings the articles count, as records: Hà Nội 2023 (09/KH-UBND) and Hà Đông 2021–2025."""

from datetime import date, datetime

from ocop.demo.published.plan import NOTE
from ocop.places.models import Unit
from ocop.plans.enums import GroupKind
from ocop.plans.models import Group, Plan
from ocop.rulebook.plan_data import read_groups

# unit, years, number, headings of these kinds. The articles give neither day nor signer: the first day of the years stands in.
PLANS = (
    (
        "2025-P01",
        2023,
        2023,
        "09/KH-UBND",
        "Kế hoạch OCOP năm 2023 của Hà Nội (kịch bản)",
        ("objective", "task"),
    ),
    (
        "2025-D268",
        2021,
        2025,
        "Không nêu",
        "Kế hoạch OCOP 2021–2025 của quận Hà Đông (kịch bản)",
        ("solution",),
    ),
)


def write_plans(at: datetime) -> None:
    """Only the number of headings is published; their wording is the common one."""
    for key, first, last, number, title, kinds in PLANS:
        plan = Plan(
            unit=Unit.objects.get(key=key),
            period="2021-2025",
            year_from=first,
            year_until=last,
            title=title,
            purpose=f"{NOTE}. Bài báo không nêu ngày ban hành và người ký.",
            number=number,
            decided_on=date(first, 1, 1),
            signer="Không nêu trong bài",
            is_demo=True,
            created_at=at,
            state="issued",
            state_at=at,
        )
        Plan.objects.bulk_create([plan])
        Group.objects.bulk_create(
            Group(plan=plan, kind=GroupKind(kind), title=title_, position=place, fixed_at=at)
            for kind in kinds
            for place, title_ in enumerate(read_groups()[kind], start=1)
        )
