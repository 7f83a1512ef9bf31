"""Puts the dialogs together: which method answers which button, command, word and kind."""

from collections.abc import Mapping
from dataclasses import dataclass

from domain.clock import Clock
from domain.held_data import HeldData
from domain.messages import Language
from domain.procedures import Catalogue
from domain.province import Province, Retention
from domain.recognition import Kind, Recognised
from handlers import small_talk
from handlers.browse import BrowseDialog, FieldList
from handlers.deep_links import DeepLinks
from handlers.elsewhere import ElsewhereDialog
from handlers.grave import GraveDialog
from handlers.help import HelpDialog
from handlers.language import LanguageDialog
from handlers.payloads import Press, Verb
from handlers.privacy import CONFIRMING_ERASURE, PrivacyDialog
from handlers.procedures import ProcedureDialog
from handlers.remarks import Remarks
from handlers.router import Handler, MeaningHandler, PressHandler, Router, Routes
from handlers.search import SearchDialog
from handlers.start import StartDialog
from handlers.turn import Outcome, Turn

OFFICIALS_COMMANDS = ("ketnoi", "traloi", "nhan", "chuyen", "dong")


def build_router(
    catalogue: Catalogue, clock: Clock, held_data: HeldData, province: Province, retention: Retention
) -> Router:
    """The conversation of a province, the same on every channel."""
    procedures = ProcedureDialog(catalogue, province, Remarks(catalogue), clock)
    fields = FieldList(catalogue)
    start = StartDialog(clock, province, retention)
    dialogs = _Dialogs(
        start=start,
        links=DeepLinks(start, procedures),
        procedures=procedures,
        search=SearchDialog(catalogue, procedures, fields, province),
        browse=BrowseDialog(catalogue, fields),
        privacy=PrivacyDialog(held_data, retention),
        elsewhere=ElsewhereDialog(catalogue, province),
        grave=GraveDialog(province),
        language=LanguageDialog(),
        help=HelpDialog(),
    )
    return Router(dialogs.routes(), start)


@dataclass(frozen=True, slots=True)
class _Dialogs:
    """Every dialog once, and the tables of what each of them answers."""

    start: StartDialog
    links: DeepLinks
    procedures: ProcedureDialog
    search: SearchDialog
    browse: BrowseDialog
    privacy: PrivacyDialog
    elsewhere: ElsewhereDialog
    grave: GraveDialog
    language: LanguageDialog
    help: HelpDialog

    def routes(self) -> Routes:
        return Routes(
            grave=self._grave(),
            presses=self._presses(),
            commands=self._commands(),
            words=self._words(),
            steps={CONFIRMING_ERASURE: self.privacy.confirm},
            talk=self._talk(),
            kinds=small_talk.OF_KIND,
            free_text=self.search.free_text,
            unknown_command=self.help.unknown_command,
            unknown_kind=small_talk.UNREADABLE,
        )

    def _presses(self) -> Mapping[Verb, PressHandler]:
        return {
            Verb.MENU: self.start.press,
            Verb.QUESTION: _pressed(self.search.ask),
            Verb.EXAMPLE: self.search.example,
            Verb.PICK: self.search.pick,
            Verb.NOT_MEANT: _pressed(self.search.not_meant),
            Verb.EVENTS: self.browse.all_events,
            Verb.EVENT: self.browse.event,
            Verb.FIELDS: self.browse.all_fields,
            Verb.FIELD: self.browse.field,
            Verb.CARD: self.procedures.card,
            Verb.FACT: self.procedures.fact,
            Verb.CASES: self.procedures.cases,
            Verb.CASE: self.procedures.case,
            Verb.REPORT: self.procedures.report,
            Verb.HELD: _pressed(self.privacy.held),
            Verb.ERASE: self.privacy.press_erase,
            Verb.KEEP: _pressed(self.privacy.keep),
            Verb.LANGUAGE: self.language.press,
            Verb.PERSON: _pressed(self.elsewhere.person),
        }

    def _commands(self) -> Mapping[str, Handler]:
        return {
            "start": self.links.open,
            "menu": self.start.show,
            "tracuu": self.search.invite,
            "hoso": self.elsewhere.dossier,
            "danhgia": self.elsewhere.rating,
            "phananh": self.elsewhere.complaint,
            "ngonngu": self.language.command,
            "dulieu": self.privacy.held,
            "xoa": self.privacy.ask,
            "trogiup": self.help.show,
            "help": self.help.show,
            "vi": self.language.vietnamese,
            **dict.fromkeys(("en", "english"), self.language.english),
            "huy": self.help.cancel,
            **dict.fromkeys(OFFICIALS_COMMANDS, self.elsewhere.officials_only),
        }

    def _grave(self) -> Mapping[Kind, MeaningHandler]:
        return {
            Kind.EMERGENCY: self.grave.emergency,
            Kind.SUICIDE: _said(self.grave.despair),
            Kind.SAD: _said(self.grave.sad),
            Kind.FRAUD: _said(self.grave.fraud),
            Kind.PERSONAL_NUMBER: _said(self.grave.personal_number),
            Kind.DENUNCIATION: _said(self.grave.denunciation),
            Kind.LEGAL_COMPLAINT: _said(self.grave.legal_complaint),
        }

    def _words(self) -> Mapping[Kind, MeaningHandler]:
        """What means the same at any step."""
        return {
            Kind.MENU: _said(self.start.show),
            Kind.BACK: _said(self.start.show),
            Kind.CANCEL: _said(self.help.cancel),
            Kind.HELP: _said(self.help.show),
            Kind.LANGUAGE: self.language.wished,
        }

    def _talk(self) -> Mapping[Kind, MeaningHandler]:
        """What a question of a step takes as its answer first."""
        return {
            Kind.GREETING: _said(self.start.show),
            Kind.WHO: _said(self.start.introduce),
            Kind.GOODBYE: _said(small_talk.GOODBYE),
            Kind.INSULT: _said(small_talk.INSULTED),
            Kind.ENGLISH: self._english,
            Kind.THANKS: _said(small_talk.THANKS),
            Kind.ACKNOWLEDGE: _said(small_talk.ACKNOWLEDGED),
            Kind.PERSON: _said(self.elsewhere.person),
            Kind.COMPLAINT: _said(self.elsewhere.complaint),
            Kind.DOSSIER: _said(self.elsewhere.dossier),
            Kind.RATING: _said(self.elsewhere.rating),
            Kind.PRAISE: _said(self.elsewhere.praise),
        }

    async def _english(self, turn: Turn, _heard: Recognised) -> Outcome:
        """A question in English, as any other for who has chosen English."""
        english = turn.language is Language.ENGLISH
        return await (self.search.free_text(turn) if english else self.language.offer(turn))


def _pressed(handler: Handler) -> PressHandler:
    """A press that says all by its verb is answered as the command is."""

    async def press(turn: Turn, _press: Press) -> Outcome:
        return await handler(turn)

    return press


def _said(handler: Handler) -> MeaningHandler:
    """Words whose meaning says all are answered as the command is."""

    async def say(turn: Turn, _heard: Recognised) -> Outcome:
        return await handler(turn)

    return say
