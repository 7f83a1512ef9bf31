"""Memory that is free again goes back to the machine, where its C library can do that."""

import ctypes
import gc


def settle() -> None:
    """After much took the place of much else: it is not looked through again, and holes are given back."""
    gc.freeze()
    library = ctypes.CDLL(None)
    if hasattr(library, "malloc_trim"):  # glibc only; elsewhere the allocator decides by itself
        library.malloc_trim(0)
