"""The rows of a file while it is judged: on disk and in no name, so that neither size nor a crash matters."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from enum import IntEnum

from bot.imports.kinds.kind import Item
from storage.imports import Counts

AT_ONCE = 1_000

_COLUMNS = "key TEXT UNIQUE, number INTEGER, body TEXT, made TEXT, maker TEXT, change INTEGER DEFAULT 0"
_GONE = "FROM shown WHERE key NOT IN (SELECT key FROM new)"


class Change(IntEnum):
    """What a row is against what is shown."""

    NONE = 0
    NEW = 1
    CHANGED = 2


@dataclass(frozen=True, slots=True)
class Pair:
    """A row with the body that is shown of the same key."""

    id: int
    key: str
    body: str
    shown: str | None


@dataclass(frozen=True, slots=True)
class Verdict:
    """`body` may be another than the file's: what it leaves open was settled."""

    id: int
    change: Change
    body: str


@dataclass(slots=True)
class Spool:
    """A private database that its operating system forgets when it is closed, however that happens."""

    _file: sqlite3.Connection = field(default_factory=lambda: sqlite3.connect("", isolation_level=None))

    def __post_init__(self) -> None:
        for statement in (
            "PRAGMA journal_mode=OFF",
            "PRAGMA synchronous=OFF",
            "PRAGMA cache_size=-32000",
            f"CREATE TABLE new (id INTEGER PRIMARY KEY, {_COLUMNS})",
            "CREATE TABLE shown (key TEXT PRIMARY KEY, body TEXT)",
            "BEGIN",  # for ever: nothing of it is to outlive us
        ):
            self._file.execute(statement)

    def add(self, item: Item, number: int) -> int | None:
        """Keep a row; the number of the earlier row where its key was there before."""
        added = self._file.execute(
            "INSERT OR IGNORE INTO new (key, number, body, made, maker) VALUES (?, ?, ?, ?, ?)",
            (item.key, number, item.body, item.made, item.maker),
        )
        if added.rowcount:
            return None
        return int(self._file.execute("SELECT number FROM new WHERE key = ?", (item.key,)).fetchone()[0])

    def add_shown(self, rows: Iterable[tuple[str, str]]) -> None:
        """Rows that people see now, by key and body."""
        self._file.executemany("INSERT INTO shown VALUES (?, ?)", rows)

    def pairs(self) -> Iterator[Sequence[Pair]]:
        """Every row of the file with what is shown of it, some at a time."""
        last = 0
        while rows := self._file.execute(
            "SELECT new.id, new.key, new.body, shown.body FROM new LEFT JOIN shown USING (key)"
            " WHERE new.id > ? ORDER BY new.id LIMIT ?",
            (last, AT_ONCE),
        ).fetchall():
            last = rows[-1][0]
            yield [Pair(*row) for row in rows]

    def judge(self, verdicts: Iterable[Verdict]) -> None:
        rows = [(int(one.change), one.body, one.id) for one in verdicts]
        self._file.executemany("UPDATE new SET change = ?, body = ? WHERE id = ?", rows)

    def counts(self) -> Counts:
        sums = "SELECT count(*), sum(change = 1), sum(change = 2) FROM new"
        rows, added, changed = self._file.execute(sums).fetchone()
        return Counts(rows, added or 0, changed or 0, self._count_gone())

    def rows(self) -> Iterator[tuple[Item, int]]:
        """Every row with its place from 1, for staging."""
        with closing(self._file.execute("SELECT key, body, made, maker FROM new ORDER BY id")) as found:
            for place, row in enumerate(found, start=1):
                yield Item(*row), place

    def changed(self, change: Change, most: int) -> list[Pair]:
        found = self._file.execute(
            "SELECT new.id, new.key, new.body, shown.body FROM new LEFT JOIN shown USING (key)"
            " WHERE change = ? ORDER BY new.id LIMIT ?",
            (int(change), most),
        )
        return [Pair(*row) for row in found]

    def gone(self, most: int) -> list[tuple[str, str]]:
        """Key and body of what is shown and not in the file."""
        found = self._file.execute(f"SELECT key, body {_GONE} ORDER BY key LIMIT ?", (most,))
        return [(key, body) for key, body in found]

    def _count_gone(self) -> int:
        return int(self._file.execute(f"SELECT count(*) {_GONE}").fetchone()[0])

    def close(self) -> None:
        self._file.close()
