"""Pages that every part of this app uses: a form, a step, a sheet."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from ocop.core.components import Crumb

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def form_page(
    request: HttpRequest,
    form: Any,
    *,
    title: str,
    submit: str,
    back: str,
    lead: str = "",
    home: str = "villages",
) -> HttpResponse:
    words = {"villages": "Làng nghề", "marks": "Chỉ dẫn địa lý, nhãn hiệu", "points": "Điểm du lịch"}
    crumbs = [Crumb(words.get(home, "Chuỗi giá trị"), reverse(f"villages:{home}"))]
    context = {"form": form, "title": title, "submit": submit, "back": back, "lead": lead, "crumbs": crumbs}
    return render(request, "villages/form.html", context)


def step_page(
    request: HttpRequest, form: Any, *, title: str, submit: str, back: str, lead: str, subject: str
) -> HttpResponse:
    context = {"form": form, "title": title, "submit": submit, "back": back, "lead": lead, "subject": subject}
    return render(request, "villages/step.html", context)


def sheet_response(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
