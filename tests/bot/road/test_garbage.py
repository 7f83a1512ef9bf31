"""What a start makes is not looked through for garbage, what a citizen's message makes is."""

import gc

import pytest

from tests.fakes.process import echo, running, settings


async def test_the_collector_works_once_the_product_runs(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = gc.get_threshold()
    frozen: list[bool] = []
    monkeypatch.setattr(gc, "freeze", lambda: frozen.append(gc.isenabled()))
    gc.disable()  # as `motcua run` does first

    async with running(settings(database_url), decide=echo):
        after = gc.isenabled()

    gc.set_threshold(*before)
    assert (frozen, after) == ([False], True)
