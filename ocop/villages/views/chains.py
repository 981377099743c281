"""Value chains: for the producers in them and for the offices of their place."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from ocop.core.clock import now, today
from ocop.core.components import Button, Column, Crumb, Fact
from ocop.core.guards import get_visible_or_404, guard, posted, refusals_on
from ocop.core.idempotency import once
from ocop.core.paging import keyset_page
from ocop.core.permissions import Permission
from ocop.core.policy import allowed
from ocop.core.templatetags.ocop import vn_number
from ocop.recognition.queries.trail import happenings
from ocop.villages.actions import chains as actions
from ocop.villages.forms.chains import ChainForm, ContractForm, EndForm
from ocop.villages.forms.villages import ReasonlessForm
from ocop.villages.models import Chain
from ocop.villages.policies import villages as policies
from ocop.villages.queries import chains as queries
from ocop.villages.views.frames import form_page, sheet_response, step_page

SEES = (Permission.VILLAGES_MANAGE, Permission.PRODUCER_EDIT)
COLUMNS = [
    Column("Chuỗi"),
    Column("Bên chủ trì"),
    Column("Bắt đầu"),
    Column("Hợp đồng", numeric=True),
    Column("Kết thúc"),
]


@guard(*SEES)
def chains(request: HttpRequest) -> HttpResponse:
    """# queries: 6"""
    mine = Chain.objects.visible_to(request.acting)  # type: ignore[attr-defined]
    page = keyset_page(request, queries.filtered(mine, request.GET), key="sort_key")
    export_url = f"{reverse('villages:chains-export')}?{request.GET.urlencode()}"
    context = {
        "page": page,
        "columns": COLUMNS,
        "asked": {"q": request.GET.get("q", "")},
        "actions": [
            Button("Lập chuỗi", reverse("villages:new-chain"), "primary", "plus-lg"),
            Button("Xuất Excel", export_url, "secondary", "download"),
        ],
    }
    return render(request, "villages/chains.html", context)


@guard(*SEES)
def export(request: HttpRequest) -> HttpResponse:
    """# queries: 5"""
    acting = request.acting  # type: ignore[attr-defined]
    found = queries.filtered(Chain.objects.visible_to(acting), request.GET)
    content = queries.export(found, on=today(), office=acting.office)
    return sheet_response(content, "chuoi-gia-tri.xlsx")


def visible(request: HttpRequest, code: str) -> Chain:
    rows = Chain.objects.select_related("lead__unit").prefetch_related("members__producer")
    return get_visible_or_404(rows, request.acting, code=code)  # type: ignore[attr-defined]


@guard(*SEES)
def chain(request: HttpRequest, code: str) -> HttpResponse:
    """# queries: 10"""
    one, by = visible(request, code), request.acting  # type: ignore[attr-defined]
    found = queries.figures_of(one, today())
    facts = [
        Fact("Bên chủ trì", one.lead.name),
        Fact("Sản phẩm của chuỗi", one.goods),
        Fact("Bắt đầu", f"{one.started_on:%d/%m/%Y}"),
        *([Fact("Kết thúc", f"{one.ended_on:%d/%m/%Y}")] if one.ended_on else []),
        Fact("Sản lượng qua hợp đồng còn hiệu lực", f"{vn_number(found.share)} %"),
        Fact("Liên kết không gián đoạn", f"{found.months} tháng"),
        *([Fact("Ghi chú", one.note)] if one.note else []),
    ]
    may = bool(allowed(policies.check_can_keep_chain, one, by=by))
    context = {
        "chain": one,
        "facts": facts,
        "members": [{"one": row, "runs": row.terms.runs(today())} for row in one.members.all()],  # type: ignore[attr-defined]
        "may": may,
        "happenings": happenings(one)[:30],
        "actions": _buttons(one, request, may),
        "crumbs": [Crumb("Chuỗi giá trị", reverse("villages:chains")), Crumb(one.code)],
    }
    return render(request, "villages/chain.html", context)


def _buttons(one: Chain, request: HttpRequest, may: bool) -> list[Button]:
    by = request.acting  # type: ignore[attr-defined]
    found = []
    if by.party_id:
        why = allowed(policies.check_can_put_in_vault, one, by.party_id)
        url = reverse("villages:vault", args=[one.code])
        found.append(
            Button("Đưa bảng kê vào kho minh chứng", url, "primary", "cloud-arrow-up", reason=why.reason)
        )
    if may and not one.ended_on:
        found.append(
            Button("Thêm hợp đồng", reverse("villages:contract", args=[one.code]), "secondary", "plus-lg")
        )
        found.append(
            Button("Kết thúc chuỗi", reverse("villages:end-chain", args=[one.code]), "secondary", "x-octagon")
        )
    return found


