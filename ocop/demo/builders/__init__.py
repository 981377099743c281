"""Pieces of the demo world, each made with the verbs that users trigger. Journeys use the same pieces."""
