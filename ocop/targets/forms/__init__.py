"""Input, by aggregate: see the modules."""
