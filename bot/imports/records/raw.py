"""The national record as it comes: the keys of one row; what is absent is not known."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class RawDocument:
    """A paper, or a remark among the papers (`note_like`); no quantity means that none is known.

    `LINE`: what a line of a cell holds, parted by "|".
    """

    LINE: ClassVar[tuple[str, ...]] = ("name", "originals", "copies", "case", "form")

    name: str
    case: str = ""
    originals: float | None = None
    copies: float | None = None
    form: str = ""
    note_like: bool = False


@dataclass(frozen=True, slots=True)
class RawMethod:
    """A way to hand in; `time_limit_raw` is the limit with the unit as the portal's data name it."""

    LINE: ClassVar[tuple[str, ...]] = ("method", "time_limit", "fee", "note")

    method: str
    time_limit: str = ""
    fee: str = ""
    note: str = ""
    time_limit_raw: str = ""


@dataclass(frozen=True, slots=True)
class RawProcedure:
    """A row. `aliases` are words of the people, which no national record has."""

    code: str
    name: str
    field: str = ""
    level: str = ""
    agency: str = ""
    audience: str = ""
    documents: tuple[RawDocument, ...] = ()
    methods: tuple[RawMethod, ...] = ()
    result: str = ""
    legal_basis: tuple[str, ...] = ()
    conditions: str = ""
    steps: str = ""
    description: str = ""
    decision_no: str = ""
    procedure_kind: str = ""
    competent_agency: str = ""
    receiving_address: str = ""
    promulgator: str = ""
    portal_type: str = ""
    status: str = ""
    online_url: str = ""
    aliases: tuple[str, ...] = ()
