"""The methods of the Bot API that the bot may call, with their effects."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any, Final

from telegram import BotCommand, User, WebhookInfo
from telegram.constants import BotCommandLimit, WebhookLimit

from tests.fakes.telegram.chats import Chats
from tests.fakes.telegram.params import Params, known_parameters
from tests.fakes.telegram.refusals import Refusal, bad_request, webhook_is_active
from tests.fakes.telegram.strict import check_press_words, unknown_fields
from tests.fakes.telegram.updates import Updates

SECRET_LETTERS: Final = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-")


@dataclass(slots=True)
class WebhookTarget:
    url: str = ""
    secret: str = ""
    connections: int = 40
    last_error: str = ""


@dataclass(slots=True)
class Methods:
    """Answers calls; `violations` are faults of ours that the real server would let pass."""

    me: User
    chats: Chats
    updates: Updates
    webhook: WebhookTarget = field(default_factory=WebhookTarget)
    open_presses: set[str] = field(default_factory=set)
    answered_presses: list[tuple[str, str]] = field(default_factory=list)
    commands: dict[str, list[BotCommand]] = field(default_factory=dict)
    calls: list[str] = field(default_factory=list)
    violations: list[str] = field(default_factory=list)

    async def call(self, name: str, params: Params) -> Any:
        """The result as JSON. Raises `Refusal`."""
        method = self._table().get(name)
        if method is None:
            raise Refusal(404, "Not Found")
        self.calls.append(name)
        strange = [*(set(params) - known_parameters(name)), *unknown_fields(params)]
        self.violations += [f"{name}: unknown parameter {parameter}" for parameter in strange]
        return await method(params)

    def _table(self) -> dict[str, Callable[[Params], Awaitable[Any]]]:
        return {
            "getMe": self._get_me,
            "getUpdates": self._get_updates,
            "setWebhook": self._set_webhook,
            "deleteWebhook": self._delete_webhook,
            "getWebhookInfo": self._get_webhook_info,
            "sendMessage": self._send_message,
            "editMessageText": self._edit_message_text,
            "answerCallbackQuery": self._answer_press,
            "setMyCommands": self._set_commands,
            "sendChatAction": self._send_chat_action,
        }

    async def _get_me(self, _: Params) -> Any:
        return self.me.to_dict()

    async def _get_updates(self, params: Params) -> Any:
        if self.webhook.url:
            raise webhook_is_active()
        return await self.updates.fetch(params)

    async def _set_webhook(self, params: Params) -> Any:
        secret = params.get("secret_token") or ""
        if len(secret) > WebhookLimit.MAX_SECRET_TOKEN_LENGTH or not SECRET_LETTERS.issuperset(secret):
            raise bad_request("secret token contains unallowed characters")
        self.updates.allow(params)
        await self._drop_pending(params)
        self.webhook = WebhookTarget(params.get("url") or "", secret, params.get("max_connections") or 40)
        await self.updates.wake()
        return True

    async def _delete_webhook(self, params: Params) -> Any:
        await self._drop_pending(params)
        self.webhook = WebhookTarget()
        return True

    async def _drop_pending(self, params: Params) -> None:
        if params.get("drop_pending_updates"):
            self.updates.waiting.clear()

    async def _get_webhook_info(self, _: Params) -> Any:
        waiting = len(self.updates.waiting)
        allowed = sorted(self.updates.allowed) or None
        error = self.webhook.last_error or None
        return WebhookInfo(
            self.webhook.url,
            has_custom_certificate=False,
            pending_update_count=waiting,
            last_error_message=error,
            max_connections=self.webhook.connections,
            allowed_updates=allowed,
        ).to_dict()

    async def _send_message(self, params: Params) -> Any:
        return (await self.chats.send(params)).to_dict()

    async def _edit_message_text(self, params: Params) -> Any:
        return (await self.chats.edit(params)).to_dict()

    async def _answer_press(self, params: Params) -> Any:
        query = str(params.get("callback_query_id", ""))
        check_press_words(params)
        if query not in self.open_presses:
            raise bad_request("query is too old and response timeout expired or query ID is invalid")
        self.answered_presses.append((query, params.get("text") or ""))
        return True

    async def _set_commands(self, params: Params) -> Any:
        commands = [BotCommand.de_json(command, None) for command in params.get("commands") or []]
        for command in commands:
            name, words = len(command.command), len(command.description)
            if not (0 < name <= BotCommandLimit.MAX_COMMAND and 0 < words <= BotCommandLimit.MAX_DESCRIPTION):
                raise bad_request("BOT_COMMAND_INVALID")
        self.commands[params.get("language_code") or ""] = commands
        return True

    async def _send_chat_action(self, params: Params) -> Any:
        return int(params["chat_id"]) in self.chats.known
