"""The short answer on top of a card: what to bring, in at most 300 letters."""

from collections.abc import Sequence

from bot.imports.records.documents import head_of
from bot.imports.records.phrases import phrase
from domain.procedures import PaperCase, Requirement
from domain.search.text import fold
from domain.text import cut

LONGEST = 300
_MOST_NAMED = 3
_LONGEST_CASE = 90
_NO_NAME = ("truong hop ", "doi voi ", "neu ", "luu y")
"""How a paragraph begins that stands among the papers."""


def answer_of(cases: Sequence[PaperCase], where: str) -> str:
    """The papers of the only case, or that there are several cases to choose from."""
    if len(cases) > 1:
        return phrase("answer.cases", count=len(cases))
    if not cases or not cases[0].papers:
        return phrase("answer.remarks" if cases else "answer.nothing", where=where)
    for most in range(_MOST_NAMED, 0, -1):
        said = _papers(cases[0], most)
        if len(said) <= LONGEST:
            return said
    return phrase("answer.nothing", where=where)


def _papers(case: PaperCase, most: int) -> str:
    shown = [paper for paper in case.papers if paper.how.startswith(phrase("how.show"))]
    handed = [paper for paper in case.papers if paper not in shown]
    if not handed:
        return phrase("answer.show", papers=_listed(shown, most))
    papers = _listed(handed, most, case.left_out)
    if shown:
        return phrase("answer.both", papers=papers, shown=_listed(shown, most))
    if case.name != phrase("case.only"):
        return phrase("answer.case", case=cut(case.name, _LONGEST_CASE), papers=papers)
    return phrase("answer.papers", papers=papers)


def _listed(papers: Sequence[Requirement], most: int, left_out: int = 0) -> str:
    """The first few by name, the others by number."""
    named = [paper for paper in papers if not fold(paper.name[:20]).startswith(_NO_NAME)] or papers
    heads = list(dict.fromkeys(f"<b>{head_of(paper.name)}</b>" for paper in named))
    more = len(papers) + left_out - min(most, len(heads))
    if len(heads) <= most and more <= 0:
        *before, last = heads
        return f"{', '.join(before)} {phrase('and')} {last}" if before else last
    return phrase("list.more", listed=", ".join(heads[:most]), count=more, kind=phrase("kind.paper"))
