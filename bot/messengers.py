"""The messengers that are switched on; one that is off is not even imported."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from starlette.routing import BaseRoute, Route

from bot.channels.base import Accept, Channel
from bot.config import Settings
from bot.metrics import Metrics
from domain.clock import Clock
from domain.content import Text
from domain.messages import ChannelName, Language
from handlers.texts.catalogue import say

COUNTED_ON_THE_ROAD = frozenset({"kept", "seen"})


@dataclass(frozen=True, slots=True)
class Messenger:
    """`replies` sends lane 0 and `notices` the others; `state` says how the way in stands."""

    name: ChannelName
    replies: Channel
    notices: Channel
    receive: Callable[[], Awaitable[None]]
    close: Callable[[], Awaitable[None]]
    state: Callable[[], tuple[str, bool]]
    routes: Sequence[BaseRoute] = ()


def messengers(settings: Settings, accept: Accept, clock: Clock, metrics: Metrics) -> list[Messenger]:
    """Make every messenger that has its token."""
    if not settings.telegram.token.get_secret_value():
        return []
    return [_telegram(settings, accept, clock, metrics)]


def _telegram(settings: Settings, accept: Accept, clock: Clock, metrics: Metrics) -> Messenger:
    # aiogram costs seconds and 165 MB, so only those who use it pay.
    from bot.channels.telegram.build import build_telegram  # noqa: PLC0415

    def count(arrival: str) -> None:
        if arrival not in COUNTED_ON_THE_ROAD:
            metrics.refusals.labels(ChannelName.TELEGRAM.value, str(arrival)).inc()

    telegram = build_telegram(settings.telegram, accept, clock, count, _say)
    webhook = telegram.webhook
    return Messenger(
        name=ChannelName.TELEGRAM,
        replies=telegram.channel,
        notices=telegram.notices,
        receive=telegram.receive,
        close=telegram.close,
        state=lambda: (telegram.state.condition.value, telegram.state.condition.is_degraded),
        routes=[Route("/webhooks/telegram", webhook.receive, methods=["POST"])] if webhook else [],
    )


def _say(key: str, language: Language) -> str:
    return say(Text(key), language)
