"""Pages of a dossier, one module per concern; addresses in urls_producer and urls_office."""
