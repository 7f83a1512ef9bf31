"""Memory that is free again goes back to the machine, where its C library can do that."""

import asyncio
import ctypes
import gc
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

IMPATIENT = 0.0005
"""Seconds that a busy thread keeps the interpreter while others want it; a tenth of what is usual."""


@asynccontextmanager
async def undisturbed() -> AsyncIterator[None]:
    """While a thread makes much that stays, the others must not feel it.

    Looking through a whole catalogue for garbage would stop everybody for a quarter of a second. And
    whoever waits for the interpreter waits a full interval of a busy thread, at each statement of a
    transaction.
    """
    was_on, interval = gc.isenabled(), sys.getswitchinterval()
    gc.disable()
    sys.setswitchinterval(IMPATIENT)
    try:
        yield
        await asyncio.to_thread(settle)
    finally:
        sys.setswitchinterval(interval)
        if was_on:
            gc.enable()


def settle() -> None:
    """After much took the place of much else: it is not looked through again, and holes are given back."""
    gc.freeze()
    library = ctypes.CDLL(None)
    if hasattr(library, "malloc_trim"):  # glibc only; elsewhere the allocator decides by itself
        library.malloc_trim(0)
