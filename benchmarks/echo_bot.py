"""The measure: a bare aiogram bot that says back what it hears, with aiogram's own webhook and session."""

import os

import uvloop
from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import Message
from aiogram.webhook.aiohttp_server import SimpleRequestHandler, setup_application
from aiohttp import web


async def echo(message: Message) -> None:
    await message.answer(message.text or "")


async def ready(_: web.Request) -> web.Response:
    return web.Response()


def main() -> None:
    """Take the same settings as the product, so that both are started alike."""
    server = TelegramAPIServer.from_base(os.environ["TELEGRAM__API_BASE"])
    bot = Bot(os.environ["TELEGRAM__TOKEN"], session=AiohttpSession(api=server))
    dispatcher = Dispatcher()
    dispatcher.message.register(echo)
    app = web.Application()
    app.router.add_get("/health/ready", ready)
    secret = os.environ["TELEGRAM__WEBHOOK_SECRET"]
    SimpleRequestHandler(dispatcher, bot, secret_token=secret).register(app, "/webhooks/telegram")
    setup_application(app, dispatcher, bot=bot)
    port = int(os.environ["WEB__PORT"])
    web.run_app(app, host="127.0.0.1", port=port, access_log=None, loop=uvloop.new_event_loop())


if __name__ == "__main__":
    main()
