"""What the web chat needs to know of the place where it runs."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WebChatSettings:
    """The figures are said in the page. `behind_proxy`: believe `X-Forwarded-Prefix`."""

    province: str
    public_url: str = ""
    behind_proxy: bool = False
    message_hours: int = 72
    history_days: int = 30
    typing_after: float = 0.3
    ping_every: float = 15
