"""What may be done with councils, sessions and sheets; each refusal with its sentence."""
