"""The columns that a file may have, by their names in code and on an official's screen."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from domain.search.text import fold

_REMARK = re.compile(r"\([^()]*\)")


@dataclass(frozen=True, slots=True)
class Column:
    """`head` is its name in the template, `example` what stands below it there."""

    name: str
    head: str
    example: str
    aliases: tuple[str, ...] = ()
    required: bool = False


@dataclass(frozen=True, slots=True)
class Columns:
    """All columns of a kind; `personal` are names of columns that must not be there at all."""

    each: tuple[Column, ...]
    personal: frozenset[str] = frozenset()
    _names: Mapping[str, str] = field(init=False)

    def __post_init__(self) -> None:
        names = {key_of(one): column.name for column in self.each for one in _spellings(column)}
        object.__setattr__(self, "_names", names)

    def find(self, written: str) -> str | None:
        """The column that a head means, in any case and accents, a remark in brackets left out."""
        return self._names.get(key_of(written)) or self._names.get(key_of(_REMARK.sub("", written)))

    def is_personal(self, written: str) -> bool:
        return key_of(written) in self.personal or key_of(_REMARK.sub("", written)) in self.personal

    def spellings(self) -> Sequence[str]:
        """Every name by which a column is known, as it is compared."""
        return list(self._names)

    def named(self, key: str) -> str:
        """The head of the column that this spelling stands for."""
        return self.head(self._names[key])

    def head(self, name: str) -> str:
        return next((column.head for column in self.each if column.name == name), name)

    def required(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.each if column.required)


def key_of(written: str) -> str:
    """A head as it is compared."""
    return fold(written[:200])


def _spellings(column: Column) -> tuple[str, ...]:
    return column.name, column.head, *column.aliases


@cache
def columns_of(kind: str) -> Columns:
    """The columns of a kind of import, from the table that ships."""
    table = json.loads(files("bot.imports.reading").joinpath("columns.json").read_text(encoding="utf-8"))
    each = tuple(Column(**row | {"aliases": tuple(row.get("aliases", ()))}) for row in table[kind])
    personal = table["personal"] if kind in table["without_persons"] else ()
    return Columns(each, frozenset(map(key_of, personal)))
