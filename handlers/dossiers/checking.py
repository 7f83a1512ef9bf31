"""The second check: who knows a number of the dossier sees its steps and may follow it."""

from dataclasses import dataclass, replace

from domain.access import proof_lasts
from domain.content import Button, Text
from domain.effects import Checked
from domain.messages import MessageKind
from domain.second_check import Proof, SecondCheck, Shown, read_number
from handlers.buttons import MENU, PERSON
from handlers.dossiers.buttons import SHARE_PHONE, back_to
from handlers.dossiers.follow import FollowDialog
from handlers.dossiers.opening import Dossiers, Opened
from handlers.dossiers.places import AWAITING_CHECK, CODE, code_at, code_of, too_much_tried
from handlers.payloads import Press
from handlers.places import aside
from handlers.small_talk import OF_KIND
from handlers.turn import Outcome, Turn


@dataclass(frozen=True, slots=True)
class CheckDialog:
    """One answer and the same work for "no such code" and "wrong number"."""

    dossiers: Dossiers
    second_check: SecondCheck
    follow: FollowDialog

    async def ask(self, turn: Turn, press: Press) -> Outcome:
        """Which numbers prove a person, before any is typed."""
        return await self.ask_for(turn, code_of(press))

    async def ask_for(self, turn: Turn, code: str) -> Outcome:
        """The steps at once where the person has proven before."""
        if turn.message.group:
            return aside(turn, Outcome.say(Text("check.private"), buttons=(MENU,)))
        opened = await self.dossiers.open_if_proven(turn, code)
        if opened.access.proven and opened.card:
            return self.follow.steps_of(turn, opened)
        if not opened.access.left(Proof.SHORT):
            return self._whole_only(opened)
        return number_asked(code, Text("check.ask"), Text("check.for_another"), Text("check.why"))

    def not_a_number(self, turn: Turn) -> Outcome | None:
        """Digits that are too few or too many; None for what is meant otherwise."""
        code = code_at(turn)
        if not code or not _only_digits(turn.message.text):
            return None
        return replace(number_asked(code, Text("check.not_a_number")), mask_words=True)

    async def contact(self, turn: Turn) -> Outcome:
        """A shared contact proves its owner, and nobody else: a friend's card is no proof."""
        code = code_at(turn) if turn.conversation.state.step == AWAITING_CHECK else ""
        if not code:
            return replace(await OF_KIND[MessageKind.CONTACT](turn), mask_words=True)
        number = read_number(turn.message.contact_phone)
        if number is None or number.proof is not Proof.WHOLE:
            return replace(number_asked(code, Text("check.own_contact")), mask_words=True)
        return await self.answer(turn, code, number, vouched=True)

    async def answer(self, turn: Turn, code: str, number: Shown, *, vouched: bool = False) -> Outcome:
        """Open the dossier, or count a wrong answer; the digits are kept nowhere."""
        opened = await self.dossiers.open(turn, code, whole_number=number.proof is Proof.WHOLE)
        checks = opened.dossier.checks if opened.dossier else frozenset()
        holds = self.second_check.holds(code, number, checks)
        if opened.barred:
            return replace(too_much_tried(turn), mask_words=True)
        if not vouched and not opened.access.left(number.proof):
            return replace(self._used_up(opened, number.proof), mask_words=True)
        checked = Checked(
            address=turn.message.address,
            code=code,
            proof=number.proof,
            right=holds,
            counts=not vouched,
            lasts=proof_lasts(turn.message.address.channel),
            network=turn.message.network,
        )
        said = self._right(turn, opened) if holds else self._wrong(opened, number.proof, vouched=vouched)
        return replace(said, records=(checked,), mask_words=True)

    def _right(self, turn: Turn, opened: Opened) -> Outcome:
        proven = replace(opened, access=replace(opened.access, proven=True))
        return self.follow.steps_of(turn, proven)

    def _wrong(self, opened: Opened, proof: Proof, *, vouched: bool) -> Outcome:
        """The same words for a wrong number and for a code that does not exist."""
        left = opened.access.left(proof) - 1
        if not vouched and not left:
            return self._used_up(opened, proof)
        wrong = (Text("check.wrong_contact"),) if vouched else _wrong_number(left)
        return number_asked(opened.code, *wrong)

    def _used_up(self, opened: Opened, proof: Proof) -> Outcome:
        if proof is Proof.SHORT and opened.access.left(Proof.WHOLE):
            return self._whole_only(opened)
        return number_asked(opened.code, Text("check.used_up"), others=(PERSON,))

    def _whole_only(self, opened: Opened) -> Outcome:
        """Four digits were guessed at too often today; a whole number is still heard."""
        return number_asked(opened.code, Text("check.whole_only"))


def number_asked(code: str, *words: Text, others: tuple[Button, ...] = ()) -> Outcome:
    """Say this and wait for a number of that dossier."""
    said = Outcome.say(*words, buttons=(SHARE_PHONE, back_to(code), *others, MENU), step=AWAITING_CHECK)
    return replace(said, answers={CODE: code})


def _wrong_number(left: int) -> tuple[Text, ...]:
    return Text("check.wrong"), Text("check.left", count=left)


def _only_digits(text: str) -> bool:
    bare = "".join(text.split()).replace(".", "").replace("-", "")
    return bare.isdecimal()
