"""Whether the installation has a key to seal with: asked before anything heavy is loaded."""

from ocop.core.errors import RuleBroken

from .. import conf

FORMS = "pkcs12:ĐƯỜNG_DẪN_TỆP hoặc pkcs11:ĐƯỜNG_DẪN_THƯ_VIỆN"


def is_set() -> bool:
    """Whether this installation can seal at all; whether the key works is seen when it is opened."""
    return bool(conf.seal()) or conf.is_demo()


def check_set() -> None:
    if not is_set():
        raise RuleBroken(
            f"Chưa có khóa ký của cơ quan. Quản trị đặt OCOP_SEAL ({FORMS}) rồi khởi động lại.",
            code="seal.none",
        )
