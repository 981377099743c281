"""Why a file is not taken, in words that say how to mend it."""

from __future__ import annotations

from ocop.core.errors import RuleBroken

from .inspect.faults import Fault
from .inspect.sniff import SUFFIXES

TYPES_IN_WORDS = {
    "image/jpeg": "ảnh JPG",
    "image/png": "ảnh PNG",
    "image/webp": "ảnh WEBP",
    "application/pdf": "PDF",
    SUFFIXES["docx"]: "Word (.docx)",
    SUFFIXES["xlsx"]: "Excel (.xlsx)",
}

SENTENCES = {
    "no_file": "Chưa có tệp nào được chọn. Hãy chọn tệp rồi gửi lại.",
    "no_name": "Tệp không có tên. Hãy đặt tên cho tệp (ví dụ: giay-chung-nhan.pdf) rồi tải lại.",
    "hidden_characters": "Tên tệp có ký tự ẩn hoặc ký tự đảo chiều chữ nên không biết tệp thật là loại gì. "
    "Hãy đổi tên tệp bằng chữ và số thông thường rồi tải lại.",
    "empty": "Tệp {name} rỗng (0 byte), có thể do sao chép chưa xong. Hãy mở thử tệp trên máy, "
    "lưu lại rồi tải lên lần nữa.",
    "too_large": "Tệp {name} nặng hơn {most} MB. Hãy chụp hoặc quét lại ở chất lượng vừa phải, "
    "hoặc tách thành nhiều tệp nhỏ hơn.",
    "unknown_suffix": "Hệ thống không nhận tệp đuôi “.{suffix}”. Hãy dùng: {allowed}.",
    "not_allowed_here": "Chỗ này không nhận tệp đuôi “.{suffix}”. Hãy dùng: {allowed}.",
    "unknown_content": "Nội dung tệp {name} không phải loại mà hệ thống nhận. Hãy dùng: {allowed}.",
    "wrong_type": "Tệp {name} mang đuôi “.{suffix}” nhưng nội dung lại là {found}. "
    "Hãy mở tệp bằng đúng chương trình, lưu lại đúng loại rồi tải lên.",
    "plain_zip": "Tệp {name} thực ra là tệp nén ZIP. Hãy giải nén rồi tải từng tệp bên trong.",
    "dangerous_type": "Tệp {name} là trang web, hình vẽ SVG hoặc chương trình chạy được, có thể gây hại cho "
    "người mở. Hãy chuyển nội dung sang PDF hoặc ảnh JPG rồi tải lên.",
    "heic": "Ảnh {name} ở dạng HEIC của điện thoại, nhiều máy không mở được. Trên iPhone: Cài đặt → Camera → "
    "Định dạng → “Tương thích nhất”, rồi chụp lại; hoặc gửi ảnh qua Zalo rồi lưu về để thành JPG.",
    "old_office": "Tệp {name} ở dạng Word/Excel cũ (.{suffix}). Hãy mở tệp, chọn “Lưu thành” (Save As) dạng "
    ".docx hoặc .xlsx, hoặc xuất ra PDF, rồi tải lên.",
    "encrypted": "Tệp {name} có mật khẩu hoặc bị khóa nên không ai đọc được. Hãy bỏ mật khẩu (hoặc in lại "
    "thành PDF mới) rồi tải lên.",
    "damaged": "Tệp {name} bị hỏng hoặc chưa tải xong nên không đọc được. Hãy mở thử trên máy, lưu lại "
    "hoặc chụp, quét lại rồi tải lên.",
    "bomb": "Tệp {name} phình ra quá lớn khi mở nên không được nhận. Hãy xuất lại thành PDF thông thường.",
    "slow": "Đọc tệp {name} mất quá nhiều thời gian nên hệ thống dừng lại. Hãy xuất lại thành PDF thông "
    "thường hoặc tách nhỏ tệp rồi tải lên.",
    "macro": "Tệp {name} có chứa macro (chương trình chạy kèm). Hãy lưu lại dạng .docx hoặc .xlsx "
    "không có macro.",
    "outside_link": "Tệp {name} lấy dữ liệu hoặc hình từ nơi khác. Hãy bỏ liên kết (Excel: Dữ liệu → Sửa "
    "liên kết → Ngắt) hoặc xuất ra PDF rồi tải lên.",
    "embedded": "Tệp {name} có tệp khác đính bên trong. Hãy tải riêng từng tệp.",
    "active_pdf": "Tệp {name} có lệnh tự chạy bên trong. Hãy in lại thành PDF thông thường rồi tải lên.",
    "two_files": "Tệp {name} gồm hai tệp dán vào nhau. Hãy chụp lại hoặc xuất lại thành một tệp.",
    "too_many_pages": "Tệp {name} có {pages} trang, nhiều hơn {most} trang. Hãy tách thành nhiều tệp.",
    "too_many_pixels": "Ảnh {name} có kích thước {width} × {height} điểm, lớn hơn {most} triệu điểm. "
    "Hãy giảm kích thước ảnh rồi tải lên.",
    "no_sheet": "Tệp {name} không có trang tính “{wanted}”. Các trang tính có trong tệp: {sheets}.",
    "too_many_cells": "Bảng trong tệp {name} có {rows} dòng và {columns} cột, nhiều hơn mức nhận được "
    "({most} dòng). Hãy xóa các dòng, cột trống thừa hoặc tách bảng.",
    "infected": "Trình diệt vi-rút báo tệp {name} có mã độc ({found}). Hãy quét máy rồi tạo lại tệp.",
}


def refusal(fault: Fault, *, name: str, allowed: frozenset[str], field: str = "file") -> RuleBroken:
    """The fault as a sentence about this very file."""
    facts = {key: _in_words(value) for key, value in fault.facts.items()}
    words = {"name": f"“{_short(name)}”", "allowed": allowed_in_words(allowed), "suffix": "", "found": ""}
    sentence = SENTENCES.get(fault.code, SENTENCES["damaged"]).format(**{**words, **facts})
    return RuleBroken(sentence, code=f"upload.{fault.code}", field=field)


def allowed_in_words(allowed: frozenset[str]) -> str:
    return ", ".join(words for media_type, words in TYPES_IN_WORDS.items() if media_type in allowed)


def _in_words(value: str | int) -> str | int:
    return TYPES_IN_WORDS.get(value, value) if isinstance(value, str) else value


def _short(name: str) -> str:
    printable = "".join(letter for letter in name if letter.isprintable())
    return printable if len(printable) <= 60 else f"{printable[:40]}…{printable[-15:]}"
