"""Pages of the producer: its data, its people, its vault."""
