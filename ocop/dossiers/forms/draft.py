"""Input of the draft's pages: one criterion, one section, the kind, a reason, an answer."""

from decimal import Decimal
from typing import Any

from django import forms
from django.http import QueryDict

from ocop.core.numbers import NumberField
from ocop.core.text import clean
from ocop.dossiers.enums import DossierKind
from ocop.dossiers.form_specs import FieldSpec, SectionSpec
from ocop.rulebook.criteria import Criterion

NONE_OF_THESE = "0"


def read_choice(criterion: Criterion, values: list[str]) -> Any:
    """The shape of `ocop rate` from posted values; None = nothing chosen. Wrong ones are refused by the rulebook.

    "3" a place, "2-1" case and place, several places where points add up, "0" none of them.
    """
    values = [value[:10] for value in values if value]
    if not values:
        return None
    if criterion.scoring == "additive":
        return sorted({_whole(value) for value in values if value != NONE_OF_THESE})
    case, dash, place = values[0].partition("-")
    return {"case": _whole(case), "option": _whole(place)} if dash else _whole(values[0])


def _whole(value: str) -> int:
    """0 for what is no number: no place has it, so the rulebook answers with its sentence."""
    return int(value) if value.isascii() and value.isdigit() else 0


class SectionForm(forms.Form):
    """A page of Mẫu 02, from its declared fields. Nothing is required while drafting."""

    def __init__(
        self, *args: Any, spec: SectionSpec, answers: dict[str, str] | None = None, **kwargs: Any
    ) -> None:
        if answers is not None:
            kwargs.setdefault("initial", {f.key: _shown(f, answers.get(f.key, "")) for f in spec.fields})
        super().__init__(*args, **kwargs)
        self.spec = spec
        for field in spec.fields:
            self.fields[field.key] = _form_field(field)

    @property
    def values(self) -> dict[str, str]:
        """Cleaned answers as stored: text, numbers as decimal text."""
        return {key: _stored(value) for key, value in self.cleaned_data.items()}

    def only(self, names: set[str]) -> "SectionForm":
        """Keep the fields that were sent (autosave sends what changed)."""
        for key in [key for key in self.fields if key not in names]:
            del self.fields[key]
        return self


def _form_field(spec: FieldSpec) -> forms.Field:
    more = {"label": spec.label, "required": False, "help_text": spec.hint}
    if spec.kind == "number":
        field: forms.Field = NumberField(unit=spec.unit, **more)
    else:
        widget = forms.Textarea(attrs={"rows": 5}) if spec.kind == "long" else forms.TextInput()
        field = forms.CharField(max_length=spec.limit, widget=widget, **more)
    field.plain_label = spec.required  # type: ignore[attr-defined]  # wanted before submitting, so not “optional”
    return field


def _shown(spec: FieldSpec, stored: str) -> Any:
    return Decimal(stored) if spec.kind == "number" and stored else stored


def _stored(value: Any) -> str:
    return "" if value is None else format(value, "f") if isinstance(value, Decimal) else str(value)


class KindForm(forms.Form):
    kind = forms.ChoiceField(label="Loại hồ sơ", choices=DossierKind.choices, widget=forms.RadioSelect)


class ReasonForm(forms.Form):
    reason = forms.CharField(label="Lý do", max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))


class SubmitForm(forms.Form):
    """Nothing is ticked beforehand."""

    agreed = forms.BooleanField(
        label="Tôi cam đoan nội dung hồ sơ là đúng sự thật và chịu trách nhiệm về nội dung đã khai.",
        error_messages={"required": "Cần đánh dấu cam đoan thì mới nộp được."},
    )


class AnswerForm(forms.Form):
    answer = forms.CharField(
        label="Ông/bà đã sửa thế nào", max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )


def posted(data: QueryDict, name: str) -> list[str]:
    """Short clean values: a control character in a code would be an error on PostgreSQL."""
    return [clean(value[:40]) for value in data.getlist(name)][:200]
