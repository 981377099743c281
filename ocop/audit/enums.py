"""Names used by the audit trail."""

GENESIS = "0" * 64
DOMAIN = "ocop-audit/1"
