"""The two families of failure that the rules know; everything else is a fault of ours."""


class DomainError(Exception):
    """A rule refused; `text_key` names the sentence in the catalogue that tells the person."""

    def __init__(self, text_key: str) -> None:
        super().__init__(text_key)
        self.text_key = text_key


class Conflict(Exception):
    """A record lost a race: run that one turn again with fresh reads."""


class Away(Exception):
    """The database cannot be reached: nothing is wrong with what was to be written."""
