"""Refusals. A refusal always carries a sentence that a person can act on."""


class RuleBroken(Exception):
    """A rule of the programme says no.

    `sentence` is Vietnamese and says what is wrong and how to mend it; `code` is stable for tests and the API;
    `field` names the form field concerned, if one is; `details` holds further sentences (one per item).
    """

    def __init__(
        self,
        sentence: str,
        *,
        code: str = "refused",
        field: str | None = None,
        details: list[str] | None = None,
    ):
        super().__init__(sentence)
        self.sentence = sentence
        self.code = code
        self.field = field
        self.details = details or []


class PermissionRefused(RuleBroken):
    """The person is known and sees the thing, but may not do this: answered 403 with the sentence."""


class StaleWrite(RuleBroken):
    """Somebody else changed the record since it was opened: nothing is overwritten (409)."""
