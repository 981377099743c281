"""Integrity checks of submitted dossiers, numbered as in the design (`ocop check`)."""

from ocop.core.checks_registry import Finding, register
from ocop.dossiers.models import DossierVersion, Return
from ocop.dossiers.queries.manifest import digest


def versions_hash_to_their_receipt() -> Finding:
    """The manifest gives the recorded SHA-256, and every file it names has the hash that the receipt printed."""
    finding = Finding()
    for version in (
        DossierVersion.objects.select_related("dossier")
        .prefetch_related("files__file")
        .iterator(chunk_size=200)
    ):
        finding.rows += 1
        if digest(version.manifest) != version.sha256:
            finding.problems.append(f"{version}: nội dung không còn khớp mã kiểm đã ghi trên biên nhận.")
        finding.problems += _wrong_files(version)
    return finding


def _wrong_files(version: DossierVersion) -> list[str]:
    stored = {str(one.file.public_id): one.file.sha256 for one in version.files.all()}
    named = [paper["file"] for paper in version.manifest["evidence"]]
    named += [photo["file"] for photo in version.manifest["product"]["photos"]]
    return [
        f"{version}: tệp {file['name']} không còn đúng như lúc nộp."
        for file in named
        if stored.get(file["id"]) != file["sha256"]
    ]


def returns_have_reasons() -> Finding:
    """No silent return: at least one item, each with words."""
    finding = Finding()
    for returned in Return.objects.select_related("dossier").prefetch_related("items"):
        finding.rows += 1
        items = list(returned.items.all())
        if not items or not all(item.text.strip() for item in items):
            finding.problems.append(f"{returned}: trả lại mà không có lý do cho từng mục.")
    return finding


def install() -> None:
    register("I17", "Lần trả lại nào cũng có lý do từng mục", returns_have_reasons)
    register("I30", "Bản nộp và tệp khớp mã kiểm trên biên nhận", versions_hash_to_their_receipt)
