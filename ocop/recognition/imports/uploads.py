"""A list of recognitions that somebody uploads: kept as a file first, so that what was previewed is what is imported."""

from datetime import datetime

from django.core.files.uploadedfile import UploadedFile

from ocop.core.acting import Acting
from ocop.core.errors import RuleBroken
from ocop.documents.actions import accept_upload, store_generated
from ocop.documents.enums import SHEETS, FileKind
from ocop.documents.models import StoredFile
from ocop.recognition.imports.rows import read_content

MOST_ROWS = 5_000
MOST_BYTES = 5 * 1024 * 1024
CSV = "text/csv"


def take_list(*, upload: UploadedFile, by: Acting, at: datetime) -> StoredFile:
    """An .xlsx goes through the inspection of uploads; a .csv must be plain UTF-8 text of moderate size."""
    name = upload.name or ""
    if not name.lower().endswith(".csv"):
        return accept_upload(upload=upload, kind=FileKind.IMPORT, by=by, at=at, allow=SHEETS, field="upload")
    if upload.size is None or upload.size > MOST_BYTES:
        raise RuleBroken(
            "Tệp CSV lớn quá 5 MB; hãy chia thành nhiều tệp.", code="import.too_large", field="upload"
        )
    content = upload.read()
    if not content.strip():
        raise RuleBroken("Tệp rỗng. Hãy kiểm tra lại tệp rồi tải lên.", code="import.empty", field="upload")
    if b"\x00" in content:
        raise RuleBroken(
            "Tệp không phải văn bản CSV. Trong Excel: Lưu thành → CSV UTF-8.",
            code="import.damaged",
            field="upload",
        )
    next(read_content(content, name), None)  # heading and encoding are told at once
    return store_generated(content=content, name=name, kind=FileKind.IMPORT, by=by, at=at, media_type=CSV)


def rows_of(file: StoredFile) -> list[tuple[int, dict[str, str]]]:
    rows = list(read_content(file.read_bytes(), "a.csv" if file.media_type == CSV else "a.xlsx"))
    if len(rows) > MOST_ROWS:
        raise RuleBroken(
            f"Tệp có {len(rows)} dòng; mỗi lần nhập tối đa {MOST_ROWS} dòng. Hãy chia thành nhiều tệp.",
            code="import.too_many",
        )
    return rows
