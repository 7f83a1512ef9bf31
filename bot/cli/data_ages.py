"""What `motcua doctor` says of imported data: how old they are, and when that is too old."""

from collections.abc import Iterator
from datetime import datetime

from bot.cli.words import tell
from bot.config import Settings
from bot.imports.ages import since
from bot.imports.kinds.kind import KindName
from bot.parts import calendar
from domain.clock import VIETNAM
from storage.imports import Import


def said(shown: dict[str, Import], settings: Settings, now: datetime) -> Iterator[tuple[str, bool]]:
    """A sentence for each kind that was imported, and whether its data are too old."""
    for kind, one in sorted(shown.items()):
        days = (now.astimezone(VIETNAM).date() - one.as_of).days
        is_old = _is_old(one, settings, now)
        yield (
            tell(
                "cli.doctor.old_data" if is_old else "cli.doctor.data",
                kind=tell(f"cli.import.kind.{kind}"),
                date=f"{one.as_of:%d/%m/%Y}",
                days=days,
                command=kind,
            ),
            is_old,
        )


def _is_old(one: Import, settings: Settings, now: datetime) -> bool:
    """Dossiers move every working day, procedures with a decision."""
    limits = settings.imports
    if one.kind == KindName.DOSSIERS:
        days = calendar(settings.calendar).working_days_between(since(one), now)
        return days > limits.silent_days
    return (now - since(one)).days > limits.stale_days
