"""How much a file may hold, judged while it is unpacked and never afterwards."""

import io
from dataclasses import dataclass
from typing import BinaryIO

from bot.imports.reading.broken import BrokenFileError

MEGABYTE = 1_048_576
UNPACKED = 4
"""A file may unpack to so many times the largest size."""

MOST_LINE = 4_000_000
MOST_CELL = 1_000_000
"""Characters; the longest text that is known of a procedure has 62,812."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Sizes in megabytes as an operator sets them."""

    max_mb: int = 1_024

    @property
    def packed(self) -> int:
        return self.max_mb * MEGABYTE

    @property
    def unpacked(self) -> int:
        return self.packed * UNPACKED


class Bounded(io.RawIOBase):
    """A stream that ends in `BrokenFileError` where more comes out than is allowed."""

    def __init__(self, inner: BinaryIO, limits: Limits) -> None:
        super().__init__()
        self._inner, self._limits, self._left = inner, limits, limits.unpacked

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        into = memoryview(buffer)  # type: ignore[arg-type]  # any buffer, as io hands it over
        read = self._inner.read(len(into))
        self._left -= len(read)
        if self._left < 0:
            raise BrokenFileError("bomb", most=self._limits.max_mb * UNPACKED)
        into[: len(read)] = read
        return len(read)
