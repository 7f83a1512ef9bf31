"""How a message repeats what stands in a file: in one line, cut, and without the number of a person."""

import re

from domain.text import clean

_QUOTED, _READ = 40, 400
_NUMBER = re.compile(r"\+?[0-9](?:[ .-]?[0-9]){8,}")


def quoted(cell: object) -> str:
    """A cell as a message may repeat it: a number of a person may stand in a wrong column."""
    written = _NUMBER.sub("•••", " ".join(clean(str(cell)[:_READ]).split()))
    return written if len(written) <= _QUOTED else f"{written[: _QUOTED - 1]}…"
