"""The catalogue that is served: replaced at once, while questions go on being answered."""

import asyncio
from dataclasses import replace
from datetime import date

from bot.catalogue import LiveCatalogue
from domain.messages import Language
from domain.procedures import Behaviour, LifeEvent, Procedure
from domain.province import Province
from domain.search.catalogue import InMemoryCatalogue
from domain.search.said import Said
from handlers.card import Card
from handlers.facts import facts
from handlers.texts.rendering import render
from tests.builders import a_procedure

BIRTH = a_procedure()
DEATH = a_procedure(code="1.000656", name="Đăng ký khai tử", title="Đăng ký khai tử")
EVENTS = (LifeEvent("sinhcon", "Sinh con", (BIRTH.code, DEATH.code)), LifeEvent("mat", "Mất", (DEATH.code,)))


def live(*procedures: Procedure, known: tuple[Procedure, ...] = ()) -> LiveCatalogue:
    return LiveCatalogue(InMemoryCatalogue(procedures, EVENTS), known)


async def test_what_is_replaced_is_served_at_once() -> None:
    catalogue = live(BIRTH)

    await catalogue.replace([DEATH], EVENTS)

    assert (catalogue.get(BIRTH.code), catalogue.get(DEATH.code)) == (None, DEATH)
    assert [name for name, _ in catalogue.fields()] == [DEATH.field]
    assert catalogue.search(Said("đăng ký khai tử")).behaviour is Behaviour.ANSWER


async def test_events_name_only_what_is_there() -> None:
    catalogue = live(BIRTH, DEATH)

    await catalogue.replace([BIRTH], EVENTS)

    assert catalogue.events() == (LifeEvent("sinhcon", "Sinh con", (BIRTH.code,)),)


async def test_questions_are_answered_from_the_old_one_until_the_new_one_is_whole() -> None:
    catalogue = live(BIRTH)
    seen = set()

    async with asyncio.TaskGroup() as group:
        replacing = group.create_task(catalogue.replace([DEATH] * 1 + [BIRTH], EVENTS))
        while not replacing.done():
            seen.add((catalogue.get(BIRTH.code) is not None, catalogue.get(DEATH.code) is not None))
            await asyncio.sleep(0)

    assert seen <= {(True, False), (True, True)}
    assert (True, False) in seen


async def test_the_loop_goes_on_while_an_index_is_built() -> None:
    catalogue = live()
    many = [replace(BIRTH, code=f"1.{number:06}", name=f"{BIRTH.name} {number}") for number in range(600)]
    turns = 0

    async with asyncio.TaskGroup() as group:
        replacing = group.create_task(catalogue.replace(many, ()))
        while not replacing.done():
            turns += 1
            await asyncio.sleep(0.001)

    assert turns > 10


async def test_imported_procedures_are_found_by_the_peoples_words_we_know() -> None:
    catalogue = live(known=(replace(BIRTH, aliases=("giấy đầu đời",)),))

    await catalogue.replace([replace(BIRTH, aliases=())], ())

    assert catalogue.search(Said("giấy đầu đời")).hits[0].procedure.code == BIRTH.code


async def test_a_card_made_before_is_not_shown_for_what_replaced_it() -> None:
    catalogue, province = live(BIRTH), Province("X")
    old = catalogue.get(BIRTH.code)
    newer = replace(BIRTH, data_date=date(2026, 9, 1), result="Kết quả mới")
    await catalogue.replace([newer], ())
    new = catalogue.get(BIRTH.code)

    assert old
    assert new
    shown = [facts(one, province, None, None) for one in (old, new)]
    cards = [
        render(Card(one, province, Language.VIETNAMESE).reply(), Language.VIETNAMESE) for one in (old, new)
    ]

    assert shown[0] != shown[1]
    assert "01/09/2026" in str(cards[1])
    assert "01/09/2026" not in str(cards[0])
