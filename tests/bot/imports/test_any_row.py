"""Whatever stands in a row: a procedure that can be shown comes out, or faults, and nothing else."""

from contextlib import suppress
from dataclasses import fields
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.imports.faults import FaultyRowError
from bot.imports.procedures import procedure_of
from bot.imports.records.raw import RawDocument, RawMethod, RawProcedure
from domain.procedures import Procedure
from tests.bot.imports.rows import READ_ON, a_row

LETTERS = st.text(st.sampled_from(list("aăBđĐ ệ(),.;:/-|[]{}<b>0159\n\t\x00…“")), max_size=200)
TEXTS = LETTERS | st.sampled_from(
    [
        "Trường hợp bị mất, hồ sơ gồm:",
        "0 VNĐ (Không)",
        "3,5 ngày làm việc",
        "Bước 1: Nộp\n- a",
        "Cấp xã",
        "<b>",
        "(",
    ]
)
SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | TEXTS | st.dates()
ANYTHING = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=3),
)


def keys(kind: Any) -> st.SearchStrategy[str]:
    return st.sampled_from([one.name for one in fields(kind)]) | st.text(max_size=5)


def parts(kind: Any) -> st.SearchStrategy[Any]:
    return st.lists(st.dictionaries(keys(kind), SCALARS, max_size=6) | SCALARS, max_size=5)


def papers() -> st.SearchStrategy[Any]:
    count = st.integers(0, 3)
    return st.lists(
        st.fixed_dictionaries(
            {"name": TEXTS.filter(str.strip)},
            optional={
                "case": TEXTS,
                "originals": count,
                "copies": count,
                "form": TEXTS,
                "note_like": st.booleans(),
            },
        ),
        max_size=5,
    )


def methods() -> st.SearchStrategy[Any]:
    return st.lists(
        st.fixed_dictionaries(
            {"method": TEXTS.filter(str.strip)},
            optional={"time_limit": TEXTS, "fee": TEXTS, "note": TEXTS, "time_limit_raw": TEXTS},
        ),
        max_size=4,
    )


@settings(deadline=None)
@given(st.dictionaries(keys(RawProcedure) | keys(Procedure), ANYTHING, max_size=12))
def test_no_row_raises_anything_but_faults(row: dict[str, Any]) -> None:
    try:
        made = procedure_of(row, READ_ON)
    except FaultyRowError:
        return
    assert made.title


@settings(deadline=None)
@given(parts(RawDocument), parts(RawMethod), ANYTHING)
def test_no_part_of_a_row_raises_anything_but_faults(documents: Any, ways: Any, laws: Any) -> None:
    with suppress(FaultyRowError):
        assert procedure_of(a_row(documents=documents, methods=ways, legal_basis=laws), READ_ON).answer


@settings(max_examples=200, deadline=None)
@given(papers(), methods(), TEXTS.filter(str.strip), TEXTS)
def test_what_is_made_can_be_shown(documents: Any, ways: Any, name: str, text: str) -> None:
    row = a_row(
        name=name, documents=documents, methods=ways, steps=text, agency=text, audience=text, result=text
    )

    made = procedure_of({**row, "conditions": text, "legal_basis": [text]}, READ_ON)

    briefs = (made.time, made.fee, made.where, made.who)
    assert 0 < len(made.title) <= 90
    assert 0 < len(made.answer) <= 300
    assert all(brief.short.strip() and len(brief.short) <= 120 for brief in briefs)
    assert all(line.strip() for brief in briefs for line in brief.detail)
    assert all(paper.name.strip() and len(paper.name) <= 220 for case in made.cases for paper in case.papers)
    assert all(0 < len(case.name) <= 120 for case in made.cases)
    assert len({case.id for case in made.cases}) == len(made.cases)
    assert all(line.strip(" .…") for line in (*made.steps, *made.conditions, *made.legal_basis))
    assert made.answer.count("<b>") == made.answer.count("</b>")
