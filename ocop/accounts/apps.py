from django.apps import AppConfig

VERBS = {
    "appointment.made": "Cử vào vai trò",
    "appointment.ended": "Kết thúc vai trò",
    "role_request.made": "Đề nghị cử vào vai trò",
    "role_request.refused": "Từ chối đề nghị cử",
    "person.added": "Thêm người dùng",
    "person.invited": "Gửi thư mời",
    "person.accepted": "Nhận thư mời, đặt mật khẩu",
    "person.mfa_reset": "Gỡ xác thực hai lớp của người khác",
    "person.details_changed": "Sửa thông tin liên hệ của mình",
    "account.password_changed": "Đổi mật khẩu",
    "account.password_reset": "Lấy lại mật khẩu",
    "account.password_set": "Đặt mật khẩu",
    "account.mfa_on": "Bật xác thực hai lớp",
    "account.mfa_off": "Tắt xác thực hai lớp",
    "account.mfa_codes_renewed": "Tạo mã dự phòng mới",
    "account.email_confirmed": "Xác nhận thư điện tử",
}


class AccountsConfig(AppConfig):
    name = "ocop.accounts"
    label = "accounts"
    verbose_name = "Người dùng và bổ nhiệm"

    def ready(self) -> None:
        from ocop.accounts import (  # noqa: F401
            signals,  # records changes of passwords and second factors
            sources,  # registers appointments as a source of Acting
        )
        from ocop.accounts.checks import appointments_give_rights_rightly
        from ocop.audit import verbs
        from ocop.core import checks_registry, nav
        from ocop.core.permissions import Permission

        checks_registry.register(
            "I14", "Vai trò đúng cấp, đúng đơn vị, đủ hai người", appointments_give_rights_rightly
        )
        verbs.register(VERBS)
        nav.register(
            nav.NavItem("Người dùng", "people:list", "people", 800, permissions=(Permission.PEOPLE_MANAGE,))
        )
