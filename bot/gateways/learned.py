"""An answer of the province as an event, so that it may be stored and outlive the process."""

import hashlib
from datetime import datetime

from domain.clock import VIETNAM
from domain.dossiers import Dossier, DossierEvent


def event_of(told: Dossier, at: datetime) -> DossierEvent:
    """The state it tells, since `at`; the same answer makes the same event, however often it is told."""
    return DossierEvent(
        event_id=_identity(told),
        source=told.source,
        code=told.code,
        status=told.status,
        at=at,
        written=told.now.written,
        procedure=told.procedure or None,
        procedure_name=told.procedure_name or None,
        agency=told.agency or None,
        agency_name=told.agency_name or None,
        received=told.received,
        due=told.due,
        finished=told.finished,
    )


def _identity(told: Dossier) -> str:
    """By code, state, its time and the facts, so that a new due date is news too.

    A state for which the source gave no time is news once a day.
    """
    has_own_time = told.now.at != told.told_at
    since = told.now.at if has_own_time else told.told_at.astimezone(VIETNAM).date()
    facts = (told.procedure, told.procedure_name, told.agency, told.agency_name)
    dates = (told.received, told.due, told.finished)
    parts = (told.code, told.status.value, told.now.written, since, *facts, *dates)
    return hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()[:40]
