"""The age of the data: old data are said to be old, and the source is one tap away."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from domain.messages import Language
from domain.province import Province
from handlers.card import is_stale
from tests.builders import FakeCatalogue, FakeClock, a_procedure, answer
from tests.dialogue import Dialogue, dialogue_over

READ = date(2026, 7, 18)
PORTAL = "https://portal.test"


@pytest.mark.parametrize(
    ("today", "days", "stale"),
    [
        (date(2027, 1, 14), 180, False),
        (date(2027, 1, 15), 180, True),
        (date(2026, 7, 19), 1, False),
        (date(2036, 7, 19), 0, False),
        (date(2026, 7, 1), 180, False),
    ],
)
def test_data_are_old_after_the_days_that_the_province_allows(today: date, days: int, stale: bool) -> None:
    province = Province("X", stale_days=days)

    assert is_stale(a_procedure(data_date=READ), province, today) is stale


def dialogue_on(now: datetime, portal: str = PORTAL) -> Dialogue:
    procedure = a_procedure(data_date=READ)
    catalogue = FakeCatalogue((procedure,), answers={"khai sinh": answer(procedure)})
    return dialogue_over(catalogue, Province("Nghệ An", portal_url=portal), FakeClock(now))


OLD = datetime(2027, 1, 14, 17, 30, tzinfo=UTC)
"""Already the fifteenth in Viet Nam."""


async def test_an_old_card_says_so_and_leads_to_the_source() -> None:
    dialogue = dialogue_on(OLD)

    said = await dialogue.says("khai sinh")

    assert "Dữ liệu này đã cũ (ngày 18/07/2026)" in said
    assert "dữ liệu ngày 18/07/2026" in said
    assert PORTAL in {button.url for content in dialogue.last for button in content.pressable}


async def test_a_fact_of_an_old_card_says_so_too() -> None:
    dialogue = dialogue_on(OLD)
    await dialogue.says("khai sinh")

    assert "đã cũ" in await dialogue.presses("Lệ phí")


async def test_without_a_portal_an_old_card_has_no_button_to_it() -> None:
    dialogue = dialogue_on(OLD, portal="")

    assert "đã cũ" in await dialogue.says("khai sinh")
    assert not any(button.url for content in dialogue.last for button in content.pressable)


async def test_a_card_grows_old_while_the_bot_runs() -> None:
    dialogue = dialogue_on(datetime(2027, 1, 14, 16, 30, tzinfo=UTC))

    assert "đã cũ" not in await dialogue.says("khai sinh")
    assert "đã cũ" in await dialogue_on(OLD).says("khai sinh")


async def test_a_card_in_english_says_it_in_english() -> None:
    dialogue = dialogue_on(OLD)
    dialogue.state = replace(dialogue.state, language=Language.ENGLISH)

    assert "These data are old (of 18/07/2026)" in await dialogue.says("khai sinh")
