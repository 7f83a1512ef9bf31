"""Puts the dialogs together: which method answers which button, command, word and kind."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from domain.access import DossierAccess
from domain.agencies import Agencies
from domain.clock import Clock
from domain.demonstration import Demonstration
from domain.dossiers import DossierSource
from domain.held_data import HeldData
from domain.messages import Language, MessageKind
from domain.procedures import Catalogue
from domain.promise import Calendar
from domain.province import Province, Retention
from domain.recognition import Kind, Recognised
from domain.second_check import SecondCheck
from handlers import small_talk
from handlers.browse import BrowseDialog, FieldList
from handlers.centres import Centres
from handlers.communes import ASKING, PlaceDialog
from handlers.deep_links import DeepLinks
from handlers.dossiers.asked import AskedDialog
from handlers.dossiers.checking import CheckDialog
from handlers.dossiers.dialog import DossierDialog
from handlers.dossiers.follow import FollowDialog
from handlers.dossiers.opening import Dossiers
from handlers.dossiers.places import AWAITING_CHECK, AWAITING_CODE, READING
from handlers.elsewhere import ElsewhereDialog
from handlers.free_text import FreeText
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


@dataclass(frozen=True, slots=True)
class Sources:
    """Everything that the dialogs read: what is known, what is held, and the time."""

    catalogue: Catalogue
    agencies: Agencies
    clock: Clock
    held_data: HeldData
    dossiers: DossierSource
    access: DossierAccess
    calendar: Calendar
    demonstration: Demonstration = field(default_factory=Demonstration)


def build_router(
    sources: Sources, province: Province, retention: Retention, second_check: SecondCheck
) -> Router:
    """The conversation of a province, the same on every channel."""
    catalogue, clock = sources.catalogue, sources.clock
    dossiers = Dossiers(sources.dossiers, sources.access, catalogue, sources.calendar, clock)
    follow = FollowDialog(dossiers)
    checking = CheckDialog(dossiers, second_check, follow)
    dossier = DossierDialog(dossiers, checking, province)
    procedures = ProcedureDialog(catalogue, province, Remarks(catalogue), clock)
    fields = FieldList(catalogue)
    start = StartDialog(clock, province, retention, sources.demonstration)
    search = SearchDialog(catalogue, procedures, fields, province)
    places = PlaceDialog(sources.agencies, catalogue, Centres(sources.agencies, province))
    dialogs = _Dialogs(
        start=start,
        links=DeepLinks(start, procedures),
        procedures=procedures,
        search=search,
        places=places,
        free_text=FreeText(places, search, catalogue, dossier),
        browse=BrowseDialog(catalogue, fields),
        dossier=dossier,
        asked=AskedDialog(dossier, checking, province),
        checking=checking,
        follow=follow,
        privacy=PrivacyDialog(sources.held_data, retention),
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
    places: PlaceDialog
    free_text: FreeText
    browse: BrowseDialog
    dossier: DossierDialog
    asked: AskedDialog
    checking: CheckDialog
    follow: FollowDialog
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
            steps={
                CONFIRMING_ERASURE: self.privacy.confirm,
                AWAITING_CODE: self.dossier.awaited,
                AWAITING_CHECK: self.asked.awaited,
                READING: self.asked.reading,
                ASKING: self.places.step,
            },
            numbers=frozenset({AWAITING_CODE, AWAITING_CHECK, READING}),
            talk=self._talk(),
            kinds={**small_talk.OF_KIND, MessageKind.CONTACT: self.checking.contact},
            free_text=self.free_text.answer,
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
            Verb.LOOKUP: _pressed(self.dossier.ask_code),
            Verb.DOSSIER: self.dossier.press,
            Verb.CHECK: self.checking.ask,
            Verb.STEPS: self.follow.steps,
            Verb.FOLLOW: self.follow.follow,
            Verb.UNFOLLOW: self.follow.unfollow,
            Verb.FOLLOWED: _pressed(self.follow.followed),
            Verb.PLACE: self.places.press,
            Verb.CENTRE: _pressed(self.places.of_province),
        }

    def _commands(self) -> Mapping[str, Handler]:
        return {
            "start": self.links.open,
            "menu": self.start.show,
            "tracuu": self.search.invite,
            "hoso": self._hoso,
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
            Kind.PERSON: self._person,
            Kind.COMPLAINT: _said(self.elsewhere.complaint),
            Kind.DOSSIER: _said(self.dossier.said),
            Kind.RATING: _said(self.elsewhere.rating),
            Kind.PRAISE: _said(self.elsewhere.praise),
        }

    async def _hoso(self, turn: Turn) -> Outcome:
        """`/hoso`: the dossier whose code follows, else those that are followed, else the question."""
        named = await self.dossier.command(turn)
        return named or await self.follow.followed_or(turn, self.dossier.ask_code)

    async def _person(self, turn: Turn, _heard: Recognised) -> Outcome:
        """The telephone of a named commune is a place, not the hotline."""
        return await self.places.named(turn) or await self.elsewhere.person(turn)

    async def _english(self, turn: Turn, _heard: Recognised) -> Outcome:
        """A question in English, as any other for who has chosen English."""
        english = turn.language is Language.ENGLISH
        return await (self.free_text.answer(turn) if english else self.language.offer(turn))


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
