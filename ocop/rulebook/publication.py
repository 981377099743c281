"""What of a council's result the public may see beside the stars.

The annex of a published decision carries the total. Whether the totals of the three parts are shown too, the text does not
say: the named setting `public_sections` of the procedure decides. Points of single criteria, sheets and members are never
public.
"""

from ocop.rulebook.procedures import NoProcedure, get_procedure


def sections_are_public(procedure: str) -> bool:
    """Whether the totals of parts A, B, C of a recognised product are shown; no where the procedure does not say so."""
    try:
        return get_procedure(procedure).setting("public_sections", False) is True
    except NoProcedure:
        return False