@guard(*SEES)
@once
def new(request: HttpRequest) -> HttpResponse:
    """# queries: 7"""
    by = request.acting  # type: ignore[attr-defined]
    form = ChainForm(posted(request), acting=by)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            lead, data = form.parts()
            made = actions.start_chain(lead=lead, data=data, by=by, at=now())
            messages.success(request, "Đã lập chuỗi. Hãy thêm các hợp đồng.")
            return redirect(made)
    back = reverse("villages:chains")
    return form_page(request, form, title="Lập chuỗi giá trị", submit="Lập", back=back, home="chains")


@guard(*SEES)
@once
def contract(request: HttpRequest, code: str) -> HttpResponse:
    """# queries: 9"""
    one, by = visible(request, code), request.acting  # type: ignore[attr-defined]
    policies.check_can_keep_chain(one, by=by)
    form = ContractForm(posted(request), acting=by)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.add_member(chain=one, data=form.cleaned_data, by=by, at=now())
            messages.success(request, "Đã thêm hợp đồng.")
            return redirect(one)
    back, title = one.get_absolute_url(), "Thêm hợp đồng"
    return form_page(request, form, title=title, submit="Thêm", back=back, lead=one.name, home="chains")


@guard(*SEES)
@once
def end_contract(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """# queries: 9"""
    one, by = visible(request, code), request.acting  # type: ignore[attr-defined]
    policies.check_can_keep_chain(one, by=by)
    held = one.members.filter(pk=int(number[:18])).first() if number.isdecimal() else None  # type: ignore[attr-defined]
    if held is None:
        raise Http404
    held.chain = one
    form = EndForm(posted(request), initial={"on": today()})
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.end_contract(member=held, by=by, at=now(), **form.cleaned_data)
            messages.success(request, "Đã ghi ngày kết thúc.")
            return redirect(one)
    title = f"Kết thúc hợp đồng {held.contract}"
    lead, back = "Từ ngày sau đó hợp đồng không còn tính cho tỷ lệ và số tháng.", one.get_absolute_url()
    return step_page(request, form, title=title, submit="Ghi", back=back, lead=lead, subject=held.name)


@guard(*SEES)
@once
def end_chain(request: HttpRequest, code: str) -> HttpResponse:
    """# queries: 9"""
    one, by = visible(request, code), request.acting  # type: ignore[attr-defined]
    policies.check_can_keep_chain(one, by=by)
    form = EndForm(posted(request), initial={"on": today()})
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.end_chain(chain=one, by=by, at=now(), **form.cleaned_data)
            messages.success(request, "Đã kết thúc chuỗi.")
            return redirect(one)
    lead, back = "Các chủ thể trong chuỗi không còn được tính là tham gia chuỗi này.", one.get_absolute_url()
    return step_page(
        request, form, title="Kết thúc chuỗi", submit="Ghi", back=back, lead=lead, subject=one.name
    )


@guard(Permission.EVIDENCE_EDIT)
@once
def into_vault(request: HttpRequest, code: str) -> HttpResponse:
    """The sheet of contracts becomes a paper of the own vault.  # queries: 9"""
    one, by = visible(request, code), request.acting  # type: ignore[attr-defined]
    policies.check_can_put_in_vault(one, by.party_id)
    form = ReasonlessForm(posted(request))
    if request.method == "POST" and form.is_valid():
        paper = actions.put_in_vault(chain=one, by=by, at=now())
        messages.success(request, f"Đã có trong kho minh chứng: {paper.title}.")
        return redirect(one)
    lead = (
        "Hệ thống lập bảng kê các hợp đồng thành PDF và cất vào kho, loại “Nguồn gốc nguyên liệu, liên kết chuỗi”. "
        "Bấm lại sau này thì thành bản mới của cùng giấy tờ; hồ sơ đã nộp giữ bản cũ."
    )
    back, title = one.get_absolute_url(), "Đưa bảng kê vào kho minh chứng"
    return step_page(request, form, title=title, submit="Đưa vào kho", back=back, lead=lead, subject=one.name)
