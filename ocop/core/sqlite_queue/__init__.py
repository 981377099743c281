"""SQLite with a queue for the writers of one process; see base."""
