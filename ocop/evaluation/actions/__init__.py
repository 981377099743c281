"""What people do with councils, sessions, sheets and results."""
