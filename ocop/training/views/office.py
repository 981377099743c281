"""The offices' side: list, one course, planning it, its sessions, its steps."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from ocop.core.clock import now
from ocop.core.components import Button, Column, Crumb
from ocop.core.guards import get_visible_or_404, guard, posted, refusals_on
from ocop.core.idempotency import once
from ocop.core.paging import keyset_page
from ocop.core.permissions import Permission
from ocop.core.policy import allowed
from ocop.core.states import state_badge
from ocop.recognition.queries.trail import happenings
from ocop.rulebook.lifecycle import MACHINES
from ocop.training.actions import courses as actions
from ocop.training.enums import Kind
from ocop.training.forms.courses import CourseForm, ReasonForm, SessionForm, text_of
from ocop.training.models import Course, Session
from ocop.training.policies import courses as policies
from ocop.training.policies.people import check_can_certify
from ocop.training.queries import courses as queries
from ocop.training.views.showing import buttons_of, facts_of, people_rows, sheet_response

MANAGE = Permission.TRAINING_MANAGE
MACHINE = MACHINES["training"]
COLUMNS = [
    Column("Tên"),
    Column("Đơn vị tổ chức"),
    Column("Thời gian"),
    Column("Có chỗ", numeric=True),
    Column("Dự đủ giờ", numeric=True),
    Column("Trạng thái"),
]
CONSEQUENCES = {
    "open": "Chủ thể trên địa bàn sẽ thấy lớp và ghi danh được.",
    "start": "Từ lúc này điểm danh được từng buổi; vẫn nhận thêm người nếu còn chỗ.",
    "finish": "Hệ thống tính ai dự đủ giờ theo tỷ lệ của lớp. Sau đó không sửa điểm danh được nữa.",
    "close": "Lớp được khép lại; vẫn cấp được giấy chứng nhận cho người đã dự đủ giờ.",
    "cancel": "Chủ thể có người ghi danh nhận được tin kèm lý do. Không mở lại được.",
}


@guard(MANAGE)
def courses(request: HttpRequest) -> HttpResponse:
    """Newest first; the address holds the filters.  # queries: 6"""
    acting = request.acting  # type: ignore[attr-defined]
    found = queries.filtered(queries.with_numbers(Course.objects.visible_to(acting)), request.GET)
    page = keyset_page(request, found, key="starts_on", kind="day", descending=True)
    export_url = f"{reverse('training:export')}?{request.GET.urlencode()}"
    context = {
        "rows": [{"course": one, "badge": state_badge(one)} for one in page.rows],
        "page": page,
        "columns": COLUMNS,
        "asked": {name: request.GET.get(name, "") for name in ("q", "loai", "tinh_trang", "nam")},
        "kinds": Kind.choices,
        "states": [(key, state.label) for key, state in MACHINE.states.items()],
        "actions": [
            Button("Lập lớp mới", reverse("training:new"), "primary", "plus-lg"),
            Button("Độ phủ", reverse("training:coverage"), "secondary", "graph-up"),
            Button("Ghi danh từ Excel", reverse("training:nguoi-hoc-intake"), "secondary", "upload"),
            Button("Xuất Excel", export_url, "secondary", "download"),
        ],
    }
    return render(request, "training/courses.html", context)


@guard(MANAGE)
def export(request: HttpRequest) -> HttpResponse:
    """The list on screen as a sheet.  # queries: 5"""
    acting = request.acting  # type: ignore[attr-defined]
    found = queries.filtered(Course.objects.visible_to(acting), request.GET)
    return sheet_response(queries.export(found, office=acting.office), "lop-tap-huan.xlsx")


def visible(request: HttpRequest, code: str) -> Course:
    rows = Course.objects.select_related("unit")
    return get_visible_or_404(rows, request.acting, code=code)  # type: ignore[attr-defined]


def crumbs(course: Course) -> list[Crumb]:
    return [Crumb("Đào tạo", reverse("training:courses")), Crumb(course.code, course.get_absolute_url())]


@guard(MANAGE)
def course(request: HttpRequest, code: str) -> HttpResponse:
    """One course: curriculum, sessions, people, what they thought.  # queries: 14"""
    one, acting = visible(request, code), request.acting  # type: ignore[attr-defined]
    context = {
        "course": one,
        "badge": state_badge(one),
        "facts": facts_of(one),
        "topics": one.topics.all(),
        "sessions": queries.sessions_of(one),
        "people": people_rows(queries.people_of(one, acting), one),
        "opinion": queries.opinion_of(one),
        "happenings": happenings(one)[:30],
        "actions": buttons_of(one, acting),
        "crumbs": [Crumb("Đào tạo", reverse("training:courses")), Crumb(one.code)],
        "mine": acting.unit.pk == one.unit_id,
        "can_certify": bool(allowed(check_can_certify, one, by=acting, at=now())),
    }
    return render(request, "training/course.html", context)


