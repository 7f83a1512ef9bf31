"""A dossier as its source tells it, and a conversation in which it can be asked for."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from domain.dossiers import Dossier, Status, Step
from tests.builders import NOON, FakeCatalogue, FakeClock, a_procedure
from tests.dialogue import Dialogue, dialogue_over
from tests.fakes.dossiers import FakeDossiers, with_numbers

CODE = "H41.99-261106-0012"
PHONE, IDENTITY = "0912345678", "040085001234"
HANDED_IN = datetime(2026, 11, 6, 1, 30, tzinfo=UTC)
DUE = datetime(2026, 11, 17, 10, 0, tzinfo=UTC)

Talk = Callable[..., Dialogue]


def a_dossier(*statuses: Status, **changes: object) -> Dossier:
    """Handed in on 6 November; in each of these states for a day, half past twelve on the 20th now."""
    given = statuses or (Status.REGISTERED, Status.RECEIVED, Status.PROCESSING)
    steps = tuple(Step(status, HANDED_IN + timedelta(days=place)) for place, status in enumerate(given))
    found = Dossier(
        code=CODE,
        steps=steps,
        source="province",
        told_at=NOON - timedelta(hours=2),
        procedure="1.004222",
        procedure_name="Đăng ký thường trú",
        agency="H41.99",
        agency_name="Công an cấp xã",
        received=HANDED_IN,
        due=DUE,
    )
    known = with_numbers(found, PHONE, IDENTITY)
    return replace(known, **changes)  # type: ignore[arg-type]  # a test names any field


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def talk(clock: FakeClock) -> Talk:
    def about(*dossiers: Dossier, **changes: object) -> Dialogue:
        known = FakeDossiers.of(*(dossiers or (a_dossier(),)))
        for name, value in changes.items():
            setattr(known, name, value)
        catalogue = FakeCatalogue((a_procedure("1.004222", "Đăng ký thường trú"),))
        return dialogue_over(catalogue, clock=clock, dossiers=known)

    return about
