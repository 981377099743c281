"""Reference data for those who keep them: criteria sets with their doubts, and the calendar of working days."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from ocop.core.clock import now, today
from ocop.core.components import Column, Crumb
from ocop.core.guards import guard, posted, refusals_on
from ocop.core.idempotency import once
from ocop.core.permissions import Permission
from ocop.programme import actions
from ocop.programme.forms import DayForm
from ocop.programme.models import CalendarDay, CriteriaSetVersion
from ocop.programme.queries import current_sets, days_of_year, set_rows, wording_counts, years_known

SET_COLUMNS = [
    Column("Số", numeric=True),
    Column("Bộ tiêu chí"),
    Column("Ngành, nhóm"),
    Column("Bản"),
    Column("Câu chữ chính thức"),
    Column("Điểm còn ngờ", numeric=True),
]
DAY_COLUMNS = [
    Column("Ngày"),
    Column("Loại"),
    Column("Tên"),
    Column("Căn cứ"),
    Column("Việc", hidden_label=True),
]


@guard(Permission.REFERENCE_MANAGE)
def criteria_sets(request: HttpRequest) -> HttpResponse:  # queries: 8
    counts = wording_counts()
    rows = [
        {"set": row, "sentences": counts.get(row.set_id, 0), "doubts": row.doubts}
        for row in current_sets(with_doubts=True)
    ]
    return render(request, "programme/criteria_sets.html", {"rows": rows, "columns": SET_COLUMNS})


@guard(Permission.REFERENCE_MANAGE)
def criteria_set(request: HttpRequest, pk: int) -> HttpResponse:  # queries: 7
    """The whole tree with labels, star minima, doubts, and the official sentences beside when they are loaded."""
    row = get_object_or_404(CriteriaSetVersion, pk=pk)
    context = {
        "row": row,
        "tree": row.criteria_set,
        "parts": set_rows(row),
        "crumbs": [Crumb("Bộ tiêu chí", reverse("programme:criteria-sets"))],
    }
    return render(request, "programme/criteria_set.html", context)


@guard(Permission.CALENDAR_MANAGE)
@once
def calendar(request: HttpRequest) -> HttpResponse:  # queries: 7
    """Days off and make-up days of a year; the deadlines of all offices count with them."""
    asked = request.GET.get("nam", "")
    year = int(asked) if asked.isdecimal() and len(asked) == 4 and int(asked) >= 1900 else today().year
    form = DayForm(posted(request))
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            row = actions.set_day(by=request.acting, at=now(), **form.cleaned_data)  # type: ignore[attr-defined]
            messages.success(request, f"Đã ghi ngày {row.day:%d/%m/%Y}.")
            return redirect(f"{reverse('programme:calendar')}?nam={row.day.year}")
    context = {
        "form": form,
        "year": year,
        "years": years_known(),
        "days": days_of_year(year),
        "columns": DAY_COLUMNS,
    }
    return render(request, "programme/calendar.html", context)


@guard(Permission.CALENDAR_MANAGE)
@once
def remove_day(request: HttpRequest, pk: int) -> HttpResponse:  # queries: 6
    row = get_object_or_404(CalendarDay, pk=pk)
    if request.method == "POST":
        actions.remove_day(row=row, by=request.acting, at=now())  # type: ignore[attr-defined]
        messages.success(request, f"Đã bỏ ngày {row.day:%d/%m/%Y} khỏi lịch.")
        return redirect(f"{reverse('programme:calendar')}?nam={row.day.year}")
    return render(request, "programme/remove_day.html", {"row": row})
