"""The course of a dossier, put together from what several sources told, early, late or twice.

A province may report a paused dossier to the national portal as finished, so a national "finished"
does not end a pause that the province's own system has told.
"""

from collections.abc import Iterable, Sequence

from domain.dossiers import PAUSED, Status, Step


def timeline(told: Iterable[Step]) -> tuple[Step, ...]:
    """The changes of state in the order of their own times, each once, however they arrived.

    Of two states at the same moment the one further on comes last. A source of less trust (a higher
    rank) adds only states that no better one has told, and no unclear one where a better one spoke.
    """
    steps = sorted(told, key=_order)
    by_better = {rank: {step.state for step in steps if step.rank < rank} for rank in {s.rank for s in steps}}
    course: list[Step] = []
    for step in steps:
        if _adds_nothing(step, by_better[step.rank]) or _is_a_lie(step, course):
            continue
        if course and course[-1].state == step.state:
            course[-1] = _fuller(course[-1], step)
        else:
            course.append(step)
    return tuple(course)


def news(course: Sequence[Step], heard: Step | None) -> tuple[Step, ...]:
    """The changes after the one that was heard last; all of them where nothing was heard.

    A change that is told late and lies before what was heard is no news. What was heard may have
    been moved since by a better source, which is no news either, or taken back: then where the
    dossier stands is news.
    """
    if heard is None:
        return tuple(course)
    place = _place(course, heard)
    if place is not None:
        return tuple(course[place + 1 :])
    return tuple(step for step in course if step.at > heard.at) or tuple(course[-1:])


def _order(step: Step) -> tuple[object, ...]:
    return step.at, step.rank, step.status, step.written


def _adds_nothing(step: Step, by_better: set[tuple[Status, str]]) -> bool:
    return step.state in by_better or (step.status is Status.UNKNOWN and bool(by_better))


def _is_a_lie(step: Step, course: Sequence[Step]) -> bool:
    if step.status is not Status.FINISHED or not course:
        return False
    return course[-1].status in PAUSED and course[-1].rank < step.rank


def _fuller(old: Step, new: Step) -> Step:
    """The same state told again: since the first time, with the note that was told last."""
    return Step(old.status, old.at, new.note or old.note, min(old.rank, new.rank), old.written)


def _place(course: Sequence[Step], heard: Step) -> int | None:
    """Where the heard change is in the course, or the nearest one of its state."""
    same = [place for place, step in enumerate(course) if step.status is heard.status]
    return min(same, key=lambda place: (abs(course[place].at - heard.at), -place), default=None)
