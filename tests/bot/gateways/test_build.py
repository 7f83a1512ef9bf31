"""Where an address is set the look-up is put together, and what it learned is stored before the end."""

import subprocess
import sys
from collections.abc import Sequence

from bot.config import PortalSettings
from bot.gateways.build import portal
from bot.metrics import Metrics
from domain.dossiers import DossierEvent, Lookup
from domain.errors import Away
from tests.bot.gateways.conftest import words
from tests.fakes.clock import FakeClock
from tests.fakes.portal import FakePortal, public
from tests.sources import ROOT

CODE = "H41.99-261123-0001"


class NothingStored:
    async def find(self, code: str) -> Lookup:
        return Lookup()


class Store:
    def __init__(self) -> None:
        self.events: list[DossierEvent] = []

    async def __call__(self, events: Sequence[DossierEvent]) -> None:
        self.events += events


def test_without_an_address_there_is_no_look_up(clock: FakeClock, metrics: Metrics) -> None:
    assert portal(PortalSettings(), NothingStored(), Store(), words, clock, metrics) is None


async def test_what_a_look_up_learned_is_stored_before_the_end(
    province: FakePortal, clock: FakeClock, metrics: Metrics
) -> None:
    store = Store()
    province.dossiers[CODE] = public()
    built = portal(
        PortalSettings(url=f"{province.url}/public"), NothingStored(), store, words, clock, metrics
    )
    assert built

    found = await built.dossiers.find(CODE)
    assert store.events == []
    await built.close()

    assert found.dossier
    assert [(event.code, event.status) for event in store.events] == [(CODE, found.dossier.status)]
    assert built.state() == ("working", False)


async def test_a_database_that_is_away_does_not_hinder_the_end(
    province: FakePortal, clock: FakeClock, metrics: Metrics
) -> None:
    async def away(events: Sequence[DossierEvent]) -> None:
        raise Away

    province.dossiers[CODE] = public()
    settings = PortalSettings(url=f"{province.url}/public")
    built = portal(settings, NothingStored(), away, words, clock, metrics)
    assert built
    await built.dossiers.find(CODE)

    await built.close()


def test_without_an_address_the_library_is_not_loaded() -> None:
    program = "import sys, bot.gateways.build; print('httpx' in sys.modules)"

    ran = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert ran.stdout == "False\n"
