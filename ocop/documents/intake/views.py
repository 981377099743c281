"""Template, upload, preview, import, receipt: the same for every list. `pages.intake_urls` gives them their addresses."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from ocop.core.clock import now
from ocop.core.components import Button, Crumb
from ocop.core.errors import RuleBroken, StaleWrite
from ocop.core.guards import get_visible_or_404, posted, refusals_on
from ocop.documents.inspect.sniff import XLSX

from . import actions, jobs, workbooks
from .forms import UploadForm
from .importer import Importer
from .models import Intake
from .preview import preview_of, receipt_of


class Pages:
    """The views of one list. They live here so that every list looks and behaves alike."""

    def __init__(self, importer: type[Importer], back: tuple[str, str]) -> None:
        self.importer, self.back = importer, back
        for name in ("upload", "template", "present", "preview", "reasons"):
            setattr(self, name, _named(getattr(self, f"_{name}"), f"{importer.key}_{name}"))

    def _upload(self, request: HttpRequest) -> HttpResponse:
        """Take a file in; nothing is imported yet.  # queries: 9"""
        acting, at = request.acting, now()  # type: ignore[attr-defined]
        self.importer().check_may(by=acting)
        form = UploadForm(posted(request), request.FILES or None, most=self.importer.most_rows)
        if form.is_valid():
            with refusals_on(form):
                upload, page = form.cleaned_data["upload"], self._name(request, "-preview")
                intake = actions.take(importer=self.importer, upload=upload, page=page, by=acting, at=at)
                if intake.checked_at is None:
                    jobs.start_check(intake, by=acting, at=at)
                return redirect(intake.url)
        return render(
            request,
            "intake/upload.html",
            {
                "form": form,
                "importer": self.importer,
                "template_url": self._url(request, "-template"),
                "present_url": self._present_url(request),
                "crumbs": self._crumbs(request)[:1],
                "columns": self.importer.columns,
            },
            status=422 if request.method == "POST" else 200,
        )

    def _template(self, request: HttpRequest) -> HttpResponse:  # queries: 2
        return _sheet(workbooks.template(self.importer()), f"mau-{self.importer.key}.xlsx")

    def _present(self, request: HttpRequest) -> HttpResponse:
        """What is there now, in the columns of the template."""
        acting, at = request.acting, now()  # type: ignore[attr-defined]
        importer = self.importer()
        importer.check_may(by=acting)
        records = importer.existing(by=acting, at=at)
        if records is None:
            raise Http404("nothing to export")
        return _sheet(workbooks.present(importer, records), f"{importer.key}.xlsx")

    def _preview(self, request: HttpRequest, public_id: UUID) -> HttpResponse:
        """What would become of each row; on POST it becomes so; afterwards the receipt.  # queries: 8"""
        at = now()
        intake = self._intake(request, public_id)
        refused: RuleBroken | None = None
        if request.method == "POST":
            try:
                return self._write(request, intake)
            except RuleBroken as refusal:
                refused = refusal
                intake.refresh_from_db()
        job = jobs.open_job(intake)
        context = {
            "intake": intake,
            "importer": self.importer,
            "crumbs": self._crumbs(request),
            "job": job,
            "trouble": "" if job or intake.checked_at else getattr(jobs.last_job(intake), "error", ""),
            "refused": refused,
            "again_url": self._url(request, ""),
            "reasons_url": self._url(request, "-reasons", public_id),
            **(receipt_of(intake) if intake.applied_at else preview_of(request, self.importer(), intake, at)),
            "back": Button(self.back[1], reverse(self.back[0])),
        }
        status = 200 if refused is None else 409 if isinstance(refused, StaleWrite) else 422
        return render(request, "intake/preview.html", context, status=status)

    def _write(self, request: HttpRequest, intake: Intake) -> HttpResponse:
        acting, at = request.acting, now()  # type: ignore[attr-defined]
        only_good = request.POST.get("only_good") == "1"
        if intake.row_count > actions.AT_ONCE and not intake.applied_at:
            jobs.start_apply(intake, only_good=only_good, by=acting, at=at)
            messages.info(request, "Đã nhận. Hệ thống đang ghi trong nền; trang này cho biết khi xong.")
        else:
            actions.apply(intake=intake, only_good=only_good, by=acting, at=at)
            messages.success(request, "Đã nhập. Biên nhận ở dưới.")
        return redirect(intake.url)

    def _reasons(self, request: HttpRequest, public_id: UUID) -> HttpResponse:
        """The same file with red cells and a column of reasons."""
        intake = self._intake(request, public_id)
        if intake.wiped or not intake.checked_at:
            raise Http404("wiped")
        content = workbooks.with_reasons(self.importer(), intake.read_table(), intake.read_lines())
        return _sheet(content, f"{intake.file_name.rpartition('.')[0] or 'bang'}-ly-do.xlsx")

    def _intake(self, request: HttpRequest, public_id: UUID) -> Intake:
        mine = Intake.objects.filter(importer=self.importer.key)
        return get_visible_or_404(mine, request.acting, public_id=public_id)  # type: ignore[attr-defined]

    def _present_url(self, request: HttpRequest) -> str:
        has = self.importer.existing is not Importer.existing
        return self._url(request, "-present") if has else ""

    def _name(self, request: HttpRequest, end: str) -> str:
        space = request.resolver_match.namespace if request.resolver_match else ""
        return f"{space}:{self.importer.key}-intake{end}".lstrip(":")

    def _url(self, request: HttpRequest, end: str, *args: Any) -> str:
        return reverse(self._name(request, end), args=args)

    def _crumbs(self, request: HttpRequest) -> list[Crumb]:
        return [
            Crumb(self.back[1], reverse(self.back[0])),
            Crumb(self.importer.title, self._url(request, "")),
        ]


def _named(method: Any, name: str) -> Any:
    def view(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return method(request, *args, **kwargs)

    view.__name__ = view.__qualname__ = name
    view.__doc__ = method.__doc__
    return view


def _sheet(content: bytes, name: str) -> HttpResponse:
    return HttpResponse(
        content, content_type=XLSX, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )
