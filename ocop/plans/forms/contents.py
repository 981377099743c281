"""Input of the items of a plan, one form for each kind."""

from typing import Any

from django import forms

from ocop.core.indicators import indicators
from ocop.core.numbers import NumberField
from ocop.plans.enums import GroupKind, Money
from ocop.plans.models import Plan
from ocop.targets.enums import Sense, Theme

MOST_MONEY = 10**15


class ItemForm(forms.Form):
    """`plan`: the groups to choose from are its own."""

    kinds: tuple[str, ...] = ()

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "group" in self.fields:
            self.fields["group"].queryset = plan.groups.filter(kind__in=self.kinds)  # type: ignore[attr-defined]


class GroupForm(ItemForm):
    kind = forms.ChoiceField(label="Loại nhóm", choices=GroupKind.choices, widget=forms.RadioSelect)
    title = forms.CharField(label="Tên nhóm", max_length=300)


class ObjectiveForm(ItemForm):
    kinds = (GroupKind.OBJECTIVE,)
    group = forms.ModelChoiceField(label="Nhóm mục tiêu", queryset=None, empty_label="Chọn nhóm")
    indicator = forms.ChoiceField(
        label="Chỉ số đo",
        required=False,
        help_text="Chọn chỉ số thì hệ thống tự cho thấy đã đạt bao nhiêu. Mục tiêu không đo được thì chỉ ghi bằng lời.",
    )
    sense = forms.ChoiceField(
        label="Mức", choices=Sense.choices, widget=forms.RadioSelect, initial=Sense.AT_LEAST
    )
    value = NumberField(label="Số phải đạt", required=False, least=0)
    words = forms.CharField(label="Mục tiêu bằng lời", required=False, max_length=400)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["indicator"].choices = indicator_choices()  # type: ignore[attr-defined]


def indicator_choices() -> list[Any]:
    groups = []
    for theme in Theme:
        ones = [(i.key, f"{i.words} ({i.measure})") for i in indicators() if i.theme == theme]
        if ones:
            groups.append((theme.label, ones))
    return [("", "Không đo bằng chỉ số"), *groups]


class TaskForm(ItemForm):
    kinds = (GroupKind.TASK, GroupKind.SOLUTION)
    group = forms.ModelChoiceField(label="Nhóm nhiệm vụ, giải pháp", queryset=None, empty_label="Chọn nhóm")
    title = forms.CharField(label="Nhiệm vụ", max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))
    office = forms.CharField(label="Cơ quan chủ trì", max_length=200)
    partners = forms.CharField(label="Cơ quan phối hợp", max_length=400, required=False)
    due_on = forms.DateField(label="Hạn", help_text="Ví dụ: 30/06/2026")


class LineForm(ItemForm):
    content = forms.CharField(label="Nội dung chi", max_length=400)
    source = forms.ChoiceField(label="Nguồn tiền", choices=Money.choices)
    planned = NumberField(label="Số tiền dự kiến", decimals=False, unit="đồng", most=MOST_MONEY)


FORMS: dict[str, type[ItemForm]] = {
    "group": GroupForm,
    "objective": ObjectiveForm,
    "task": TaskForm,
    "line": LineForm,
}
