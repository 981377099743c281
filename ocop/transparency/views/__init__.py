"""Pages of the public log, its files, and bundles."""
