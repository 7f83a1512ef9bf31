"""What a start makes is not looked through for garbage, what a citizen's message makes is."""

import gc

import pytest

from bot.cli.running import run
from bot.roles import Role
from tests.fakes.process import echo, running, settings


async def test_the_collector_works_once_the_product_runs(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = gc.get_threshold()
    frozen: list[bool] = []
    monkeypatch.setattr(gc, "freeze", lambda: frozen.append(gc.isenabled()))
    gc.disable()  # as `motcua run` does first

    try:
        async with running(settings(database_url), decide=echo):
            after = gc.isenabled()
    finally:
        gc.enable()
        gc.set_threshold(*before)

    assert (frozen, after) == ([False], True)


def test_a_start_is_not_looked_through_and_one_that_fails_leaves_the_collector_on(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[bool] = []

    def taken(*_: object) -> None:
        seen.append(gc.isenabled())
        raise OSError(98, "Address already in use")

    monkeypatch.setattr("bot.cli.running.build", taken)

    with pytest.raises(SystemExit):
        run(settings(database_url), Role.ALL)

    assert (seen, gc.isenabled()) == ([False], True)
