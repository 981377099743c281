"""Reads over dossiers, one module per concern."""
