"""Choosing a unit in a form, with nothing but HTML: type a name, press “Tìm”, choose among the units found.

The widget posts `<name>_q` (what was typed) and `<name>` (the key of the chosen unit). A form that holds a text
without a choice, or whose text was changed after the choice, comes back with the units found as radio buttons;
everything else typed stays. One single fit is taken at once. With JavaScript suggestions appear while typing
(`data-suggest` names the address); the posted fields are the same.
"""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse

from ocop.places.models import Unit
from ocop.places.names import name_key
from ocop.places.queries import find_units, responsible_unit, successors, unit_by_key

SHOWN = 8
SAME_NAME = 1  # see places.queries.search: 0 same name and kind, 1 same name


class PlaceWidget(forms.Widget):
    """Value: (key, typed text) from a form, or a Unit as initial value."""

    template_name = "places/_picker.html"

    def __init__(self, attrs: dict[str, Any] | None = None, *, level: str = "") -> None:
        super().__init__(attrs)
        self.level = level
        self.units: list[Unit] = []
        self.picked = ""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> tuple[str, str]:
        return str(data.get(name, ""))[:20], str(data.get(f"{name}_q", ""))[:200]

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return name not in data and f"{name}_q" not in data

    def id_for_label(self, id_: str) -> str:
        return f"{id_}_q" if id_ else id_

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, None, attrs)
        key, typed = self._state(value)
        key = self.picked or key
        chosen = unit_by_key(key) if key else None
        units = self.units or ([chosen] if chosen else [])
        context["widget"] |= {
            "typed": typed or (chosen.address if chosen else ""),
            "chosen": key,
            "units": units,
            "suggest": reverse("places:search"),
            "level": self.level,
            "described_by": context["widget"]["attrs"].get("aria-describedby", ""),
            "invalid": "aria-invalid" in context["widget"]["attrs"],
        }
        return context

    def _state(self, value: Any) -> tuple[str, str]:
        if isinstance(value, Unit):
            return value.key, value.address
        if isinstance(value, tuple):
            return value
        return (str(value), "") if value else ("", "")


class PlaceSearchMixin:
    """For forms with a PlaceField: the button “Tìm” only searches. Nothing is saved, no other field is blamed."""

    def is_valid(self) -> bool:
        return super().is_valid() and not self._searched()  # type: ignore[misc]

    def full_clean(self) -> None:
        super().full_clean()  # type: ignore[misc]
        searched = self._searched()
        if searched:
            errors = self._errors  # type: ignore[has-type]
            self._errors = type(errors)({name: errors[name] for name in searched if name in errors})

    def _searched(self) -> list[str]:
        if not self.is_bound:  # type: ignore[attr-defined]
            return []
        fields = self.fields.items()  # type: ignore[attr-defined]
        names = [name for name, field in fields if isinstance(field, PlaceField)]
        return [name for name in names if f"{self.add_prefix(name)}_tim" in self.data]  # type: ignore[attr-defined]


class PlaceField(forms.Field):
    """Cleans to a unit of today. `level` narrows the search, `scope` (a Q) the units that may be chosen."""

    widget = PlaceWidget
    default_error_messages = {
        "required": "Hãy gõ tên địa phương rồi chọn một đơn vị trong danh sách.",
        "none": "Không tìm thấy địa phương nào tên “%(typed)s”. Hãy thử tên khác, có thể gõ tên xã, huyện cũ.",
        "choose": "Tìm thấy %(count)s địa phương, hãy chọn một ở dưới.",
        "former": "%(name)s không còn từ 01/7/2025, hãy chọn đơn vị kế thừa ở dưới.",
    }

    def __init__(self, *, level: str = "", **kwargs: Any) -> None:
        kwargs.setdefault("widget", PlaceWidget(level=level))
        super().__init__(**kwargs)
        self.level = level

    def clean(self, value: Any) -> Unit | None:
        unit = self._read(value)
        if unit is not None:
            self.widget.units, self.widget.picked = [unit], unit.key  # type: ignore[attr-defined]
        return unit

    def _read(self, value: Any) -> Unit | None:
        key, typed = value if isinstance(value, tuple) else (str(value or ""), "")
        chosen = unit_by_key(key) if key else None
        if chosen and (not typed.strip() or _says(typed, chosen)):
            return self._today(chosen)
        if not typed.strip():
            if self.required:
                raise ValidationError(self.error_messages["required"], code="required")
            return None
        if chosen and chosen.valid_to is None and chosen in self._found(typed):
            return chosen  # picked among the results of the text still standing there
        return self._decide(typed)

    def _found(self, typed: str) -> list[Unit]:
        """Units of today for that text: those called so (a former one stands for its successors), else the like."""
        found = find_units(typed, limit=SHOWN * 3)
        found = [unit for unit in found if unit.fit <= SAME_NAME] or found
        if self.level:
            found = [unit for unit in found if unit.level == self.level or unit.valid_to is not None]
        today: dict[int, Unit] = {}
        for unit in found:
            for end in [unit] if unit.valid_to is None else successors(unit):
                if not self.level or end.level == self.level:
                    end.via = (
                        "" if end is unit else unit.address
                    )  # shown: through which former unit it was found
                    today.setdefault(end.pk, end)
        return list(today.values())[:SHOWN]

    def _decide(self, typed: str) -> Unit:
        units = self._found(typed)
        exact = [unit for unit in units if _says(typed, unit)]
        if len(units) == 1 or len(exact) == 1:
            return (exact or units)[0]
        self.widget.units = units  # type: ignore[attr-defined]
        code = "choose" if units else "none"
        raise ValidationError(
            self.error_messages[code], code=code, params={"typed": typed, "count": len(units)}
        )

    def _today(self, unit: Unit) -> Unit:
        end = responsible_unit(unit)
        if end is not None:
            return end
        self.widget.units = successors(unit)  # type: ignore[attr-defined]
        raise ValidationError(self.error_messages["former"], code="former", params={"name": unit.address})


def _says(typed: str, unit: Unit) -> bool:
    """The text is that unit's own address, as the picker writes it."""
    return name_key(typed) == name_key(unit.address)
