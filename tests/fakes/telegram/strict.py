"""The limits of a message, taken from python-telegram-bot, checked as the server checks them."""

from collections.abc import Iterator
from typing import Any

from telegram import InlineKeyboardMarkup, KeyboardButton, ReplyKeyboardMarkup, ReplyKeyboardRemove
from telegram.constants import (
    CallbackQueryLimit,
    InlineKeyboardButtonLimit,
    InlineKeyboardMarkupLimit,
    MessageLimit,
)

from tests.fakes.telegram.markup import plain_text, utf16_units
from tests.fakes.telegram.params import Params
from tests.fakes.telegram.refusals import bad_request


def checked_text(params: Params) -> str:
    """What the person sees. Raises `Refusal`."""
    given = params.get("text", "")
    if not isinstance(given, str):
        raise bad_request("text must be a String")
    if any("\ud800" <= letter <= "\udfff" for letter in given):
        raise bad_request("strings must be encoded in UTF-8")
    text = plain_text(given, params.get("parse_mode") or "").strip()
    if not text:
        raise bad_request("message text is empty")
    if utf16_units(text) > MessageLimit.MAX_TEXT_LENGTH:
        raise bad_request("message is too long")
    return text


Rows = list[list[dict[str, Any]]]


def checked_typed_keys(params: Params, *, private: bool) -> Rows | None:
    """The keys in place of the letters: none where they are taken back, None where nothing changes."""
    given = params.get("reply_markup") or {}
    if given.get("remove_keyboard") is True:
        return []
    rows: Rows | None = given.get("keyboard")
    for key in (key for row in rows or () for key in row):
        if not key.get("text", "").strip():
            raise bad_request("can't parse keyboard button: field text must be non-empty")
        if key.get("request_contact") and not private:
            raise bad_request("phone number can be requested in private chats only")
    return rows


def checked_keyboard(params: Params) -> Rows:
    """The rows of buttons under the message. Raises `Refusal`."""
    given = params.get("reply_markup")
    if not given or "inline_keyboard" not in given:
        return []
    rows: Rows = given["inline_keyboard"]
    buttons = [button for row in rows for button in row]
    too_many = len(buttons) > InlineKeyboardMarkupLimit.TOTAL_BUTTON_NUMBER
    if too_many or any(not 0 < len(row) <= InlineKeyboardMarkupLimit.BUTTONS_PER_ROW for row in rows):
        raise bad_request("reply markup is too long")
    for button in buttons:
        _check_button(button)
    return rows


def _check_button(button: dict[str, Any]) -> None:
    if not button.get("text", "").strip():
        raise bad_request("can't parse inline keyboard button: field text must be non-empty")
    if "url" in button:
        if not button["url"].startswith(("http://", "https://", "tg://")):
            raise bad_request("BUTTON_URL_INVALID")
    elif "callback_data" not in button:
        raise bad_request(
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
        )
    elif not 0 < len(button["callback_data"].encode()) <= InlineKeyboardButtonLimit.MAX_CALLBACK_DATA:
        raise bad_request("BUTTON_DATA_INVALID")


def unknown_fields(params: Params) -> Iterator[str]:
    """Fields of the keyboard that python-telegram-bot has never heard of."""
    given = params.get("reply_markup") or {}
    if "remove_keyboard" in given:
        yield from given.keys() - ReplyKeyboardRemove().to_dict().keys() - {"selective"}
    elif "keyboard" in given:
        yield from ReplyKeyboardMarkup.de_json(given, None).api_kwargs
        keys = [KeyboardButton.de_json(key, None) for row in given["keyboard"] for key in row]
        yield from (name for key in keys for name in key.api_kwargs)
    elif given:
        markup = InlineKeyboardMarkup.de_json(given, None)
        yield from markup.api_kwargs
        yield from (name for row in markup.inline_keyboard for button in row for name in button.api_kwargs)


def check_press_words(params: Params) -> None:
    if utf16_units(params.get("text") or "") > CallbackQueryLimit.ANSWER_CALLBACK_QUERY_TEXT_LENGTH:
        raise bad_request("MESSAGE_TOO_LONG")
