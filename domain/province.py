"""What the bot may say of the province that runs it; an empty value leaves its sentence out."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Province:
    """The province, who runs the bot for it, and where people can turn to instead.

    `code` is how codes of its dossiers begin, such as `H41`. `stale_days`: how old data may be before
    a card says so; 0 is for ever.
    """

    name: str
    code: str = ""
    operator: str = ""
    hotline: str = ""
    crisis_line: str = ""
    hours: str = ""
    portal_url: str = ""
    stale_days: int = 180


@dataclass(frozen=True, slots=True)
class Retention:
    """How long words are kept: the notice says these very figures."""

    message_hours: int
    web_history_days: int
