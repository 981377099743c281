"""A producer registers, shows and keeps its data; an office reads it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from ocop.core.clock import now
from ocop.core.components import Button, Crumb, Fact
from ocop.core.errors import RuleBroken
from ocop.core.guards import get_visible_or_404, guard, posted, refusals_on, signed_in
from ocop.core.idempotency import once
from ocop.core.middleware import SESSION_ACTING
from ocop.core.paging import keyset_page
from ocop.core.permissions import Permission
from ocop.core.policy import allowed
from ocop.core.text import fold
from ocop.producers import policies
from ocop.producers.actions import registering
from ocop.producers.forms.producer import ProducerForm
from ocop.producers.models import Producer


@signed_in
@once
def register(request: HttpRequest) -> HttpResponse:  # queries: 6
    """Register oneself, or at the desk a producer of the commune."""
    by = request.acting  # type: ignore[attr-defined]
    policies.check_can_register(by=by)
    form = ProducerForm(posted(request), initial={"unit": by.unit})
    if request.method == "POST" and form.is_valid():
        try:
            confirmed = form.cleaned_data.get("confirmed", False)
            producer = registering.register_producer(
                data=form.data_only, by=by, at=now(), confirmed=confirmed
            )
        except RuleBroken as refusal:
            _show(refusal, form)
        else:
            return _registered(request, producer)
    return render(request, "producers/register.html", {"form": form, "desk": by.may(Permission.DESK_ENTRY)})


def _show(refusal: RuleBroken, form: ProducerForm) -> None:
    if refusal.code == "producer.look_alike":
        form.ask_back()
    field = refusal.field if refusal.field in form.fields else None
    form.add_error(field, [refusal.sentence, *refusal.details])


def _registered(request: HttpRequest, producer: Producer) -> HttpResponse:
    """From now on the person acts for the new producer."""
    membership = producer.memberships.filter(person=request.user).first()
    if membership:
        request.session[SESSION_ACTING] = f"p{membership.pk}"
    messages.success(request, f"Đã đăng ký {producer.name}. Việc tiếp theo: thêm sản phẩm.")
    return redirect("producers:producer", code=producer.code)


@guard(Permission.PRODUCER_EDIT)
def own(request: HttpRequest) -> HttpResponse:
    """The producer one acts for."""
    producer = get_visible_or_404(Producer, request.acting, pk=request.acting.party_id)  # type: ignore[attr-defined]
    return redirect("producers:producer", code=producer.code)


@guard(Permission.DESK_ENTRY, Permission.PRODUCER_VIEW)
def listing(request: HttpRequest) -> HttpResponse:  # queries: 6
    """The producers of the office's place."""
    acting = request.acting  # type: ignore[attr-defined]
    if acting.party_id:
        return own(request)
    found = Producer.objects.visible_to(acting).select_related("unit")
    words = request.GET.get("q", "")[:100]
    for word in fold(words).split():
        found = found.filter(search_key__contains=word)
    page = keyset_page(request, found, key="sort_key")
    may_enter = allowed(policies.check_permission, acting, Permission.DESK_ENTRY)
    actions = (
        [Button("Đăng ký giúp chủ thể", reverse("producers:register"), "primary", "plus-lg")]
        if may_enter
        else []
    )
    if acting.may(Permission.RECORDS_IMPORT):
        actions.append(Button("Nhập chủ thể từ Excel", reverse("producers:chu-the-intake"), icon="upload"))
        actions.append(Button("Nhập sản phẩm từ Excel", reverse("products:san-pham-intake"), icon="upload"))
    return render(request, "producers/list.html", {"page": page, "words": words, "actions": actions})


@guard(Permission.PRODUCER_VIEW)
def producer_page(request: HttpRequest, code: str) -> HttpResponse:  # queries: 7
    producer = get_visible_or_404(Producer.objects.select_related("unit"), request.acting, code=code)  # type: ignore[attr-defined]
    may_edit = allowed(policies.check_can_edit, producer, by=request.acting)  # type: ignore[attr-defined]
    products = producer.products.select_related("unit").order_by("sort_key")
    context = {
        "producer": producer,
        "facts": facts_of(producer, sensitive=bool(may_edit)),
        "products": products,
        "may_edit": may_edit,
        "actions": _buttons(producer, request),
        "crumbs": [Crumb("Chủ thể", reverse("producers:list"))],
    }
    return render(request, "producers/producer.html", context)


