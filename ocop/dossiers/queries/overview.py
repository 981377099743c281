"""The task list of a draft: what Mẫu 01, Mẫu 02 and the criteria still need, line by line."""

from collections import Counter
from datetime import date
from typing import Any

from django.urls import reverse

from ocop.core.components import Badge, Task, TaskGroup
from ocop.dossiers.models import Dossier
from ocop.dossiers.queries.facts import sections_of
from ocop.dossiers.queries.findings import blocking, findings_of, place_of
from ocop.rulebook.completeness import Finding
from ocop.rulebook.criteria import Section

DONE = Badge("Đã xong", "success", "check-circle")
TODO = Badge("Chưa bắt đầu", "neutral", "circle")
PART = Badge("Đang làm", "info", "pencil")


def task_groups(dossier: Dossier, findings: list[Finding]) -> list[TaskGroup]:
    """Groups in the order of the forms; each line says how much is left."""
    stops = Counter(place_of(finding) for finding in blocking(findings))
    sorts = Counter(sort for sort, _ in stops.elements())
    groups = [_facts_group(dossier, sorts)]
    groups.append(
        TaskGroup(
            "Báo cáo tự đánh giá (Mẫu 02)",
            [_section_task(dossier, one, stops) for one in sections_of(dossier)],
        )
    )
    for part in dossier.criteria_set.criteria_set.parts:
        title = f"Tự chấm, phần {part.code}: {part.title.capitalize()}"
        groups.append(
            TaskGroup(title, [_criteria_task(dossier, section, stops) for section in part.sections])
        )
    return groups


def _facts_group(dossier: Dossier, sorts: Counter[str]) -> TaskGroup:
    back = f"?ve={dossier.get_absolute_url()}"
    producer = reverse("producers:edit", args=[dossier.producer.code]) + back
    product = reverse("products:edit", args=[dossier.product.code]) + back
    return TaskGroup(
        "Phiếu đăng ký (Mẫu 01)",
        [
            Task("Thông tin chủ thể", producer, dossier.producer.name, _left(sorts["producer"])),
            Task("Mô tả và ảnh sản phẩm", product, dossier.product.name, _left(sorts["product"])),
        ],
    )


def _section_task(dossier: Dossier, section: Any, stops: Counter[tuple[str, str]]) -> Task:
    url = reverse("dossiers:section", args=[dossier.code, section.key])
    left = stops[("section", section.key)]
    status = _left(left) if dossier.answers.get(section.key) or not left else TODO
    return Task(section.title, url, section.form, status)


def _criteria_task(dossier: Dossier, section: Section, stops: Counter[tuple[str, str]]) -> Task:
    codes = [criterion.code for criterion in section.criteria]
    answered = [code for code in codes if code in dossier.choices]
    first = next((code for code in codes if code not in dossier.choices), codes[0])
    trouble = [code for code in answered if stops[("criterion", code)]]
    hint = f"{len(answered)}/{len(codes)} tiêu chí"
    if trouble:
        hint += f"; cần xem lại minh chứng hoặc mức chọn: {', '.join(trouble)}"
        first = first if len(answered) < len(codes) else trouble[0]
    status = TODO if not answered else PART if len(answered) < len(codes) else _left(len(trouble))
    return Task(
        f"{section.code}. {section.title.capitalize()}",
        reverse("dossiers:criterion", args=[dossier.code, first]),
        hint,
        status,
    )


def _left(count: int) -> Badge:
    return Badge(f"Còn {count} mục", "warning", "exclamation-triangle") if count else DONE


def overview(dossier: Dossier, on: date) -> tuple[list[TaskGroup], list[Finding]]:
    findings = findings_of(dossier, on)
    return task_groups(dossier, findings), findings
