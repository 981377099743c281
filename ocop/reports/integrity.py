"""A kept report is what it was when it was made."""

import json

from ocop.core.checks_registry import Finding, register
from ocop.reports.models import MadeReport
from ocop.reports.papers.data import fingerprint


def kept_reports_unchanged() -> Finding:
    """Content and data file have the fingerprint that was recorded. (The bytes of every file are watched by I30.)"""
    finding = Finding()
    for made in MadeReport.objects.select_related("data").order_by("pk").iterator(chunk_size=20):
        finding.rows += 1
        if fingerprint(made.content) != made.content_sha256:
            finding.problems.append(f"Báo cáo {made.code}: nội dung không còn như lúc lập.")
        elif fingerprint(json.loads(made.data.read_bytes())) != made.content_sha256:
            finding.problems.append(f"Báo cáo {made.code}: tệp số liệu khác nội dung đã giữ.")
    return finding


def install() -> None:
    register("I53", "Báo cáo đã lập còn nguyên như lúc lập", kept_reports_unchanged)
