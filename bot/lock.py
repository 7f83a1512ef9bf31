"""One process answers from an embedded database; the operating system frees the lock if it dies."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from domain.errors import Away


class Taken(Exception):
    """Another process has the lock; `holder` is its process number, as it wrote it."""

    def __init__(self, holder: str) -> None:
        super().__init__(holder)
        self.holder = holder


@contextmanager
def only_one(path: Path) -> Iterator[None]:
    """Hold the lock while inside. Raises `Taken`, or `Away` where no file can be made."""
    with _opened(path) as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            raise Taken(file.read().strip()) from None
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield


def _opened(path: Path) -> TextIO:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return path.open("a+", encoding="ascii")
    except OSError as error:
        raise Away(type(error).__name__) from error
