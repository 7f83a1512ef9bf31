"""What is wrong with a row that somebody wants to import, said so that they can mend it."""

from collections.abc import Iterable
from dataclasses import dataclass

from domain.content import Text


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: the place in the row as its author wrote it, then what is wrong and the remedy.

    Inside a list the place counts from 1, as people do: `documents[3].originals`.
    """

    field: str
    text: Text


class FaultyRowError(ValueError):
    """A row that cannot be taken, with all that is wrong with it."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__(", ".join(fault.field for fault in self.faults))
