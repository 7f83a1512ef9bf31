"""The agencies that the dialogs read, exchanged as a whole while they are being read."""

from collections.abc import Iterable

from domain.agencies import Agency, InMemoryAgencies
from domain.communes import Communes
from domain.search.phrases import Match
from domain.search.said import Said


class LiveAgencies:
    """Implements `domain.agencies.Agencies` over those that were imported last."""

    def __init__(self, agencies: Iterable[Agency], communes: Communes) -> None:
        self._now = InMemoryAgencies(agencies, communes)

    def replace(self, agencies: Iterable[Agency]) -> None:
        """From here on these are all there are; the communes stay."""
        self._now = InMemoryAgencies(agencies, self._now.communes)

    @property
    def communes(self) -> Communes:
        return self._now.communes

    def get(self, code: str) -> Agency | None:
        return self._now.get(code)

    def centre_of(self, commune: str) -> Agency | None:
        return self._now.centre_of(commune)

    def of_province(self) -> Agency | None:
        return self._now.of_province()

    def named(self, said: Said) -> Match[Agency] | None:
        return self._now.named(said)
