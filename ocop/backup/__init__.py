"""`ocop backup` and `ocop restore`: the whole installation as one archive that any engine can take back (docs/backup.md)."""
