"""What every row must keep to, whichever shape it comes in."""

import re
from collections.abc import Mapping

from bot.imports.quoting import quoted
from bot.imports.records import cells
from bot.imports.records.reading import Reader

CODE = re.compile(r"[0-9]\.[0-9]{6}")
_LINKS = ("https://", "http://")


def with_code(row: Mapping[str, object]) -> Mapping[str, object]:
    """A code that a spreadsheet took for a number has its zeros again."""
    code = row.get("code")
    return {**row, "code": f"{code:.6f}"} if isinstance(code, float) else row


def check(reader: Reader, row: Mapping[str, object]) -> None:
    """Looked at in the cells themselves, so that it is told beside all that is wrong with the others."""
    code, address = _written(row.get("code")), _written(row.get("online_url"))
    if code and not CODE.fullmatch(code):
        reader.fault("code", "code", value=quoted(code))
    if address and not _is_address(address):
        reader.fault("online_url", "address", value=quoted(address))


def _written(value: object) -> str:
    """As it will be read; what cannot be read is told by the reading."""
    try:
        return "" if cells.is_blank(value) else cells.text(value)
    except cells.UnreadableError:
        return ""


def _is_address(written: str) -> bool:
    """Nothing but a web address may stand behind a button."""
    return written.startswith(_LINKS) and not any(letter.isspace() for letter in written)
