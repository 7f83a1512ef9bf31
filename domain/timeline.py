"""The course of a dossier, put together from what several sources told, early, late or twice.

A province may report a paused dossier to the national portal as finished, so a national "finished"
does not end a pause that the province's own system has told.
"""

from collections.abc import Iterable, Sequence

from domain.dossiers import PAUSED, Status, Step


def timeline(told: Iterable[Step]) -> tuple[Step, ...]:
    """The changes of state in the order of their own times, each once.

    `told` comes in the order of arrival, which decides between equal times. A source of less trust
    (a higher rank) adds only states that no better one has told.
    """
    steps = sorted(told, key=_moment)
    told_by_better = {
        rank: {step.status for step in steps if step.rank < rank} for rank in {s.rank for s in steps}
    }
    course: list[Step] = []
    for step in steps:
        if step.status in told_by_better[step.rank] or _is_a_lie(step, course):
            continue
        if course and course[-1].status is step.status:
            course[-1] = _fuller(course[-1], step)
        else:
            course.append(step)
    return tuple(course)


def news(course: Sequence[Step], heard: Step | None) -> tuple[Step, ...]:
    """The changes after the one that was heard last; all of them where nothing was heard.

    A change that is told late and lies before what was heard is no news.
    """
    if heard is None:
        return tuple(course)
    later = [step for step in course if step.at > heard.at]
    same = [step for step in course if step.at == heard.at]
    place = next((n for n, step in enumerate(same) if step.status is heard.status), len(same) - 1)
    return (*same[place + 1 :], *later)


def _moment(step: Step) -> tuple[object, int]:
    return step.at, step.rank


def _is_a_lie(step: Step, course: Sequence[Step]) -> bool:
    if step.status is not Status.FINISHED or not course:
        return False
    return course[-1].status in PAUSED and course[-1].rank < step.rank


def _fuller(old: Step, new: Step) -> Step:
    """The same state told again: since the first time, with the note that was told last."""
    return Step(old.status, old.at, new.note or old.note, min(old.rank, new.rank), old.written)
