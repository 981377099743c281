"""Finished rows, buttons and sentences for the pages about people."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.urls import reverse

from ocop.accounts import policies, queries
from ocop.accounts.models import Appointment, RoleRequest, User
from ocop.core.acting import Acting
from ocop.core.clock import local_date
from ocop.core.components import Button, Column, Fact

PEOPLE_COLUMNS = [
    Column("Họ và tên"),
    Column("Thư điện tử"),
    Column("Điện thoại"),
    Column("Vai trò đang giữ"),
]
OFFICE_COLUMNS = [
    Column("Vai trò"),
    Column("Đơn vị"),
    Column("Từ ngày"),
    Column("Đến ngày"),
    Column("Văn bản cử"),
    Column("Tình trạng"),
    Column("Việc", hidden_label=True),
]
REQUEST_COLUMNS = [
    Column("Người được cử"),
    Column("Vai trò"),
    Column("Đơn vị"),
    Column("Người đề nghị"),
    Column("Ngày đề nghị"),
    Column("Việc", hidden_label=True),
]


def people_actions() -> list[Button]:
    return [
        Button("Đề nghị chờ xác nhận", reverse("people:requests"), "quiet", "people"),
        Button("Thêm người", reverse("people:invite"), "primary", "plus-lg"),
    ]


def people_rows(people: Iterable[User]) -> list[dict[str, Any]]:
    return [
        {
            "person": person,
            "url": reverse("people:person", args=[person.pk]),
            "held": [f"{held.role_label} – {held.unit.full_name}" for held in person.held],
        }
        for person in people
    ]


def person_actions(who: User, *, by: Acting, at: datetime) -> list[Button]:
    reset = policies.can_reset_mfa(who, by=by, at=at)
    own = by.person is not None and who.pk == by.person.pk
    return [
        Button(
            "Gỡ xác thực hai lớp",
            reverse("people:reset-mfa", args=[who.pk]),
            "quiet",
            "shield-x",
            "" if reset else reset.reason,
        ),
        Button(
            "Cử vào vai trò",
            reverse("people:appoint", args=[who.pk]),
            "primary",
            "plus-lg",
            "Không ai được tự cử mình." if own else "",
        ),
    ]


def office_rows(held: Iterable[Appointment], *, by: Acting, at: datetime) -> list[dict[str, Any]]:
    out = []
    for one in held:
        may = policies.can_end(one, by=by, at=at)
        running = one.ended_at is None
        button = Button(
            "Kết thúc", reverse("people:end", args=[one.pk]), "danger", "slash-circle", may.reason
        )
        out.append(
            {
                "held": one,
                "status": queries.end_state(one, at, local_date(at)),
                "button": button if running else None,
            }
        )
    return out


def request_rows(waiting: Iterable[RoleRequest], *, by: Acting, at: datetime) -> list[dict[str, Any]]:
    out = []
    for asked in waiting:
        may = policies.can_decide(asked, by=by, at=at)
        url = reverse("people:decide", args=[asked.pk])
        out.append({"asked": asked, "button": Button("Xem và quyết định", url, "secondary", "", may.reason)})
    return out


def office_facts(one: Appointment | RoleRequest) -> list[Fact]:
    return [
        Fact("Người được cử", one.person.full_name),
        Fact("Vai trò", one.role_label),
        Fact("Đơn vị", one.unit.address),
        Fact("Từ ngày", f"{one.from_on:%d/%m/%Y}"),
        Fact("Đến ngày", f"{one.until_on:%d/%m/%Y}" if one.until_on else "chưa định"),
        Fact("Văn bản cử", one.reference),
    ]


def invited_sentence(person: User, sent: bool) -> str:
    if sent:
        return f"Đã gửi thư mời đến {person.email}; liên kết dùng một lần, trong 7 ngày."
    return f"{person.full_name} đã có tài khoản nên không cần thư mời."


def appointed_sentence(done: Appointment | RoleRequest) -> str:
    if isinstance(done, RoleRequest):
        return "Đã ghi đề nghị. Vai trò chỉ có hiệu lực khi người quản trị thứ hai xác nhận."
    return f"Đã cử {done.person.full_name} giữ vai trò “{done.role_label}” tại {done.unit.full_name}."
