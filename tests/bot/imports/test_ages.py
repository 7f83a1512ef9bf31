"""How old the data are, and what is tidied away."""

from datetime import timedelta

from bot.imports.ages import ages
from bot.jobs.tidying import Tidying
from domain.dossiers import DossierEvent, Status
from storage import dossiers
from tests.bot.imports.broken import D
from tests.bot.imports.conftest import Imports
from tests.fakes.clock import START


async def test_every_source_has_its_age_in_days(importing: Imports) -> None:
    await importing.run("dossiers", D)
    event = DossierEvent("1", "province", "H41.99-261102-0002", Status.PROCESSING, START)
    await importing.database.write(dossiers.apply, [event], {}, START)

    found = await importing.database.read(ages, START + timedelta(days=3))

    assert found == {"dossiers": 3.38, "feed province": 3.0}


async def test_a_running_import_is_not_tidied_away(importing: Imports) -> None:
    tidying = Tidying(importing.database, importing.clock, importing.clock)

    await importing.run("dossiers", D)
    await tidying.once()

    assert await importing.database.read(ages, START) == {"dossiers": 0.38}
