"""The form for one's own channels."""

from django import forms

from ocop.notify import conf
from ocop.notify.enums import PHONE, Channel


class ChannelsForm(forms.Form):
    """Notices in the system itself cannot be turned off; each other channel can."""

    allowed = forms.MultipleChoiceField(
        label="Gửi cho tôi qua", required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        used = [channel for channel in Channel if channel not in PHONE or conf.place(channel)]
        self.fields["allowed"].choices = [(channel.value, channel.label) for channel in used]  # type: ignore[attr-defined]
