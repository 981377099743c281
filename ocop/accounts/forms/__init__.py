"""Forms of the accounts app."""

from ocop.accounts.forms.people import AppointForm, DetailsForm, InviteForm, ReasonForm, SetPasswordForm

__all__ = ["AppointForm", "DetailsForm", "InviteForm", "ReasonForm", "SetPasswordForm"]
