"""The catalogue in memory: understands a question and says what to do with it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from domain.procedures import MOST_HITS, Behaviour, Found, Group, Hit, LifeEvent, Procedure
from domain.search.decision import Candidate, decide, hopeless_beside, nearest
from domain.search.evidence import Evidence, Witness
from domain.search.explanation import Explanation, explain
from domain.search.index import Index
from domain.search.lexicon import vietnamese
from domain.search.question import Question, asked, understand
from domain.search.ranking import probes, rank
from domain.search.requests import requests
from domain.search.said import Said
from domain.search.spelling import Speller

_JUDGED = 24
_SURE = 0.75
"""How much of each part must be explained before a message is taken for two requests."""

_MOSTLY_SAID = 0.6
_ALL = 0.9
"""A procedure that explains this much of the whole message holds all its requests."""

_HOPELESS = 0.12
"""No evidence lifts a raw score of less than this share of the best to the top."""

_FAINT = 0.05
"""Hits with less than this share of the best score are noise."""

_CERTAIN = 100.0
"""The score of a procedure that was asked for by its code."""


class InMemoryCatalogue:
    """Implements `domain.procedures.Catalogue`; built once, then only read."""

    def __init__(self, procedures: Iterable[Procedure], events: Iterable[LifeEvent] = ()) -> None:
        self._procedures = tuple(procedures)
        self._by_code = {procedure.code: procedure for procedure in self._procedures}
        self._events = tuple(event for event in events if any(code in self._by_code for code in event.codes))
        self._documents = {procedure.code: place for place, procedure in enumerate(self._procedures)}
        self._lexicon = vietnamese()
        self._index = Index.of(self._procedures, self._lexicon.roles)
        vocabulary = self._lexicon.vocabulary | self._index.postings.keys()
        self._speller = Speller(vocabulary, self._index.naming_pairs)

    def get(self, code: str) -> Procedure | None:
        return self._by_code.get(code)

    def fields(self) -> Sequence[tuple[str, Sequence[Procedure]]]:
        grouped: defaultdict[str, list[Procedure]] = defaultdict(list)
        for procedure in self._procedures:
            grouped[procedure.field].append(procedure)
        return sorted(grouped.items(), key=lambda item: (-len(item[1]), item[0]))

    def events(self) -> Sequence[LifeEvent]:
        return self._events

    def search(self, query: Said, most_hits: int = MOST_HITS) -> Found:
        """Understand a question; never raises, whatever the string holds."""
        said = query.searched
        question = self._understand(said)
        coded = [found for code in question.codes if (found := self._by_code.get(code))]
        if coded:
            return _by_code(question, coded)
        candidates = self._candidates(question, enough=most_hits == 1 and not question.vague)
        parts = self._parts(said, candidates)
        hits = _worth_showing(candidates, most_hits)
        if parts:
            return Found(Behaviour.MULTI, hits, question.asks, parts=parts)
        decision = decide(candidates, vague=question.vague)
        choices = decision.choices or self._near(question, decision.behaviour)
        is_lost = decision.behaviour is Behaviour.OUT_OF_SCOPE and not choices
        return Found(
            decision.behaviour,
            _first(decision.answer, hits),
            question.asks,
            choices,
            absent=is_lost and bool(self._lexicon.absent.find(said.words)),
        )

    def explain(self, query: Said) -> tuple[Explanation, ...]:
        """For each hit: which words were found in which field, and what they added."""
        question = self._understand(query.searched)
        looked_up = probes(question)
        return tuple(
            explain(one, self._documents[one.procedure.code], looked_up, self._index, self._lexicon.roles)
            for one in self._candidates(question)[:MOST_HITS]
        )

    def _understand(self, query: Said) -> Question:
        return understand(query, self._lexicon, self._speller.repair, self._index.knows_pair)

    def _near(self, question: Question, behaviour: Behaviour) -> tuple[Group, ...]:
        """Procedures of the same thing, when a word decided that none of ours is meant."""
        if behaviour is not Behaviour.OUT_OF_SCOPE or not question.demands:
            return ()
        subject = asked(question.subject, self._lexicon, self._index.knows_pair, bare=question.bare)
        return () if subject.vague else nearest(self._candidates(subject))

    def _candidates(self, question: Question, *, enough: bool = False) -> list[Candidate]:
        """Judged by their names, best first. `enough`: only those that can change the decision."""
        witness = Witness.of(question, self._index)
        ranked = rank(probes(question), self._index, _JUDGED)
        least = _HOPELESS * ranked[0][0] if ranked else 0.0
        judged: list[Candidate] = []
        for score, document in ranked:
            if score < least:
                break
            candidate = Candidate.weighed(
                self._procedures[document],
                score,
                witness.judge(self._index.names[document]),
                meant=self._index.held[document].meets(question.demands, witness.said),
            )
            judged.append(candidate)
            if enough and candidate.good:
                least = max(least, hopeless_beside(candidate))
        return sorted(judged, key=lambda candidate: -candidate.score)

    def _parts(self, said: Said, whole: Sequence[Candidate]) -> tuple[Group, ...]:
        if whole and whole[0].evidence.coverage >= _ALL:
            return ()
        found: dict[str, Group] = {}
        for request in requests(said):
            sure = self._sure(request)
            if sure:
                found.setdefault(sure.code, Group(sure.title, (sure.code,)))
        return tuple(found.values()) if len(found) > 1 else ()

    def _sure(self, request: Said) -> Procedure | None:
        candidates = self._candidates(self._understand(request))
        best = candidates[0] if candidates else None
        return best.procedure if best and best.meant and _is_sure(best.evidence) else None


def _is_sure(evidence: Evidence) -> bool:
    if evidence.named:
        return evidence.coverage >= _SURE
    return evidence.coverage >= _ALL and evidence.precision >= _MOSTLY_SAID


def _worth_showing(candidates: Sequence[Candidate], most: int) -> tuple[Hit, ...]:
    least = _FAINT * candidates[0].score if candidates else 0.0
    return tuple(one.hit for one in candidates[:most] if one.score >= least)


def _first(answer: Procedure | None, hits: tuple[Hit, ...]) -> tuple[Hit, ...]:
    """The answer leads, even before a name that looks better and was not meant."""
    if not answer or not hits or hits[0].procedure is answer:
        return hits
    return (Hit(answer, hits[0].score), *(hit for hit in hits if hit.procedure is not answer))


def _by_code(question: Question, coded: Sequence[Procedure]) -> Found:
    hits = tuple(Hit(procedure, _CERTAIN) for procedure in coded[:MOST_HITS])
    if len(coded) == 1:
        return Found(Behaviour.ANSWER, hits, question.asks)
    parts = tuple(Group(procedure.title, (procedure.code,)) for procedure in coded)
    return Found(Behaviour.MULTI, hits, question.asks, parts=parts)
