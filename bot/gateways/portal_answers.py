"""The provinces' answers about a dossier, read for what a citizen may see and for nothing else.

What is not named here is never copied: officials (`NguoiXuLy`), their remarks (`YKien`), applicants.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from bot.gateways.portal_dates import day_end, read_moment
from bot.gateways.portal_fields import Fields, fields, name, rows, text, the_dossier
from bot.gateways.trouble import PortalTrouble, Trouble
from domain.dossiers import PORTAL, Dossier, Status, Step

WORD, CODE, UNIT, TITLE = 120, 40, 300, 1200
"""The longest that is read of each kind of text."""

Words: TypeAlias = Callable[[str, str], Status]
"""What a source's word for a state, or its national number, means: `(source, written)`."""

Times: TypeAlias = dict[Status, datetime | None]
BY_OFFICE = (Status.REFUSED, Status.WITHDRAWN, Status.STOPPED, Status.FINISHED)
"""The states that the date of the end tells of; "returned" has a date of its own."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Which dossier was asked for, when, and how the words of the answer are to be taken."""

    code: str
    at: datetime
    words: Words


def read_public(asked: Asked, answer: object) -> Dossier | None:
    """`ChiTietHoSoPublic`; its published form holds no code, but where one stands it is compared."""
    found = the_dossier(answer, asked.code, ("mahoso", "sohoso"), must_be_named=False)
    if found is None:
        return None
    course = list(rows(found.get("thongtintientrinh")))
    received, ended, returned = _moments(found, "ngaytiepnhan", "ngayketthuchoso", "ngaytraketqua")
    acted = [at for row in course if (at := read_moment(row.get("thoigian"))) and at <= asked.at]
    last = max(acted, default=None)
    begun = last or received
    times = _times(begun, begun, ended or last, returned or ended or last, last)
    units = [unit for row in course if (unit := text(row.get("donvixuly"), UNIT))]
    return Dossier(
        code=asked.code,
        steps=(_step(asked, text(found.get("trangthaihoso"), WORD), times),),
        source=PORTAL,
        told_at=asked.at,
        procedure_name=text(found.get("tentthc"), TITLE),
        agency_name=units[-1] if units else "",
        received=received,
        due=_limit(found, "ngayhentra"),
        finished=ended or returned,
    )


def read_mapi(asked: Asked, answer: object) -> Dossier | None:
    """A row of the service `TraCuuHoSo`."""
    found = the_dossier(answer, asked.code, ("mahoso",))
    if found is None:
        return None
    filed, received = _moments(found, "ngaynop", "ngaytiepnhan")
    ended, returned = _moments(found, "ngayketthucxuly", "ngaytra")
    times = _times(filed or received, received, ended, returned or ended)
    written = text(found.get("trangthaihoso"), WORD) or text(found.get("matrangthai"), WORD)
    return Dossier(
        code=asked.code,
        steps=(_step(asked, written, times),),
        source=PORTAL,
        told_at=asked.at,
        procedure=text(found.get("matthc"), CODE),
        procedure_name=text(found.get("tentthc"), TITLE) or text(found.get("tendvc"), TITLE),
        agency=text(found.get("madonvixuly"), CODE),
        agency_name=text(found.get("donvixuly"), UNIT),
        received=received,
        due=_limit(found, "ngayhentra"),
        finished=ended or returned,
    )


def read_igate(asked: Asked, answer: object) -> Dossier | None:
    """A dossier of VNPT iGate v2, alone or in the page of a search by code."""
    found = the_dossier(answer, asked.code, ("code",))
    if found is None:
        return None
    state, procedure, agency = (fields(found.get(part)) for part in ("dossierstatus", "procedure", "agency"))
    filed, received = _moments(found, "applieddate", "accepteddate")
    written = name(state.get("name"), WORD)
    times = _times(filed, received)
    return Dossier(
        code=asked.code,
        steps=(_step(asked, written, times),),
        source=PORTAL,
        told_at=asked.at,
        procedure=text(procedure.get("code"), CODE),
        procedure_name=name(procedure.get("translate"), TITLE),
        agency=text(agency.get("code"), CODE),
        agency_name=name(agency.get("name"), UNIT),
        received=received,
        due=_limit(found, "appointmentdate") or _limit(found, "duedate"),
    )


def _times(
    filed: datetime | None,
    received: datetime | None,
    ended: datetime | None = None,
    returned: datetime | None = None,
    other: datetime | None = None,
) -> Times:
    """Since when each state would hold, were it the one that is told."""
    times: Times = {status: ended if status in BY_OFFICE else other for status in Status}
    times.update({Status.REGISTERED: filed, Status.RECEIVED: received, Status.RETURNED: returned})
    return times


def _step(asked: Asked, written: str, times: Times) -> Step:
    """Since the source's own time; where it gives none, or one to come, since we were told.

    An answer without a state is none: better "slow" than a state that nobody told.
    """
    if not written:
        raise PortalTrouble(Trouble.WRONG)
    status = asked.words(PORTAL, written)
    own = times[status]
    return Step(status, own if own and own <= asked.at else asked.at, written=written)


def _moments(found: Fields, *names: str) -> list[datetime | None]:
    return [read_moment(found.get(each)) for each in names]


def _limit(found: Fields, of: str) -> datetime | None:
    limit = read_moment(found.get(of))
    return day_end(limit) if limit else None
