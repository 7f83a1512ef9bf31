"""While a catalogue is put in place nobody waits for the garbage collector or a busy thread."""

import gc
import sys

import pytest

from bot.memory import IMPATIENT, undisturbed


async def test_others_get_the_interpreter_soon_and_no_garbage_is_looked_for() -> None:
    async with undisturbed():
        assert not gc.isenabled()
        assert sys.getswitchinterval() == pytest.approx(IMPATIENT)


async def test_everything_is_as_it_was_even_after_a_failure() -> None:
    before = (gc.isenabled(), sys.getswitchinterval())

    with pytest.raises(RuntimeError):
        async with undisturbed():
            raise RuntimeError

    assert (gc.isenabled(), sys.getswitchinterval()) == before
