"""The facts of a card one by one: what each row says and what it opens."""

import re
from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import TypeAlias

from domain.content import Item, Items, Note, Paragraph, Text, Title, Words
from domain.procedures import Brief, PaperCase, Procedure, Way
from domain.search.text import fold

Detail: TypeAlias = tuple[Title | Paragraph | Items | Note, ...]


class Section(StrEnum):
    """A row of the card; the values of `Part`, and the blank form."""

    DOCUMENTS = "documents"
    TIME = "time"
    FEE = "fee"
    WHERE = "where"
    ONLINE = "online"
    STEPS = "steps"
    FORM = "form"
    RESULT = "result"
    WHO = "who"
    LEGAL = "legal"


STATED = frozenset({Section.DOCUMENTS, Section.TIME, Section.FEE, Section.WHERE})
"""Rows that say their value; the others are buttons only, so that the card fits one screen."""

_ONLINE_WAY = "truc tuyen"
"""`Way.kind` of filing online, as the national record names it, without accents."""

_ONLY_APPOINTMENT = re.compile(r"\bchi .*\bhen\b")
"""What `Way.note` says, without accents, where one can only make an appointment."""


def sections(procedure: Procedure) -> tuple[Section, ...]:
    """The rows that this procedure has, in the order in which people ask for them."""
    absent = {
        Section.ONLINE: not procedure.online,
        Section.FORM: not procedure.forms,
        Section.STEPS: not procedure.steps,
        Section.LEGAL: not procedure.legal_basis,
        Section.RESULT: not procedure.result,
    }
    return tuple(section for section in Section if not absent.get(section, False))


def value(procedure: Procedure, section: Section) -> Words:
    """The short answer of a section; a blank form and a result have none but their detail."""
    return _VALUES[section](procedure)


def detail(procedure: Procedure, section: Section) -> Detail:
    """What the row opens; a row that has said all says so. Filing online is the card's to tell."""
    return _DETAILS[section](procedure) or (Paragraph(Text("card.no_more")),)


def papers_of(case: PaperCase) -> tuple[Items | Paragraph, ...]:
    """The papers of a case, or that the record lists none."""
    if not case.papers:
        return (Paragraph(Text("papers.none")),)
    return (Items(tuple(Item(paper.name, paper.how) for paper in case.papers)),)


def _documents_value(procedure: Procedure) -> Words:
    if len(procedure.cases) > 1:
        return Text("card.cases", count=len(procedure.cases))
    count = sum(len(case.papers) + case.left_out for case in procedure.cases)
    return Text("card.papers", count=count) if count else Text("card.no_papers")


def _documents_detail(procedure: Procedure) -> Detail:
    if len(procedure.cases) > 1:
        return (Paragraph(procedure.case_question),)
    return tuple(block for case in procedure.cases for block in papers_of(case))


def _where_detail(procedure: Procedure) -> Detail:
    """Where, then each way to hand in with what is to be minded; online has a row of its own."""
    said = procedure.where.detail
    shown = [way for way in procedure.ways if not (procedure.online and _is_online(way))]
    ways = dict.fromkeys((way.kind, "" if way.note in said else way.note) for way in shown)
    rows = tuple(Item(kind, note) for kind, note in ways)
    return (*_brief(procedure.where), *((Items(rows, numbered=False),) if rows else ()))


def online_notes(procedure: Procedure) -> Detail:
    """What the record says of filing online, such as that it only makes an appointment."""
    return tuple(Paragraph(way.note) for way in procedure.ways if _is_online(way) and way.note)


def only_appointment(procedure: Procedure) -> bool:
    """Whether nothing can be filed online but only a day agreed on."""
    notes = [fold(way.note) for way in procedure.ways if _is_online(way)]
    return any(_ONLY_APPOINTMENT.search(note) for note in notes)


def section_label(procedure: Procedure, section: Section) -> Text:
    appointment = section is Section.ONLINE and only_appointment(procedure)
    return Text("section.appointment" if appointment else f"section.{section}")


def _is_online(way: Way) -> bool:
    return fold(way.kind) == _ONLINE_WAY


def _brief(brief: Brief) -> Detail:
    return tuple(Paragraph(sentence) for sentence in brief.detail)


def _list(rows: tuple[str, ...], *, numbered: bool = False) -> Detail:
    return (Items(tuple(Item(row) for row in rows), numbered=numbered),) if rows else ()


_VALUES: Mapping[Section, Callable[[Procedure], Words]] = {
    Section.DOCUMENTS: _documents_value,
    Section.TIME: lambda procedure: procedure.time.short,
    Section.FEE: lambda procedure: procedure.fee.short,
    Section.WHERE: lambda procedure: procedure.where.short,
    Section.ONLINE: lambda _: Text("card.online"),
    Section.STEPS: lambda procedure: Text("card.steps", count=len(procedure.steps)),
    Section.WHO: lambda procedure: procedure.who.short,
    Section.LEGAL: lambda procedure: Text("card.legal", count=len(procedure.legal_basis)),
}

_DETAILS: Mapping[Section, Callable[[Procedure], Detail]] = {
    Section.DOCUMENTS: _documents_detail,
    Section.TIME: lambda procedure: _brief(procedure.time),
    Section.FEE: lambda procedure: _brief(procedure.fee),
    Section.WHERE: _where_detail,
    Section.STEPS: lambda procedure: _list(procedure.steps, numbered=True),
    Section.FORM: lambda procedure: (*_list(procedure.forms), Paragraph(Text("card.form_where"))),
    Section.RESULT: lambda procedure: (Paragraph(procedure.result),),
    Section.WHO: lambda procedure: (
        Paragraph(procedure.who.short),
        *_brief(procedure.who),
        *_list(procedure.conditions),
    ),
    Section.LEGAL: lambda procedure: _list(procedure.legal_basis),
}
