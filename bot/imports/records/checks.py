"""What every row must keep to, whichever shape it comes in."""

import re

from bot.imports.records import cells
from bot.imports.records.reading import Reader

CODE = re.compile(r"[0-9]\.[0-9]{6}")
_LINKS = ("https://", "http://")


def check_code(reader: Reader, code: str) -> None:
    if not CODE.fullmatch(code):
        reader.fault("code", "code", value=cells.quoted(code))


def check_address(reader: Reader, address: str) -> None:
    """A link that is shown as a button: nothing but a web address may stand there."""
    if address and (not address.startswith(_LINKS) or any(letter.isspace() for letter in address)):
        reader.fault("online_url", "address", value=cells.quoted(address))
