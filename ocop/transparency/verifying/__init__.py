"""`ocop verify`: checks evidence without Django and without a database. Pure Python over the stand-alone verifier."""
