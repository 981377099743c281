"""How allauth signs people in here: Vietnamese texts, our addresses, safe redirects."""

from allauth.account.adapter import DefaultAccountAdapter


class AccountAdapter(DefaultAccountAdapter):
    """Extended by the accounts app's own flows."""
