"""Split by aggregate: see the modules."""
