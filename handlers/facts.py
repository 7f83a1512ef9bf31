"""The rows of a card, made once for each way in which a card can stand."""

from functools import lru_cache

from domain.content import Fact, Facts, Paragraph, Text
from domain.procedures import Procedure
from domain.province import Province
from handlers.payloads import Verb, payload
from handlers.sections import STATED, Detail, Section, detail, online_notes, section_label, sections, value

REMEMBERED = 2_048


@lru_cache(maxsize=REMEMBERED)
def facts(procedure: Procedure, province: Province, asked: Section | None, opened: Section | None) -> Facts:
    """Every row that this procedure has; a closed row opens itself, the open one closes."""
    return Facts(tuple(_fact(procedure, province, section, asked, opened) for section in sections(procedure)))


def _fact(
    procedure: Procedure,
    province: Province,
    section: Section,
    asked: Section | None,
    opened: Section | None,
) -> Fact:
    is_open = section is opened
    return Fact(
        label=section_label(procedure, section),
        value=value(procedure, section) if section in STATED else "",
        payload=payload(Verb.FACT, procedure.code, "" if is_open else section, asked or ""),
        detail=_online(procedure, province) if section is Section.ONLINE else detail(procedure, section),
        open=is_open,
        icon=section,
    )


def _online(procedure: Procedure, province: Province) -> Detail:
    key = "card.online_how" if province.portal_url else "card.online_ask"
    key = "card.online_own" if procedure.online_url else key
    return (*online_notes(procedure), Paragraph(Text(key)))
