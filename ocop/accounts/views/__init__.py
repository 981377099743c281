"""Views of the accounts app: one's own details, invitations, managing people."""
