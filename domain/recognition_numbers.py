"""Numbers of persons that people type at the door, which nobody asked for."""

import re

_PERSONAL = re.compile(
    r"(?<![\d.,-])(?:"
    r"(?:\+?84|0)[ .-]?[235789](?:[ .-]?\d){8}"  # a phone
    r"|\d{12}|0\d{2}(?: \d{3}){3}"  # an identity card
    r"|\d{9}"  # the old one
    r")(?![\d-]|[.,]\d)"
)


def names_a_person(cleaned: str) -> bool:
    """Whether a clean text holds the number of a phone or of an identity card."""
    return bool(_PERSONAL.search(cleaned))
