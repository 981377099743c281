"""One look for every form: `{{ form }}`, `{{ form.name.as_field_group }}` and `{% field form.name %}` agree."""

from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting
from django.forms.widgets import Widget

CHOICE_WIDGETS = (forms.CheckboxInput, forms.RadioSelect, forms.CheckboxSelectMultiple)


def extra_attrs(field: forms.Field, widget: Widget) -> dict[str, str]:
    """What the control needs so that a phone offers the right keyboard, unless the form says otherwise."""
    attrs: dict[str, str] = {}
    if isinstance(widget, CHOICE_WIDGETS) or widget.is_hidden:
        return attrs
    css = "control"
    if isinstance(field, forms.DecimalField | forms.FloatField):
        css += " control-decimal"
        attrs["inputmode"] = "decimal"
    elif isinstance(field, forms.IntegerField):
        css += " control-number"
        attrs["inputmode"] = "numeric"
    elif isinstance(field, forms.DateField):
        css += " control-date"
        attrs |= {"inputmode": "numeric", "placeholder": "dd/mm/yyyy", "autocomplete": "off"}
    elif isinstance(widget, forms.Textarea) and widget.attrs.get("rows") == "10":
        attrs["rows"] = "5"  # Django's default of ten fills a phone
    if isinstance(field, forms.FileField):
        css = ""
    own = widget.attrs.get("class", "")
    attrs["class"] = f"{css} {own}".strip()
    decided_here = {"class", "rows"}
    return {
        name: value
        for name, value in attrs.items()
        if value and (name in decided_here or name not in widget.attrs)
    }


class OcopBoundField(BoundField):
    """Adds our classes and keyboards. Numbers are text inputs: type=number refuses “8,5” without a word."""

    def as_widget(self, widget: Widget | None = None, attrs: Any = None, only_initial: bool = False) -> str:
        chosen = widget or self.field.widget
        if isinstance(chosen, forms.NumberInput):
            chosen.input_type = "text"
        return super().as_widget(widget, attrs, only_initial)

    def build_widget_attrs(self, attrs: dict[str, Any], widget: Widget | None = None) -> dict[str, Any]:
        chosen = widget or self.field.widget
        built = super().build_widget_attrs(attrs, widget)
        for name, value in extra_attrs(self.field, chosen).items():
            built.setdefault(name, value)
        built.pop(
            "required", None
        )  # the server says what is missing, in words, without losing what was typed
        if self.field.required and not self.is_hidden and not isinstance(chosen, CHOICE_WIDGETS):
            built["aria-required"] = "true"
        return built


class OcopFormRenderer(TemplatesSetting):
    """Templates from templates/forms/, overridable like any other template."""

    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"
    formset_template_name = "forms/formset.html"
    bound_field_class = OcopBoundField
