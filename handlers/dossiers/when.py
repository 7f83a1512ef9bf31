"""Moments and spans of a dossier in words, as people at a counter say them."""

from datetime import datetime

from domain.clock import VIETNAM
from domain.content import Text

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def weekday(moment: datetime) -> Text:
    """`thứ Ba, 17/11/2026`."""
    local = moment.astimezone(VIETNAM)
    return Text(f"day.{_WEEKDAYS[local.weekday()]}", date=date(moment))


def date(moment: datetime) -> str:
    """`17/11/2026`."""
    return f"{moment.astimezone(VIETNAM):%d/%m/%Y}"


def clock(moment: datetime, now: datetime) -> Text:
    """`08:55 hôm nay`, or with its date."""
    local = moment.astimezone(VIETNAM)
    today = local.date() == now.astimezone(VIETNAM).date()
    return Text("time.today" if today else "time.other_day", time=f"{local:%H:%M}", date=date(moment))


def moment(at: datetime) -> str:
    """`06/11/2026`, with the hour where the source gave one."""
    local = at.astimezone(VIETNAM)
    return f"{local:%d/%m/%Y}" if (local.hour, local.minute) == (0, 0) else f"{local:%H:%M, %d/%m/%Y}"