def _buttons(producer: Producer, request: HttpRequest) -> list[Button]:
    by = request.acting  # type: ignore[attr-defined]
    found = []
    if allowed(policies.check_can_edit, producer, by=by):
        found.append(
            Button("Sửa thông tin", reverse("producers:edit", args=[producer.code]), "secondary", "pencil")
        )
        found.append(
            Button(
                "Kho minh chứng",
                reverse("producers:vault-of", args=[producer.code]),
                "secondary",
                "folder2-open",
            )
        )
    if allowed(policies.check_can_manage_people, producer, by=by) or by.may(Permission.DESK_ENTRY):
        found.append(
            Button("Người làm việc", reverse("producers:people", args=[producer.code]), "secondary", "people")
        )
    return found


def facts_of(producer: Producer, *, sensitive: bool) -> list[Fact]:
    """The rows of the summary; sex, ethnicity and disability only for those who keep these data."""
    form = producer.get_legal_form_display()
    rows: list[tuple[str, Any]] = [
        ("Loại hình", form),
        ("Mã số thuế", producer.tax_code),
        ("Số đăng ký kinh doanh", producer.registration_no),
        ("Năm bắt đầu hoạt động", producer.founded_year),
        ("Xã, phường", producer.unit.address if producer.unit else ""),
        ("Số nhà, thôn, tổ", producer.address),
        ("Điện thoại", producer.phone),
        ("Thư điện tử", producer.email),
        ("Trang web, mạng xã hội", producer.website),
        (
            "Người đại diện",
            " – ".join(x for x in (producer.representative, producer.representative_title) if x),
        ),
        ("Lao động", _workers(producer)),
        ("Ngành nghề, sản phẩm chính", producer.main_business),
        ("Quá trình hình thành", producer.history),
        ("Bộ máy tổ chức", producer.structure),
    ]
    if sensitive:
        disabled = {None: "", True: "có", False: "không"}[producer.representative_disability]
        rows.append(
            (
                "Giới tính, dân tộc, khuyết tật (không công khai)",
                ", ".join(
                    x
                    for x in (
                        producer.get_representative_sex_display(),
                        producer.representative_ethnicity,
                        disabled and f"khuyết tật: {disabled}",
                    )
                    if x
                ),
            )
        )
    return [Fact(label, value) for label, value in rows]


def _workers(producer: Producer) -> str:
    if producer.workers is None:
        return ""
    parts = [f"{producer.workers} người"]
    if producer.workers_local is not None:
        parts.append(f"{producer.workers_local} người trong xã")
    if producer.workers_female is not None:
        parts.append(f"{producer.workers_female} nữ")
    return ", ".join(parts)


@guard(Permission.PRODUCER_EDIT, Permission.DESK_ENTRY)
def edit(request: HttpRequest, code: str) -> HttpResponse:  # queries: 7
    producer = get_visible_or_404(Producer.objects.select_related("unit"), request.acting, code=code)  # type: ignore[attr-defined]
    policies.check_can_edit(producer, by=request.acting)  # type: ignore[attr-defined]
    form = ProducerForm(posted(request), producer=producer)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            registering.edit_producer(producer=producer, data=form.data_only, by=request.acting, at=now())  # type: ignore[attr-defined]
            messages.success(request, "Đã lưu thông tin chủ thể.")
            return redirect(_next(request) or reverse("producers:producer", args=[code]))
    return render(request, "producers/edit.html", {"producer": producer, "form": form})


def _next(request: HttpRequest) -> str:
    """Back to the dossier page that led here, never to another host."""
    target = request.GET.get("ve", "")
    return target if target.startswith("/lam-viec/") and "//" not in target else ""
