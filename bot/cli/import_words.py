"""What an import says: faults with their remedies, what is new, changed and gone, and how it ended."""

from collections.abc import Iterator, Mapping

import typer

from bot.cli.words import tell, tell_text
from bot.imports.checking import Checked, Findings, Found
from bot.imports.deed import End, Result
from bot.imports.kinds.kind import Kind
from bot.imports.quoting import quoted
from bot.imports.spool import Change, Spool

MOST = 100
"""Rows of each sort in a preview; the others are counted."""

_WIDTH = 60
_BEFORE = 12
_MANY_GONE = 0.2
_NAMES = ("name", "method")


def say_findings(checked: Checked) -> None:
    """Warnings, then faults, then what becomes of the file; a fault spoils all of it."""
    faults, warnings = checked.faults, checked.warnings
    for line in (*_lines(warnings, "! "), *_lines(faults, "✗ ")):
        typer.echo(line, err=True)
    if faults.count:
        typer.echo(tell("cli.import.refused", count=faults.count), err=True)


def say_diff(kind: Kind, spool: Spool, result: Result) -> None:
    """Every change by its key, for columns from what to what."""
    counts = result.counts
    for line in _diff(kind, spool, {Change.NEW: counts.added, Change.CHANGED: counts.changed}, counts.gone):
        typer.echo(_printable(line))


def say_end(kind: Kind, result: Result) -> None:
    counts, before = result.counts, result.before
    number = result.number or (before.id if before else 0)
    typer.echo(
        tell(
            f"cli.import.{result.end}",
            rows=counts.rows,
            added=counts.added,
            changed=counts.changed,
            gone=counts.gone,
            number=number,
            date=f"{result.as_of:%d/%m/%Y}",
            kind=tell(f"cli.import.kind.{kind.name}"),
        )
    )
    known = before.counts.rows if before else 0
    if counts.gone and counts.gone > known * _MANY_GONE:
        typer.echo(tell("cli.import.many_gone", gone=counts.gone, rows=known))
    if result.end is End.SHOWN:
        typer.echo(tell("cli.import.way_back", number=number))


def _lines(findings: Findings, sign: str) -> Iterator[str]:
    for found in findings.shown:
        yield _printable(f"{sign}{_line(found)}")
    if findings.count > len(findings.shown):
        yield f"{sign}{tell('cli.import.more', count=findings.count - len(findings.shown))}"


def _line(found: Found) -> str:
    words = tell_text(found.text)
    if not found.row:
        return words
    if not found.place:
        return tell("cli.import.at.row", row=found.row, words=words)
    return tell("cli.import.at.cell", row=found.row, place=quoted(found.place), words=words)


def _diff(kind: Kind, spool: Spool, counts: Mapping[Change, int], gone: int) -> Iterator[str]:
    yield tell("cli.import.diff.new", count=counts[Change.NEW])
    for pair in spool.changed(Change.NEW, MOST):
        yield f"  + {_named(kind, pair.key, pair.body)}"
    yield from _rest(counts[Change.NEW])
    yield tell("cli.import.diff.changed", count=counts[Change.CHANGED])
    for pair in spool.changed(Change.CHANGED, MOST):
        yield f"  ~ {_named(kind, pair.key, pair.body)}"
        yield from _columns(kind, pair.shown or "{}", pair.body)
    yield from _rest(counts[Change.CHANGED])
    yield tell("cli.import.diff.gone", count=gone)
    for key, body in spool.gone(MOST):
        yield f"  - {_named(kind, key, body)}"
    yield from _rest(gone)


def _rest(count: int) -> Iterator[str]:
    if count > MOST:
        yield f"    {tell('cli.import.diff.more', count=count - MOST)}"


def _named(kind: Kind, key: str, body: str) -> str:
    told = kind.told(body)
    return f"{key}  {_short(str(told.get('name') or told.get('procedure_name') or ''))}".rstrip()


def _columns(kind: Kind, old: str, new: str) -> Iterator[str]:
    before, after = kind.told(old), kind.told(new)
    for name in sorted(before.keys() | after.keys()):
        if before.get(name) != after.get(name):
            head = kind.columns.head(name)
            if name in kind.hidden:
                yield f"      {tell('cli.import.diff.hidden', column=head)}"
            else:
                one, other = _around(_written(before.get(name)), _written(after.get(name)))
                yield f"      {head}: “{one}” → “{other}”"


def _written(value: object) -> str:
    """A list as its entries, one after another, each with its name first."""
    if isinstance(value, list):
        return "; ".join(map(_written, value))
    if isinstance(value, dict):
        first = [value[name] for name in _NAMES if value.get(name)]
        others = [each for name, each in value.items() if name not in _NAMES and each]
        return " | ".join(map(_written, (*first, *others)))
    if isinstance(value, float):
        return f"{value:g}"
    return "" if value is None else str(value)


def _around(old: str, new: str) -> tuple[str, str]:
    """Both from a little before where they part."""
    same = next(
        (place for place, (one, other) in enumerate(zip(old, new, strict=False)) if one != other),
        min(len(old), len(new)),
    )
    start = max(0, same - _BEFORE) if max(len(old), len(new)) > _WIDTH else 0
    sign = "…" if start else ""
    return sign + _short(old[start:]), sign + _short(new[start:])


def _short(words: str) -> str:
    flat = " ".join(words.split())
    return flat if len(flat) <= _WIDTH else f"{flat[: _WIDTH - 1]}…"


def _printable(words: str) -> str:
    """Words of a file: no escape sequence of them may reach the terminal."""
    return "".join(letter if letter.isprintable() else "�" for letter in words)
