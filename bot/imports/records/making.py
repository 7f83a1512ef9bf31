"""A raw record that was read without fault, made into the procedure that people are shown."""

import re
import sys
from collections.abc import Iterator
from datetime import date

from bot.imports.records.answers import answer_of
from bot.imports.records.cases import cases_of
from bot.imports.records.fees import fee_of, way_fee
from bot.imports.records.limits import names_a_time, time_of, way_time
from bot.imports.records.people import conditions_of, who_of
from bot.imports.records.phrases import pattern, phrase
from bot.imports.records.places import where_of
from bot.imports.records.raw import RawMethod, RawProcedure
from bot.imports.records.steps import steps_of
from bot.imports.records.titles import title_of
from bot.imports.records.ways import in_order, kind_of
from bot.imports.records.wording import (
    capital,
    fitting,
    lines,
    one_line,
    says_nothing,
    sentence,
    tidy,
    unshouted,
)
from domain.procedures import Procedure, Way
from domain.search.text import fold
from domain.text import cut

LONGEST_NAME = 400
LONGEST_RESULT = 300
_LONGEST_NOTE, _NOTES = 300, 600
_LONGEST_LAW, _LAWS = 260, 3_200
_SHORTEST_LAW = 120

_NUMBER = re.compile(r"^(.*?)\s*\(([^()]*)\)$", re.DOTALL)
_SIGNATURE = re.compile(r"\d+[^\s,;()]*/[^\s,;()]+")


def made_of(record: RawProcedure, as_of: date) -> Procedure:
    """The card says what the record says, shortened kindly, and owns what it leaves open."""
    title = title_of(record.name)
    cases = cases_of(record.documents, record.code, title)
    where = where_of(record)
    return Procedure(
        code=record.code,
        name=cut(one_line(record.name), LONGEST_NAME),
        title=title,
        field=sys.intern(one_line(record.field)),
        level=sys.intern(one_line(record.level)),
        answer=answer_of(cases, where.short),
        time=time_of(record.methods),
        fee=fee_of(record.methods),
        where=where,
        who=who_of(record.audience),
        result=_result(record.result),
        steps=steps_of(record.steps, record.code),
        legal_basis=_laws(record.legal_basis),
        cases=cases,
        ways=tuple(_ways(record.methods)),
        decision=_decision(record.decision_no),
        data_date=as_of,
        case_question=phrase("case.question") if len(cases) > 1 else "",
        conditions=conditions_of(record.conditions),
        online=any(kind_of(method) == phrase("way.online") for method in record.methods),
        online_url=record.online_url,
        aliases=tuple(dict.fromkeys(map(one_line, record.aliases))),
    )


def _result(text: str) -> str:
    """One line; a result that the record lists after a stop and a comma gets a semicolon."""
    joined = re.sub(r"[.;/\s]*[.;/]\s*,\s*", "; ", one_line(text))
    return cut(capital(unshouted(tidy(joined))), LONGEST_RESULT)


def _ways(methods: tuple[RawMethod, ...]) -> Iterator[Way]:
    """Each way once with what its notes say beside times, which stand with the time."""
    told: set[str] = set()
    for method in in_order(methods):
        notes = [line for line in lines(method.note) if not names_a_time(line) and line not in told]
        told.update(notes)
        shown, _ = fitting((sentence(line) for line in notes), _LONGEST_NOTE, _NOTES)
        yield Way(sys.intern(kind_of(method)), way_time(method), way_fee(method), " ".join(shown))


def _laws(texts: tuple[str, ...]) -> tuple[str, ...]:
    longest = max(_SHORTEST_LAW, min(_LONGEST_LAW, _LAWS // max(1, len(texts))))
    return tuple(dict.fromkeys(_law(text, longest) for text in texts if not says_nothing(text)))


def _law(text: str, longest: int) -> str:
    """With its number once: "Luật Cư trú (68/2020/QH14)"."""
    line = unshouted(one_line(text).strip(" ;.,"))
    named = _NUMBER.match(line)
    number = _SIGNATURE.search(named[2]) if named else None
    if named is None or number is None:
        return cut(capital(line), longest)
    title = capital(named[1].strip(" ;.,:-"))
    if not title or fold(number[0]) in fold(title):
        return cut(title or number[0], longest)
    return f"{cut(title, longest - len(number[0]) - 3)} ({number[0]})"


def _decision(number: str) -> str:
    bare = pattern("decision_mark").sub("", one_line(number)).strip(" .")
    return phrase("decision", number=cut(bare, 60)) if bare else ""
