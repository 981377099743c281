"""docs/generated/settings.md: every variable of the environment that the system reads.

The names and defaults are found in the code; only the meanings are written here. A variable without a meaning, or a
meaning without a variable, fails `ocop docs` and its test.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from scripts.docs_markdown import code, page, table

ROOT = Path(__file__).resolve().parent.parent
LEAD = (
    "Mọi biến môi trường mà hệ thống đọc. Bản cài nhúng chạy được mà không đặt biến nào; bản chạy thật cần ít nhất "
    "`OCOP_HOSTS` và `OCOP_PUBLIC_URL`. Cách chạy: `docs/setup.md`."
)
READERS = {"text", "flag", "number", "words"}  # config/env.py
FOLDERS = ("config", "ocop")
SCRIPTS = ("scripts/demo.py", "scripts/run_tests.py", "scripts/system_packages.py")
NOT_OURS = {"HOME", "PATH", "SYSTEMROOT", "LD_LIBRARY_PATH", "DJANGO_SETTINGS_MODULE", "DEBIAN_FRONTEND"}
MEANINGS = {
    "DATABASE_URL": "PostgreSQL thay cho SQLite, ví dụ `postgres://ocop@db/ocop`",
    "DATA": "thư mục dữ liệu của `make demo`; thành `OCOP_DATA`",
    "HOST": "địa chỉ lắng nghe",
    "PORT": "cổng lắng nghe",
    "OCOP_API_PER_MINUTE": "số lần một địa chỉ được hỏi API mỗi phút, tính ở từng tiến trình web; 0 là không giới hạn",
    "OCOP_BEHIND_PROXY": "đứng sau máy chủ trung gian: tin tiêu đề `X-Forwarded-Proto`",
    "OCOP_CHROMIUM": "trình duyệt cho bài thử, khi không ở chỗ thường",
    "OCOP_CLAMAV": "máy quét virus: `máy:cổng` hoặc đường dẫn socket; trống là không quét",
    "OCOP_DATA": "thư mục giữ cơ sở dữ liệu nhúng, tệp và khóa",
    "OCOP_DB_POOLER": "PostgreSQL đứng sau bộ chia kết nối theo giao dịch (pgbouncer): không giữ sẵn câu lệnh",
    "OCOP_DEBUG": "chế độ lập trình; không bao giờ bật ở bản chạy thật",
    "OCOP_DEMO": "bản trình diễn: hiện tài khoản thử, cho ký thử; mọi trang ghi rõ là trình diễn",
    "OCOP_EMAIL_BACKEND": "cách gửi thư",
    "OCOP_EMAIL_FROM": "người gửi ghi trên thư",
    "OCOP_HOSTS": "các tên máy chủ được phép, cách nhau bằng dấu phẩy",
    "OCOP_ISSUER_KEY": "khóa ký mã QR và danh sách trạng thái: tệp PEM hoặc PKCS#12 (P-256); trống là hệ thống tự tạo",
    "OCOP_ISSUER_KEY_PASSWORD": "mật khẩu của tệp `OCOP_ISSUER_KEY`, nếu có",
    "OCOP_LOG_LEVEL": "mức ghi nhật ký máy chủ",
    "OCOP_MISUSE_CONTACT_DAYS": "sau bao nhiêu ngày thì xóa cách liên hệ của người báo vi phạm",
    "OCOP_OPEN_DATA": "thư mục giữ các bản dữ liệu mở; nhiều máy web thì dùng chung một thư mục",
    "OCOP_OPEN_DATA_KEEP": "giữ lại bao nhiêu bản dữ liệu mở",
    "OCOP_ORIGINS": "các địa chỉ (có `https://`) được gửi biểu mẫu, khi máy chủ trung gian đổi tên máy",
    "OCOP_PUBLIC_URL": "địa chỉ in trên giấy chứng nhận và mã QR; bắt đầu bằng `https://` thì cookie chỉ đi đường mã hóa",
    "OCOP_QUIET_HOURS": "giờ không gửi tin nhắn, Zalo, ví dụ `21:00-06:30`; `-` là lúc nào cũng gửi",
    "OCOP_SEAL": "khóa ký số giấy chứng nhận: `pkcs12:TỆP` hoặc `pkcs11:THƯ_VIỆN`; trống thì chỉ bản trình diễn ký được",
    "OCOP_SEAL_KEY": "PKCS#11: tên của khóa và chứng thư trong thiết bị",
    "OCOP_SEAL_SECRET_FILE": "tệp giữ mật khẩu hoặc mã PIN của `OCOP_SEAL`",
    "OCOP_SEAL_TOKEN": "PKCS#11: tên của thiết bị",
    "OCOP_SECRET_KEY": "khóa ký phiên và mã hóa lớp đăng nhập thứ hai; đổi khóa thì mọi người phải bật lại lớp hai",
    "OCOP_SMS": "tin nhắn SMS: trống là không dùng, `file` là ghi vào `OCOP_DATA/sms`, còn lại là địa chỉ nhà cung cấp",
    "OCOP_SMS_TEMPLATES": "tệp JSON: mã thông báo → mã mẫu đã được nhà cung cấp duyệt",
    "OCOP_SMS_TOKEN_FILE": "tệp giữ mã truy cập của nhà cung cấp tin nhắn",
    "OCOP_SSL_REDIRECT": "chuyển mọi yêu cầu sang https",
    "OCOP_BACKUP_PASSPHRASE": "Câu mật khẩu cho khóa riêng trong bản sao lưu (--with-keys); không đặt thì lệnh hỏi",
    "OCOP_STOP_ISSUING": "dừng cấp khi có sự cố: không công bố được quyết định nào",
    "OCOP_TEST_PROCESSES": "số tiến trình chạy bài thử",
    "OCOP_TRUST_CRLS": "thư mục danh sách chứng thư bị thu hồi (CRL)",
    "OCOP_TSA_URL": "dịch vụ cấp dấu thời gian (RFC 3161): chữ ký lên PAdES B-T",
    "OCOP_TRUST_ROOTS": "thư mục chứng thư gốc để kiểm tra chữ ký số",
    "OCOP_UPLOAD_MAX_MB": "dung lượng lớn nhất của một tệp tải lên, MB",
    "OCOP_UPLOAD_MAX_PAGES": "số trang nhiều nhất của một tệp PDF tải lên",
    "OCOP_WORKERS": "số tiến trình web của `ocop serve`",
    "OCOP_ZALO": "Zalo: như `OCOP_SMS`",
    "OCOP_ZALO_TEMPLATES": "như `OCOP_SMS_TEMPLATES`",
    "OCOP_ZALO_TOKEN_FILE": "như `OCOP_SMS_TOKEN_FILE`",
}
# Defaults that are computed, in words.
COMPUTED = {
    "OCOP_EMAIL_BACKEND": "in thư ra màn hình máy chủ; bản trình diễn ghi vào `OCOP_DATA/mail`",
    "OCOP_DATA": "`.data` trong thư mục mã nguồn",
    "OCOP_OPEN_DATA": "`OCOP_DATA/open-data`",
    "OCOP_PUBLIC_URL": "`http://127.0.0.1:<PORT>`",
    "OCOP_SECRET_KEY": "tạo một lần, giữ trong `OCOP_DATA/keys/secret`",
    "OCOP_SMS": "trống; bản trình diễn: `file`",
    "OCOP_ZALO": "trống; bản trình diễn: `file`",
    "OCOP_TRUST_CRLS": "`OCOP_DATA/trust/crl`",
    "OCOP_SSL_REDIRECT": "bật khi `OCOP_PUBLIC_URL` là https",
    "OCOP_TRUST_ROOTS": "`OCOP_DATA/trust`",
    "OCOP_TEST_PROCESSES": "số lõi",
    "DATA": "`.data`",
}


@dataclass(frozen=True)
class Read:
    """One place in the code that reads a variable."""

    name: str
    default: str
    where: str


def settings() -> str:
    found = names_read()
    unexplained, idle = sorted(set(found) - set(MEANINGS)), sorted(set(MEANINGS) - set(found))
    if unexplained or idle:
        raise ValueError(f"scripts/docs_settings.py: without meaning {unexplained}; never read {idle}")
    rows = (
        (
            code(name),
            MEANINGS[name],
            _default(reads),
            ", ".join(code(w) for w in sorted({r.where for r in reads})),
        )
        for name, reads in sorted(found.items())
    )
    return page("Biến môi trường", LEAD, table(("Biến", "Nghĩa", "Mặc định", "Đọc ở"), rows))


def names_read() -> dict[str, list[Read]]:
    found: dict[str, list[Read]] = {}
    paths = [path for folder in FOLDERS for path in sorted((ROOT / folder).rglob("*.py"))]
    for path in [*paths, *(ROOT / name for name in SCRIPTS)]:
        for read in _reads(path):
            if read.name not in NOT_OURS:
                found.setdefault(read.name, []).append(read)
    return found


def _default(reads: list[Read]) -> str:
    name = reads[0].name
    return COMPUTED.get(name) or code(next((read.default for read in reads if read.default), "")) or "không"


def _reads(path: Path) -> Iterator[Read]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    where = path.relative_to(ROOT).as_posix()
    parents = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and node.args and _reads_environment(node.func, where):
            default = _default_of(node) or _after_or(parents.get(node))
            yield from _named(node.args[0], default, where)
        elif isinstance(node, ast.Subscript) and ast.unparse(node.value) == "os.environ" and _loads(node):
            yield from _named(node.slice, "", where)
        elif isinstance(node, ast.Compare) and any(ast.unparse(c) == "os.environ" for c in node.comparators):
            yield from _named(node.left, "", where)


def _reads_environment(func: ast.expr, where: str) -> bool:
    called = ast.unparse(func)
    if called == "os.environ.get":
        return True
    module, _, name = called.rpartition(".")
    return name in READERS and (module == "env" or (not module and where == "config/env.py"))


def _loads(node: ast.Subscript) -> bool:
    return isinstance(node.ctx, ast.Load)


def _named(node: ast.expr, default: str, where: str) -> Iterator[Read]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.isupper():
        yield Read(node.value, default, where)


def _default_of(call: ast.Call) -> str:
    return _shown(call.args[1]) if len(call.args) > 1 else ""


def _after_or(parent: ast.AST | None) -> str:
    """`os.environ.get("PORT") or 8000` → 8000."""
    if isinstance(parent, ast.BoolOp) and isinstance(parent.op, ast.Or):
        return _shown(parent.values[-1])
    return ""


def _shown(node: ast.expr) -> str:
    return str(node.value) if isinstance(node, ast.Constant) else ""
