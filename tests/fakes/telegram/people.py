"""Updates as Telegram sends them, built of python-telegram-bot's types; the people are made up."""

from dataclasses import dataclass
from typing import Any

from telegram import (
    CallbackQuery,
    Chat,
    ChatMemberBanned,
    ChatMemberMember,
    ChatMemberUpdated,
    Contact,
    Location,
    Message,
    PhotoSize,
    Update,
    User,
    Voice,
)

from domain.clock import Clock

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class People:
    """Builds what people do with the bot; `update_id` and ids of messages come from outside."""

    bot: User
    clock: Clock

    def text(self, chat_id: int, message_id: int, words: str) -> Json:
        return self._message(chat_id, message_id, text=words)

    def photo(self, chat_id: int, message_id: int, album: str = "", caption: str = "") -> Json:
        picture = PhotoSize("photo", "photo-unique", 90, 60)
        return self._message(
            chat_id, message_id, photo=[picture], media_group_id=album or None, caption=caption or None
        )

    def voice(self, chat_id: int, message_id: int) -> Json:
        return self._message(chat_id, message_id, voice=Voice("voice", "voice-unique", 4))

    def place(self, chat_id: int, message_id: int) -> Json:
        return self._message(chat_id, message_id, location=Location(longitude=105.0, latitude=18.0))

    def contact(self, chat_id: int, message_id: int) -> Json:
        """Another's card, as anybody can send it."""
        return self._message(chat_id, message_id, contact=Contact("84000000000", "Công dân"))

    def own_contact(self, chat_id: int, message_id: int) -> Json:
        """What the key that asks for it sends."""
        shared = Contact("84000000000", "Công dân", user_id=chat_id)
        return self._message(chat_id, message_id, contact=shared)

    def edited(self, chat_id: int, message_id: int, words: str) -> Json:
        said = self._said(chat_id, message_id, text=words, edit_date=self.clock.now())
        return Update(0, edited_message=said).to_dict()

    def press(self, chat_id: int, bearer: Message, data: str, query_id: str) -> Json:
        query = CallbackQuery(query_id, _person(chat_id), "instance", message=bearer, data=data)
        return Update(0, callback_query=query).to_dict()

    def blocks(self, chat_id: int) -> Json:
        before, after = ChatMemberMember(self.bot), ChatMemberBanned(self.bot, self.clock.now())
        return self._membership(chat_id, before, after)

    def unblocks(self, chat_id: int) -> Json:
        before, after = ChatMemberBanned(self.bot, self.clock.now()), ChatMemberMember(self.bot)
        return self._membership(chat_id, before, after)

    def from_the_bot(self, chat_id: int, message_id: int, words: str) -> Message:
        return Message(message_id, self.clock.now(), chat_of(chat_id), from_user=self.bot, text=words)

    def _message(self, chat_id: int, message_id: int, **what: Any) -> Json:
        return Update(0, message=self._said(chat_id, message_id, **what)).to_dict()

    def _said(self, chat_id: int, message_id: int, **what: Any) -> Message:
        return Message(message_id, self.clock.now(), chat_of(chat_id), from_user=_person(chat_id), **what)

    def _membership(
        self,
        chat_id: int,
        before: ChatMemberMember | ChatMemberBanned,
        after: ChatMemberMember | ChatMemberBanned,
    ) -> Json:
        change = ChatMemberUpdated(chat_of(chat_id), _person(chat_id), self.clock.now(), before, after)
        return Update(0, my_chat_member=change).to_dict()


def chat_of(chat_id: int) -> Chat:
    if chat_id < 0:
        return Chat(chat_id, Chat.SUPERGROUP, title="Tổ hỗ trợ")
    return Chat(chat_id, Chat.PRIVATE, first_name="Công dân")


def _person(chat_id: int) -> User:
    return User(abs(chat_id), "Công dân", is_bot=False, language_code="vi")
