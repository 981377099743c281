"""The components of the face: what each is for and which parameters it takes.

Leaves are templates: `{% include "components/badge.html" with tone="success" label="Đã nộp" only %}`.
Wrappers hold page content: `{% component "card" title="Hồ sơ" %}…{% endcomponent %}` and are checked when the page is
compiled. A test checks every include of a leaf against this list, so a misspelt parameter never reaches a person.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Component:
    """One component. `optional` gives the value that a wrapper's template sees when the page leaves it out."""

    name: str
    purpose: str
    required: tuple[str, ...] = ()
    optional: Mapping[str, Any] = field(default_factory=dict)
    slots: tuple[str, ...] = ()
    wrapper: bool = False

    @property
    def template(self) -> str:
        return f"components/{self.name}.html"

    def complaint(self, given: set[str]) -> str:
        """What is wrong with these parameters, or an empty text."""
        unknown = sorted(given - set(self.required) - set(self.optional))
        missing = sorted(set(self.required) - given)
        parts = []
        if unknown:
            parts.append(f"unknown parameter {', '.join(unknown)}")
        if missing:
            parts.append(f"missing parameter {', '.join(missing)}")
        return f"component “{self.name}”: {'; '.join(parts)}" if parts else ""


def _leaf(name: str, purpose: str, /, *required: str, **optional: Any) -> Component:
    return Component(name, purpose, required, optional)


def _wrapper(
    name: str, purpose: str, /, *required: str, slots: tuple[str, ...] = (), **optional: Any
) -> Component:
    return Component(name, purpose, required, optional, slots, wrapper=True)


COMPONENTS: dict[str, Component] = {
    component.name: component
    for component in (
        _leaf("badge", "Trạng thái: biểu tượng, chữ và màu", "label", tone="neutral", icon=""),
        _leaf("breadcrumbs", "Đường dẫn về trang trên", "items"),
        _leaf(
            "button",
            "Nút hoặc đường dẫn; có lý do là bị từ chối",
            "label",
            url="",
            kind="secondary",
            icon="",
            reason="",
            name="",
            value="",
            size="",
            busy="",
        ),
        _leaf("buttons", "Hàng nút do view trao", "items", page=False),
        _leaf(
            "deadline",
            "Thời hạn nói bằng chữ",
            "days",
            unit="ngày làm việc",
            on=None,
            done=False,
            boxed=False,
        ),
        _leaf("demo_banner", "Băng báo bản trình diễn"),
        _leaf("evidence", "Thẻ minh chứng", "item", heading="p"),
        _leaf("holder", "Ai đang giữ hồ sơ, đến khi nào", "who", since=None, days=None, on=None, next=""),
        _leaf(
            "kpi",
            "Một con số, so với chỉ tiêu và kỳ trước, mở ra danh sách",
            "label",
            "value",
            unit="",
            target="",
            previous="",
            as_of=None,
            url="",
            declared=False,
        ),
        _leaf("language_switch", "Chuyển Việt – Anh"),
        _leaf("pagination", "Trang trước, trang sau", prev_url="", next_url="", text=""),
        _leaf("person", "Người và vai trò", "name", role=""),
        _leaf(
            "product_card",
            "Thẻ sản phẩm công khai",
            "name",
            "url",
            stars=None,
            producer="",
            place="",
            photo="",
            status_label="",
            status_tone="neutral",
            status_icon="",
        ),
        _leaf("progress", "Thanh tiến độ có chữ", "value", "max", label="", text=""),
        _leaf(
            "receipt",
            "Biên nhận",
            "number",
            "at",
            title="Đã nhận hồ sơ",
            items=None,
            next="",
            total_size=None,
        ),
        _leaf("role_switch", "Đổi vai trò, đơn vị", "acting", "roles", "csrf_token", path=""),
        _leaf("save_state", "Dòng trạng thái lưu", state="idle", text=""),
        _leaf(
            "score_bar",
            "Tổng điểm, tiến độ và sao dự kiến",
            "total",
            "max",
            "done",
            "count",
            stars=None,
            missed=None,
            note="",
        ),
        _leaf(
            "score_options",
            "Các mức điểm của một tiêu chí",
            "name",
            "legend",
            "options",
            code="",
            hint="",
            selected=None,
            error="",
            locked="",
            max=None,
        ),
        _leaf("stars", "Hạng sao: hình và chữ", "stars", size="", text=""),
        _leaf(
            "state",
            "Trống, đang tải, lỗi, mất mạng, bị từ chối",
            "title",
            kind="empty",
            text="",
            action_label="",
            action_url="",
            reference="",
            icon="",
        ),
        _leaf("steps", "Các bước, đang ở bước nào", "steps", label="Các bước"),
        _leaf("summary_list", "Bảng tóm tắt để kiểm tra, sửa từng dòng", "items"),
        _leaf("table_empty", "Dòng báo bảng trống", "columns", text="Chưa có dòng nào."),
        _leaf("tabs", "Thẻ là đường dẫn", "items", label="Các phần"),
        _leaf("task_list", "Danh sách việc phải làm", "groups"),
        _leaf("timeline", "Diễn biến", "items"),
        _leaf("toasts", "Lời nhắn sau khi làm xong", messages=None),
        _leaf("verdict", "Kết luận lớn cho người mua", "kind", lead="", checked_at=None, word=""),
        _wrapper("card", "Khung nội dung", title="", tone="", level=2, id="", slots=("actions",)),
        _wrapper(
            "confirm",
            "Trang xác nhận trước việc không làm lại được",
            "title",
            "submit",
            lead="",
            facts=(),
            kind="primary",
            back_url="",
            back_label="Quay lại",
            form=None,
            reason="",
            upload=False,
        ),
        _wrapper(
            "filters",
            "Ô lọc của danh sách (GET)",
            label="Lọc danh sách",
            submit="Lọc",
            clear_url="",
            slots=(),
        ),
        _wrapper(
            "form",
            "Biểu mẫu POST có CSRF và khóa chống gửi hai lần",
            action="",
            upload=False,
            autosave="",
            autosave_key="",
            id="",
            form=None,
        ),
        _wrapper("notice", "Lời báo", tone="info", title="", icon="", role=""),
        _wrapper(
            "page_header",
            "Đầu trang: đường dẫn, tên, trạng thái, nút",
            "title",
            crumbs=(),
            lead="",
            status=None,
            actions=(),
        ),
        _wrapper(
            "table",
            "Bảng dữ liệu",
            "caption",
            "columns",
            dense=True,
            cards=True,
            tall=False,
            show_caption=False,
            id="",
        ),
    )
}
