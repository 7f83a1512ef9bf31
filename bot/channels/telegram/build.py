"""The Telegram channel put together: what `bot/app.py` opens, runs and closes."""

from dataclasses import dataclass

from aiogram import Bot

from bot.channels.base import Accept
from bot.channels.telegram.channel import TelegramChannel
from bot.channels.telegram.commands import Say, publish_commands
from bot.channels.telegram.intake import Intake
from bot.channels.telegram.notices import TelegramNotices
from bot.channels.telegram.polling import Polling
from bot.channels.telegram.session import LeanSession
from bot.channels.telegram.state import Count, TelegramState
from bot.channels.telegram.webhook import Registration, Webhook
from bot.config import TelegramMode, TelegramSettings
from domain.clock import Clock


@dataclass(frozen=True, slots=True)
class Telegram:
    """`channel` sends lane 0, `notices` the other lanes; `webhook` is set in webhook mode only."""

    bot: Bot
    channel: TelegramChannel
    notices: TelegramNotices
    state: TelegramState
    receiver: Polling | Registration
    webhook: Webhook | None
    say: Say

    async def receive(self) -> None:
        """Run in the task group; while polling, only by whoever holds the lease `telegram.poll`.

        Ends when Telegram refuses the token and, in webhook mode, when it knows our address.
        """
        await publish_commands(self.bot, self.say)
        await self.receiver.run()

    async def close(self) -> None:
        await self.bot.session.close()
        await self.notices.close()


def build_telegram(
    settings: TelegramSettings, accept: Accept, clock: Clock, count: Count, say: Say
) -> Telegram:
    """Nothing is opened yet. Raises `TokenValidationError` and, for a wrong proxy, `ValueError`."""
    session = LeanSession(settings.api_base, settings.proxy)
    bot = Bot(settings.token.get_secret_value(), session)
    state = TelegramState()
    intake = Intake(bot.id, accept, clock, count)
    is_webhook = settings.mode is TelegramMode.WEBHOOK
    secret = settings.webhook_secret.get_secret_value()
    return Telegram(
        bot=bot,
        channel=TelegramChannel(bot),
        notices=TelegramNotices.build(settings),
        state=state,
        receiver=Registration(bot, settings.webhook_url, secret, state)
        if is_webhook
        else Polling(bot, intake, state),
        webhook=Webhook(intake, secret) if is_webhook else None,
        say=say,
    )