@guard(MANAGE)
def people_sheet(request: HttpRequest, code: str) -> HttpResponse:
    """The participants as a sheet.  # queries: 5"""
    one, acting = visible(request, code), request.acting  # type: ignore[attr-defined]
    return sheet_response(queries.export_people(one, acting), f"nguoi-hoc-{one.code}.xlsx")


@guard(MANAGE)
@once
def new(request: HttpRequest) -> HttpResponse:
    """Plan a course of the own unit.  # queries: 4"""
    by = request.acting  # type: ignore[attr-defined]
    policies.check_can_plan(by=by)
    form = CourseForm(posted(request))
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            data, topics = form.parts()
            made = actions.plan_course(data=data, topics=topics, by=by, at=now())
            messages.success(request, "Đã lập. Hãy thêm các buổi rồi mở ghi danh.")
            return redirect(made)
    context = {"form": form, "title": "Lập lớp, hội nghị, đoàn", "submit": "Lập"}
    context |= {
        "crumbs": [Crumb("Đào tạo", reverse("training:courses"))],
        "back": reverse("training:courses"),
    }
    return render(request, "training/form.html", context)


@guard(MANAGE)
@once
def edit(request: HttpRequest, code: str) -> HttpResponse:
    """# queries: 8"""
    one, by = visible(request, code), request.acting  # type: ignore[attr-defined]
    policies.check_can_edit(one, by=by)
    initial = {name: getattr(one, name) for name in actions.FIELDS} | {"topics": text_of(one)}
    form = CourseForm(posted(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            data, topics = form.parts()
            actions.edit_course(course=one, data=data, topics=topics, by=by, at=now())
            messages.success(request, "Đã lưu.")
            return redirect(one)
    return _form_page(request, one, form, "Sửa lớp", "Lưu")


@guard(MANAGE)
@once
def add_session(request: HttpRequest, code: str) -> HttpResponse:
    """# queries: 8"""
    one, by = visible(request, code), request.acting  # type: ignore[attr-defined]
    policies.check_can_edit(one, by=by)
    form = SessionForm(posted(request), initial={"day": one.starts_on, "hour": "08:00"})
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.add_session(course=one, data=form.data_for_action(), by=by, at=now())
            messages.success(request, "Đã thêm buổi.")
            return redirect(one)
    return _form_page(request, one, form, "Thêm buổi", "Thêm")


@guard(MANAGE)
@once
def remove_session(request: HttpRequest, code: str, session: str) -> HttpResponse:
    """# queries: 8"""
    one, by = visible(request, code), request.acting  # type: ignore[attr-defined]
    held: Session | None = one.sessions.select_related("course__unit").filter(code=session).first()
    if held is None:
        raise Http404
    policies.check_can_remove_session(held, by=by)
    form = ReasonForm(posted(request))
    if request.method == "POST":
        actions.remove_session(session=held, by=by, at=now())
        messages.success(request, "Đã bỏ buổi.")
        return redirect(one)
    del form.fields["reason"]
    return _step(
        request, one, form, f"Bỏ buổi: {held.title}", "Bỏ buổi", "Buổi này không tổ chức, không tính giờ."
    )


@guard(MANAGE)
@once
def move(request: HttpRequest, code: str, name: str) -> HttpResponse:
    """One step with its consequence.  # queries: 8"""
    one, by = visible(request, code), request.acting  # type: ignore[attr-defined]
    if name not in MACHINE.moves:
        raise Http404
    policies.check_can_move(one, name, by=by)
    form = ReasonForm(posted(request))
    if name != "cancel":
        del form.fields["reason"]
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.move(course=one, name=name, by=by, at=now(), **form.cleaned_data)
            messages.success(request, f"Đã ghi: {MACHINE.moves[name].label.lower()}.")
            return redirect(one)
    label = MACHINE.moves[name].label
    return _step(request, one, form, label, label, CONSEQUENCES[name], danger=name == "cancel")


def _form_page(request: HttpRequest, one: Course, form: object, title: str, submit: str) -> HttpResponse:
    context = {"form": form, "title": title, "submit": submit, "lead": one.title, "crumbs": crumbs(one)}
    return render(request, "training/form.html", context | {"back": one.get_absolute_url()})


def _step(
    request: HttpRequest, one: Course, form: object, title: str, submit: str, lead: str, danger: bool = False
) -> HttpResponse:
    context = {"form": form, "title": title, "submit": submit, "lead": lead, "back": one.get_absolute_url()}
    context |= {"kind": "danger" if danger else "primary", "subject": one.title}
    return render(request, "training/step.html", context)
