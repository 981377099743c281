"""Publishing a decision, and the two steps that need none: concluding and sending back."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from ocop.core.clock import now
from ocop.core.components import Crumb, Fact
from ocop.core.guards import get_visible_or_404, guard, posted
from ocop.core.idempotency import once
from ocop.core.permissions import Permission
from ocop.core.policy import allowed
from ocop.dossiers.models import Dossier
from ocop.recognition.actions import publishing
from ocop.recognition.enums import DecisionKind
from ocop.recognition.forms.decisions import ReasonForm
from ocop.recognition.models import Decision
from ocop.recognition.policies import results as result_rules
from ocop.recognition.policies import signing as rules
from ocop.recognition.queries.results import standing_result
from ocop.recognition.views.steps import confirm, fetch

WILL = {
    DecisionKind.RECOGNISE: "Hồ sơ được công nhận, mỗi sản phẩm một giấy chứng nhận; giấy cũ của sản phẩm (nếu có) được thay.",
    DecisionKind.APPROVE_RESULT: "Hồ sơ được trình trung ương; chưa có giấy chứng nhận.",
    DecisionKind.REVOKE: "Giấy chứng nhận bị thu hồi kể từ ngày ban hành.",
    DecisionKind.CORRECT: "Quyết định cũ ghi là đã thay thế; giấy còn hiệu lực được cấp lại, giữ nguyên thời hạn.",
}


@guard(Permission.DECISION_PUBLISH)
@once
def publish(request: HttpRequest, code: str) -> HttpResponse:
    """What will happen, then everything at once or nothing.  # queries: 16"""
    one = fetch(request, code)
    why = allowed(rules.check_can_publish, one, by=request.acting, at=now())  # type: ignore[attr-defined]
    return confirm(
        request,
        title=f"Công bố {one}",
        submit="Công bố",
        done="Đã công bố. Chủ thể và xã đã được báo.",
        back=one.get_absolute_url(),
        act=lambda **given: publishing.publish(decision=one, **given),
        facts=_publish_facts(one),
        reason=why.reason,
        lead=f"{WILL[DecisionKind(one.kind)]} Mọi người xem được trên trang công khai. Không làm lại được; sai sót chỉ sửa bằng quyết định thay thế.",
        crumbs=[
            Crumb("Quyết định", reverse("recognition:decisions")),
            Crumb(str(one), one.get_absolute_url()),
            Crumb("Công bố"),
        ],
    )


def _publish_facts(one: Decision) -> list[Fact]:
    day = f"{one.decided_on:%d/%m/%Y}" if one.decided_on else ""
    if one.kind == DecisionKind.REVOKE:
        return [
            Fact("Trích yếu", one.title),
            Fact("Ngày ban hành", day),
            Fact("Giấy bị thu hồi", one.revocations.count()),
        ]
    label = "Hồ sơ trình trung ương" if one.kind == DecisionKind.APPROVE_RESULT else "Giấy chứng nhận sẽ cấp"
    stars = sorted({line.stars or 0 for line in one.lines.all()}, reverse=True)
    split = [Fact(f"Trong đó {n} sao", sum(line.stars == n for line in one.lines.all())) for n in stars]
    return [
        Fact("Trích yếu", one.title),
        Fact("Ngày ban hành", day),
        Fact(label, len(one.lines.all())),
        *split,
    ]


def _result_step(request: HttpRequest, code: str, action: Any, check: Any, **more: Any) -> HttpResponse:
    found = Dossier.objects.select_related("product", "producer", "unit").prefetch_related("results")
    dossier = get_visible_or_404(found, request.acting, code=code)  # type: ignore[attr-defined]
    result, back = standing_result(dossier), reverse("recognition:decision-new")
    points = str(result.mean_shown).replace(".", ",") if result else ""
    facts = [
        Fact("Sản phẩm", dossier.product.name),
        Fact("Chủ thể", dossier.producer.name),
        Fact("Điểm trung bình", points),
        Fact("Hạng", f"{result.stars} sao" if result and result.stars else "Không xếp hạng"),
    ]
    why = allowed(check, dossier, by=request.acting, at=now())  # type: ignore[attr-defined]
    return confirm(
        request,
        back=back,
        facts=facts,
        reason=why.reason,
        act=lambda **given: action(dossier=dossier, **given),
        crumbs=[Crumb("Quyết định", reverse("recognition:decisions")), Crumb(dossier.code)],
        **more,
    )


@guard(Permission.DECISION_DRAFT)
@once
def conclude(request: HttpRequest, code: str) -> HttpResponse:
    """Below three stars: no decision, the producer is told.  # queries: 8"""
    return _result_step(
        request,
        code,
        publishing.conclude,
        result_rules.check_can_conclude,
        title="Kết luận không đạt từ 3 sao",
        submit="Kết luận",
        done="Đã kết luận và báo cho chủ thể.",
        kind="danger",
        lead="Dưới 3 sao không có quyết định và giấy chứng nhận (Điều 4). Chủ thể xem được điểm từng phần và mức tối thiểu còn thiếu.",
    )


@guard(Permission.DECISION_PUBLISH)
@once
def send_back(request: HttpRequest, code: str) -> HttpResponse:
    """The centre's result below five stars goes back to the province.  # queries: 8"""
    return _result_step(
        request,
        code,
        publishing.send_back,
        result_rules.check_can_send_back,
        title="Trả kết quả về tỉnh",
        submit="Trả về tỉnh",
        done="Đã trả kết quả về tỉnh.",
        form=ReasonForm(posted(request)),
        lead="Kết quả trung ương dưới 5 sao: tỉnh dùng kết quả này để công nhận, hoặc tự đánh giá lại (Điều 7 khoản 4).",
    )
