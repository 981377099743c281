"""Background work of supervision."""

from django.conf import settings
from django.core.mail import EmailMessage
from django_tasks import task

from ocop.supervision.models import Report
from ocop.supervision.queries.standing import vietnamese_standing


@task()
def mail_reporter(report_id: int) -> None:
    """Where the matter stands now, to the address left with the report; nothing once the contact was erased."""
    report = Report.objects.select_related("case__unit").filter(pk=report_id).exclude(email="").first()
    if report is None:
        return
    standing = vietnamese_standing(report)
    link = f"{settings.OCOP_PUBLIC_URL}/bao-vi-pham/{report.code}/"
    lines = [f"Tin báo {report.code}: {standing.label}.", standing.answer, f"Xem tại: {link}"]
    lines.append("Nếu ông/bà không gửi tin này, xin bỏ qua thư.")
    EmailMessage(
        subject=f"[OCOP] Tin báo {report.code}: {standing.label}",
        body="\n\n".join(line for line in lines if line),
        to=[report.email],
    ).send()
