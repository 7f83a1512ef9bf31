"""What commands say, from the catalogue `cli.po`, in the language of the operator's terminal."""

import os

from domain.content import Text
from domain.messages import Language
from handlers.texts.catalogue import say

_LOCALE_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")
"""The first one that is set decides, as POSIX has it."""


def tell(key: str, /, **args: str | int) -> str:
    """One sentence; KeyError names one that nobody has written."""
    return say(Text(key, **args), _language())


def tell_text(text: Text) -> str:
    """What a fault of a file says."""
    return say(text, _language())


def _language() -> Language:
    """Vietnamese, unless the terminal is set to English."""
    locale = next(filter(None, map(os.environ.get, _LOCALE_VARIABLES)), "")
    return Language.ENGLISH if locale.startswith("en") else Language.VIETNAMESE
