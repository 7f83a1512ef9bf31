"""Imported procedures made ready to be served side by side, as no single row can be."""

from collections.abc import Iterable
from dataclasses import replace

from bot.imports.records.titles import told_apart
from domain.procedures import LifeEvent, Procedure


def served(procedures: Iterable[Procedure], known: Iterable[Procedure] = ()) -> tuple[Procedure, ...]:
    """With titles that tell one from another, and the people's words for those `known` already.

    No national record has these words; they are no facts, so they stay true of a newer record.
    """
    rows = tuple(procedures)
    words = {one.code: one.aliases for one in known}
    titles = told_apart([(one.title, one.name) for one in rows])
    return tuple(
        _with(one, title, one.aliases or words.get(one.code, ()))
        for one, title in zip(rows, titles, strict=True)
    )


def events_of(procedures: Iterable[Procedure], events: Iterable[LifeEvent]) -> tuple[LifeEvent, ...]:
    """The life events with the codes that are there; an event without any is left out."""
    codes = {one.code for one in procedures}
    kept = (replace(event, codes=tuple(code for code in event.codes if code in codes)) for event in events)
    return tuple(event for event in kept if event.codes)


def _with(one: Procedure, title: str, aliases: tuple[str, ...]) -> Procedure:
    if (title, aliases) == (one.title, one.aliases):
        return one
    return replace(one, title=title, aliases=aliases)
