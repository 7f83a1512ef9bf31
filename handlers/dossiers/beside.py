"""A number that stands beside a code, as in the link of a receipt or typed after it."""

import re

from domain.dossier_codes import FoundCode
from domain.dossier_wishes import numbers_in
from domain.second_check import Shown, read_number

_RECEIPT = re.compile(r"[?&]SGT=([0-9]{9,12})(?![0-9])")
_WHOLE = re.compile(r"SGT=[^&\s]|(?<![0-9])[0-9]{9,12}(?![0-9])")


def number_beside(found: FoundCode) -> Shown | None:
    """The one number of a person beside the code; None when there is none, or more than one."""
    receipt = _RECEIPT.search(found.rest)
    if receipt:
        return read_number(receipt[1])
    if "HTTP" in found.rest:
        return None
    numbers = list(numbers_in(found.rest))
    return numbers[0] if len(numbers) == 1 else None


def tells_a_number(found: FoundCode) -> bool:
    """Whether words beside the code hold a number of a person, of use here or not."""
    return bool(_WHOLE.search(found.rest)) or number_beside(found) is not None
