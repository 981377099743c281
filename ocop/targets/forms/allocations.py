"""Input of an allocation: what is shared out, then what people make of the computed numbers."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.forms import BoundField

from ocop.core.numbers import NumberField
from ocop.places.models import Unit
from ocop.rulebook.allocation import LARGEST
from ocop.rulebook.allocation_policies import read_policies
from ocop.targets.actions.allocations import Asked, Final, Paper
from ocop.targets.enums import Sense
from ocop.targets.forms.statements import PaperForm
from ocop.targets.queries.allocations import Below, allocatable

REASON = 300


class AskAllocationForm(forms.Form):
    """Read from the address, so that a comparison can be sent to a colleague as a link."""

    chi_so = forms.ChoiceField(label="Chỉ số")
    nam = NumberField(label="Năm", decimals=False, least=2018, most=2100)
    tong = NumberField(label="Tổng chỉ tiêu", decimals=False, least=1, most=LARGEST)
    cach = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["chi_so"].choices = [(one.key, one.words) for one in allocatable()]  # type: ignore[attr-defined]

    def asked(self, unit: Unit) -> Asked:
        """With the first policy where none is chosen yet."""
        said = self.cleaned_data
        policies = read_policies()
        return Asked(
            unit, said["chi_so"], said["nam"], said["tong"], policies.find(said["cach"]) or policies.all[0]
        )


class GiveForm(PaperForm):
    """One number and one reason for each unit, beside the paper. Starts from the computed numbers."""

    sense = forms.ChoiceField(
        label="Mức", choices=Sense.choices, widget=forms.RadioSelect, initial=Sense.AT_LEAST
    )
    reason = forms.CharField(
        label="Lý do thay chỉ tiêu đã giao",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Một số đơn vị đã có chỉ tiêu này cho năm đó; bản cũ vẫn được giữ.",
    )

    def __init__(
        self, *args: Any, units: Sequence[Below], computed: Mapping[str, int], only_try: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["document"].required = not only_try
        if not any(one.standing for one in units):
            del self.fields["reason"]
        self.keys = [one.unit.key for one in units]
        for one in units:
            name = one.unit.full_name
            self.fields[f"v-{one.unit.key}"] = NumberField(
                label=f"Giao cho {name}",
                decimals=False,
                least=0,
                most=LARGEST,
                initial=computed[one.unit.key],
            )
            self.fields[f"r-{one.unit.key}"] = forms.CharField(
                label=f"Lý do sửa: {name}", required=False, max_length=REASON
            )

    @property
    def paper_fields(self) -> list[BoundField]:
        names = ("sense", "document", "document_on", "reason", "note")
        return [self[name] for name in names if name in self.fields]

    def values(self) -> dict[str, int]:
        """What can be read so far: all of them in a valid form."""
        said = getattr(self, "cleaned_data", {})
        found = {key: said.get(f"v-{key}") for key in self.keys}
        return {key: value for key, value in found.items() if value is not None}

    def final(self, seen: str) -> Final:
        reasons = {key: self.cleaned_data[f"r-{key}"] for key in self.keys}
        return Final(seen, self.values(), reasons)

    def paper(self) -> Paper:
        said = self.cleaned_data
        return Paper(
            said["document"], said["sense"], said["document_on"], said["note"], said.get("reason", "")
        )
