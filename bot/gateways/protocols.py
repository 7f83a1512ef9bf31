"""How each kind of provincial system is asked for one dossier."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any, Protocol, TypeAlias

from bot.gateways.portal_answers import Asked, read_mapi
from bot.gateways.portal_fields import fields, text
from bot.gateways.trouble import PortalTrouble, Trouble
from bot.gateways.wire import Wire
from domain.dossiers import Dossier

Read: TypeAlias = Callable[[Asked, object], Dossier | None]

SESSION_REFUSED = (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN)
WELL = ("", "0")
"""The values of `error_code` that mean no error."""


class Asking(Protocol):
    """One way to ask; raises `PortalTrouble`."""

    async def ask(self, asked: Asked) -> Dossier | None: ...


@dataclass(frozen=True, slots=True)
class ByCode:
    """One GET with the code in the query, as the public look-up and iGate have it."""

    wire: Wire
    url: str
    parameter: str
    read: Read

    async def ask(self, asked: Asked) -> Dossier | None:
        return self.read(asked, await self.wire.get(self.url, {self.parameter: asked.code}))


@dataclass(slots=True)
class Mapi:
    """`mapi`: a log-in gives a session, which every question carries until it is refused."""

    wire: Wire
    url: str
    unit: str
    user: str = field(repr=False)
    password: str = field(repr=False)
    _session: str = field(default="", repr=False)
    _logging_in: asyncio.Lock = field(default_factory=asyncio.Lock, repr=False)

    async def ask(self, asked: Asked) -> Dossier | None:
        used = self._session
        try:
            return await self._look_up(asked, used or await self._log_in(used))
        except PortalTrouble as trouble:
            if not used or trouble.status not in SESSION_REFUSED:
                raise
        return await self._look_up(asked, await self._log_in(used))

    async def _look_up(self, asked: Asked, session: str) -> Dossier | None:
        question = {
            "session": session,
            "service": "TraCuuHoSo",
            "donViXuLy": self.unit,
            "mahoso": asked.code,
        }
        return read_mapi(asked, _well(await self.wire.post(f"{self.url}/g", question)))

    async def _log_in(self, refused: str) -> str:
        """A session other than the refused one; who comes together logs in once."""
        async with self._logging_in:
            if self._session == refused:
                self._session = ""
                proof = {"username": self.user, "password": self.password}
                answer = _well(await self.wire.post(f"{self.url}/login", proof))
                self._session = text(fields(answer).get("session"), 4096)
            if not self._session:
                raise PortalTrouble(Trouble.REFUSED, HTTPStatus.UNAUTHORIZED)
            return self._session


def _well(answer: Any) -> Any:
    """An error is told in a field; which one is an ended session is not, so that each may be one."""
    if text(fields(answer).get("error_code"), 40) not in WELL:
        raise PortalTrouble(Trouble.REFUSED, HTTPStatus.UNAUTHORIZED)
    return answer
