"""Telegram's side of a webhook: at least once, in the order of each queue, again until 2xx."""

import asyncio
from collections import Counter
from dataclasses import dataclass, field
from http import HTTPStatus

from aiohttp import ClientError, ClientSession, ClientTimeout

from tests.fakes.telegram.faults import FaultKind, Faults
from tests.fakes.telegram.methods import Methods
from tests.fakes.telegram.updates import Waiting

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"


@dataclass(slots=True)
class Delivery:
    """`answers` counts what the webhook said; the first retry comes at once, the next ones later."""

    methods: Methods
    faults: Faults
    patience: float = 60.0
    longest_pause: float = 1.0
    answers: Counter[int] = field(default_factory=Counter)
    under_way: set[int] = field(default_factory=set)
    failures: Counter[int] = field(default_factory=Counter)

    async def run(self) -> None:
        async with (
            ClientSession(timeout=ClientTimeout(self.patience)) as client,
            asyncio.TaskGroup() as tasks,
        ):
            while True:
                await self._something_to_tell()
                for one in self._ready():
                    self.under_way.add(one.update_id)
                    tasks.create_task(self._tell(client, one))

    async def _something_to_tell(self) -> None:
        async with self.methods.updates.changed:
            await self.methods.updates.changed.wait_for(lambda: bool(self._ready()))

    def _ready(self) -> list[Waiting]:
        if not self.methods.webhook.url:
            return []
        free = self.methods.webhook.connections - len(self.under_way)
        heads = (one for one in self.methods.updates.heads() if one.update_id not in self.under_way)
        return [one for one, _ in zip(heads, range(free), strict=False)]

    async def _tell(self, client: ClientSession, one: Waiting) -> None:
        """One attempt; a lost answer is one that came and was not seen."""
        status = await self._post(client, one)
        self.answers[status] += 1
        fault = self.faults.take("webhook")
        if HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES and not (
            fault and fault.kind is FaultKind.LOST
        ):
            self.methods.updates.confirm_one(one.update_id)
        else:
            self.methods.webhook.last_error = f"Wrong response from the webhook: {status}"
            await asyncio.sleep(self._pause(one))
        self.under_way.discard(one.update_id)
        await self.methods.updates.wake()

    async def _post(self, client: ClientSession, one: Waiting) -> int:
        """The status, 0 where there was none."""
        webhook = self.methods.webhook
        headers = {SECRET_HEADER: webhook.secret} if webhook.secret else {}
        try:
            async with client.post(webhook.url, json=one.body, headers=headers) as answer:
                return answer.status
        except (ClientError, TimeoutError):
            return 0

    def _pause(self, one: Waiting) -> float:
        self.failures[one.update_id] += 1
        doublings = self.failures[one.update_id] - 2
        return 0.0 if doublings < 0 else min(0.05 * 2**doublings, self.longest_pause)
