"""Use cases of producers: `registering` (the producer itself), `people` (who acts for it), `vault` (its papers)."""
