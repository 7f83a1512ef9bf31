"""Who takes papers in: departments, and the one-stop centre of the province and of each commune."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from domain.communes import Communes
from domain.search.phrases import Match, Phrases
from domain.search.said import Said


class AgencyKind(StrEnum):
    """What an agency is; the values are those of the agency import."""

    DEPARTMENT = "department"
    ONE_STOP = "one_stop"
    COMMITTEE = "committee"
    OTHER = "other"


class AgencyLevel(StrEnum):
    """The two levels of local government since July 2025."""

    PROVINCE = "province"
    COMMUNE = "commune"


@dataclass(frozen=True, slots=True)
class OneStopCentre:
    """Where papers are handed in; an empty field is one that no source has told."""

    address: str = ""
    hours: str = ""
    phone: str = ""
    map_url: str = ""
    email: str = ""
    site: str = ""

    @property
    def known(self) -> bool:
        """Whether it can be found, called or written to."""
        return self != OneStopCentre()


UNKNOWN = OneStopCentre()


@dataclass(frozen=True, slots=True)
class Agency:
    """An agency that handles dossiers; `commune` is the code of the commune that it serves, if one."""

    code: str
    name: str
    kind: AgencyKind
    level: AgencyLevel
    commune: str = ""
    centre: OneStopCentre = UNKNOWN


class Agencies(Protocol):
    """All that is known of agencies, in memory: no call waits."""

    @property
    def communes(self) -> Communes:
        """The communes of the province, by every name."""
        ...

    def get(self, code: str) -> Agency | None:
        """The agency of that code, or None."""
        ...

    def centre_of(self, commune: str) -> Agency | None:
        """Where a commune, given by its code, takes papers in; None where nobody told."""
        ...

    def of_province(self) -> Agency | None:
        """The one-stop centre of the province."""
        ...

    def named(self, said: Said) -> Match[Agency] | None:
        """The agency that a message names in full, and at which words."""
        ...


class InMemoryAgencies:
    """Implements `Agencies`; built once, then only read."""

    def __init__(self, agencies: Iterable[Agency], communes: Communes) -> None:
        known = tuple(agencies)
        self._communes = communes
        self._by_code = {agency.code: agency for agency in known}
        self._names = Phrases((agency.name, agency) for agency in known)
        best_last = sorted(known, key=_takes_papers)
        self._centres = {agency.commune: agency for agency in best_last if agency.commune}
        self._province = next((one for one in reversed(best_last) if _is_of_province(one)), None)

    @property
    def communes(self) -> Communes:
        return self._communes

    def get(self, code: str) -> Agency | None:
        return self._by_code.get(code)

    def centre_of(self, commune: str) -> Agency | None:
        return self._centres.get(commune)

    def of_province(self) -> Agency | None:
        return self._province

    def named(self, said: Said) -> Match[Agency] | None:
        return max(self._names.find(said.words), key=lambda match: match.end - match.start, default=None)


def _takes_papers(agency: Agency) -> tuple[bool, bool]:
    """A one-stop centre before a committee, one that can be found before one that cannot."""
    return agency.kind is AgencyKind.ONE_STOP, agency.centre.known


def _is_of_province(agency: Agency) -> bool:
    return agency.kind is AgencyKind.ONE_STOP and agency.level is AgencyLevel.PROVINCE
