"""All that an attack needs: the product behind a proxy, a bare one, Telegram, and so many accounts."""

from dataclasses import dataclass, field
from itertools import count

from benchmarks.attacks.chats import Chats
from benchmarks.attacks.finding import Finding
from benchmarks.attacks.pages import Browser
from benchmarks.attacks.target import Planted, Target


@dataclass(slots=True)
class Arena:
    """Every dossier is attacked once: `fresh` gives the next one."""

    target: Target
    bare: Target
    chats: Chats
    accounts: int
    findings: list[Finding] = field(default_factory=list)
    _next: "count[int]" = field(default_factory=count)
    _chats: "count[int]" = field(default_factory=lambda: count(710_000_001))

    def fresh(self) -> Planted:
        return self.target.dossiers[next(self._next)]

    def browser(self, address: str = "") -> Browser:
        """A new cookie, behind a new address unless one is given."""
        made = Browser(self.target.client, self.target.url)
        if address:
            made.address = address
        return made

    def browsers(self, address: str = "") -> list[Browser]:
        """One for each account."""
        return [self.browser(address) for _ in range(self.accounts)]

    def chat(self) -> int:
        return next(self._chats)

    def note(self, attack: str, tried: int, learned: int, measured: str, *, holds: bool) -> None:
        self.findings.append(Finding(attack, tried, learned, measured, holds))

    async def gets_in(self, one: Planted) -> tuple[bool, bool]:
        """Whether the applicant reads the steps: on the page by the whole number, in Telegram by contact."""
        page = await self.browser().ask(f"{one.code} {one.phone}")
        chat = self.chat()
        await self.chats.press(chat, f"m1:check:{one.code}")
        shared = await self.chats.share(chat, f"+84{one.phone[1:]}", chat)
        return self.target.beyond_public([page]) == 1, self.target.beyond_public([shared]) == 1


def in_words(gets_in: tuple[bool, bool]) -> str:
    page, contact = ("in" if each else "OUT" for each in gets_in)
    return f"applicant: page {page}, contact {contact}"
