"""What is done with people: adding and inviting them, giving and ending offices."""

from ocop.accounts.actions.offices import (
    appoint,
    appoint_or_request,
    confirm_request,
    end_appointment,
    install_administrator,
    refuse_request,
    request_role,
)
from ocop.accounts.actions.people import (
    accept_invitation,
    add_person,
    change_own_details,
    find_invitation,
    invite,
    invite_again,
    invite_and_appoint,
    reset_mfa,
)

__all__ = [
    "accept_invitation",
    "add_person",
    "appoint",
    "appoint_or_request",
    "change_own_details",
    "confirm_request",
    "end_appointment",
    "find_invitation",
    "install_administrator",
    "invite",
    "invite_again",
    "invite_and_appoint",
    "refuse_request",
    "request_role",
    "reset_mfa",
]
