"""Input of the dossier pages, one module per concern."""
