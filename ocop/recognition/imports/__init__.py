"""Published recognitions from before this system: reading rows, keeping them apart, asking a person where in doubt."""
