"""Councils, seats and the rules of the Quy chế."""

from datetime import date
from typing import Any

from django import forms

from ocop.accounts.models import Appointment, User
from ocop.evaluation.enums import SeatRole
from ocop.evaluation.models import Council
from ocop.places.models import Unit
from ocop.rulebook.criteria.criterion import number_text
from ocop.rulebook.rules import GATE_OPTIONS, MISSED_GATE, CouncilRules

RULE_FIELDS = ("quorum_percent", "min_sheets", "files_days_before", "gate_option", "missed_gate")


class CouncilForm(forms.Form):
    """The decision that set the council up, and the settings of its Quy chế."""

    name = forms.CharField(
        label="Tên hội đồng", max_length=200, initial="Hội đồng đánh giá, phân hạng sản phẩm OCOP"
    )
    reference = forms.CharField(
        label="Quyết định thành lập", max_length=200, help_text="Số, ngày và cơ quan ban hành."
    )
    established_on = forms.DateField(label="Ngày thành lập")
    rules_reference = forms.CharField(label="Quy chế hoạt động (số, ngày)", max_length=200, required=False)
    quorum_percent = forms.IntegerField(label="Tỷ lệ thành viên phải có mặt (%)", min_value=0, max_value=100)
    chair_required = forms.BooleanField(
        label="Phải có Chủ tịch (hoặc Phó Chủ tịch được ủy quyền)", required=False
    )
    max_gap = forms.DecimalField(
        label="Chênh lệch tối đa giữa hai phiếu (điểm)",
        min_value=0,
        max_value=100,
        decimal_places=2,
        localize=True,
        help_text="Vượt mức này thì phải thảo luận và chấm lại.",
    )
    min_sheets = forms.IntegerField(label="Số phiếu tối thiểu để có kết quả", min_value=1, max_value=100)
    gate_option = forms.ChoiceField(
        label="Mức của hội đồng ở mỗi tiêu chí", choices=list(GATE_OPTIONS.items()), widget=forms.RadioSelect
    )
    missed_gate = forms.ChoiceField(
        label="Khi thiếu điều kiện tối thiểu của hạng sao",
        choices=list(MISSED_GATE.items()),
        widget=forms.RadioSelect,
    )
    files_days_before = forms.IntegerField(
        label="Gửi hồ sơ trước họp (ngày làm việc)", min_value=0, max_value=60
    )

    def __init__(self, *args: Any, council: Council | None = None, **kwargs: Any) -> None:
        rules = CouncilRules.from_settings(council.rules if council else {})
        initial = {key: getattr(rules, key) for key in RULE_FIELDS}
        initial |= {"chair_required": rules.chair_required, "max_gap": rules.max_gap}
        if council:
            initial |= {
                key: getattr(council, key)
                for key in ("name", "reference", "established_on", "rules_reference")
            }
        super().__init__(*args, initial=initial, **kwargs)

    def values(self) -> dict[str, Any]:
        """As the actions take them: the rules in the rulebook's own shape."""
        data = self.cleaned_data
        rules = {key: data[key] for key in RULE_FIELDS}
        rules |= {"chair_required": data["chair_required"], "max_gap": number_text(data["max_gap"])}
        if data["rules_reference"]:
            rules["source"] = data["rules_reference"]
        return {key: data[key] for key in ("name", "reference", "established_on", "rules_reference")} | {
            "rules": rules
        }


def appointed(unit: Unit, day: date) -> list[tuple[int, str]]:
    """People who hold a council role in the unit, by given name."""
    held = (
        Appointment.objects.on(day)
        .filter(unit=unit, role__in=("chair", "member", "secretary"))
        .select_related("person")
    )
    people = {one.person_id: one.person for one in held}
    return [
        (person.pk, person.full_name)
        for person in sorted(people.values(), key=lambda person: person.name_key)
    ]


class SeatForm(forms.Form):
    person = forms.TypedChoiceField(label="Người", coerce=int)
    role = forms.ChoiceField(label="Vai trò", choices=SeatRole.choices, initial=SeatRole.MEMBER)
    organisation = forms.CharField(label="Cơ quan", max_length=160, required=False)

    def __init__(self, *args: Any, people: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = [("", "— chọn người —"), *people]  # type: ignore[attr-defined]

    def clean_person(self) -> User:
        return User.objects.get(pk=self.cleaned_data["person"])


class SubstituteForm(SeatForm):
    """The new person takes over the role of the old one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["role"]
