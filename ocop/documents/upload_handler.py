"""While a request is read: bytes beyond the limit are counted and thrown away, they never reach a disk.

The view still finds the file, with its true size and no content, and can say "too large" beside its field.
"""

from __future__ import annotations

import io
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from . import conf

MOST_FILES_WORTH = 12  # all files of one request together may be as large as this many of the largest


class BoundedUploadHandler(FileUploadHandler):
    """The first handler of the row; what it swallows the others do not see."""

    def __init__(self, request: Any = None) -> None:
        super().__init__(request)
        self.most = conf.limits().max_bytes
        self.left = self.most * MOST_FILES_WORTH
        self.size = 0
        self.over = False

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.size = 0
        self.over = False

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        self.size += len(raw_data)
        self.left -= len(raw_data)
        self.over = self.over or self.size > self.most or self.left < 0
        return None if self.over else raw_data

    def file_complete(self, file_size: int) -> UploadedFile | None:
        if not self.over:
            return None
        self._drop_what_others_began()
        size = max(self.size, self.most + 1)
        return UploadedFile(io.BytesIO(), self.file_name, self.content_type, size, self.charset)

    def _drop_what_others_began(self) -> None:
        for handler in self.request.upload_handlers if self.request else []:
            begun = getattr(handler, "file", None)
            if begun is not None:
                begun.close()
