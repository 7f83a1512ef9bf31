"""How old the data are that people are told, by source."""

from datetime import datetime, time, timedelta

from sqlalchemy import Connection

from domain.clock import VIETNAM
from domain.dossiers import DEMO, FILE
from storage import dossiers, imports
from storage.imports import Import


def ages(connection: Connection, now: datetime) -> dict[str, float]:
    """Days by kind of import, since the date of its data; by system that feeds us, since it spoke last."""
    told = dossiers.sources(connection)
    shown = imports.live(connection)
    fed = {f"feed {name}": _days(at, now) for name, at in told.items() if name not in {FILE, DEMO}}
    return {kind: _days(since(one), now) for kind, one in shown.items()} | fed


def since(one: Import) -> datetime:
    """The beginning of the day of its data."""
    return datetime.combine(one.as_of, time(0), VIETNAM)


def _days(moment: datetime, now: datetime) -> float:
    return round(max((now - moment) / timedelta(days=1), 0.0), 2)
