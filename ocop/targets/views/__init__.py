"""Pages, by aggregate: see the modules."""
