"""Memory that is free again goes back to the machine, where its C library can do that."""

import asyncio
import ctypes
import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


@asynccontextmanager
async def undisturbed() -> AsyncIterator[None]:
    """While much is made that stays: looking through all of it for garbage would stop everybody.

    One such look at the objects of a whole catalogue takes a quarter of a second.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
        await asyncio.to_thread(settle)
    finally:
        if was_on:
            gc.enable()


def settle() -> None:
    """After much took the place of much else: it is not looked through again, and holes are given back."""
    gc.freeze()
    library = ctypes.CDLL(None)
    if hasattr(library, "malloc_trim"):  # glibc only; elsewhere the allocator decides by itself
        library.malloc_trim(0)
