"""Settings turned into what the dialogs and channels are given."""

from collections.abc import Callable

from starlette.routing import BaseRoute

from bot.agencies import LiveAgencies
from bot.catalogue import LiveCatalogue
from bot.channels.base import Accept, History
from bot.channels.web.chat import WebChat
from bot.channels.web.networks import Networks
from bot.channels.web.settings import WebChatSettings
from bot.check_key import second_check
from bot.config import CalendarSettings, RetentionSettings, Settings
from bot.feed import Feed
from bot.feed_keys import feed_keys
from bot.networks import read_networks
from bot.sample.catalogue import load_events, load_procedures
from bot.sample.places import load_agencies, load_communes
from bot.web.api.app import api
from bot.web.api.dossiers import DossierCalls
from bot.web.api.events import EventReader
from bot.web.api.signature import Signatures
from domain.calendar.days import OpenDays, read_days, shipped_days
from domain.calendar.working import OfficeHours, WorkingCalendar
from domain.clock import Clock
from domain.content import Text
from domain.demonstration import Demonstration
from domain.messages import ChannelName, Language
from domain.province import Province, Retention
from domain.search.catalogue import InMemoryCatalogue
from domain.second_check import SecondCheck
from domain.statuses import StatusWords
from handlers.start import StartDialog
from handlers.texts.catalogue import say
from handlers.texts.rendering import render


def catalogue() -> LiveCatalogue:
    """The procedures that this installation knows: the sample until an import is shown."""
    known = load_procedures()
    return LiveCatalogue(InMemoryCatalogue(known, load_events()), known)


def agencies() -> LiveAgencies:
    """The agencies and communes that this installation knows, until others are imported."""
    return LiveAgencies(load_agencies(), load_communes())


def province(settings: Settings) -> Province:
    given = settings.province
    return Province(
        name=given.name,
        code=given.code,
        operator=given.operator,
        hotline=given.hotline,
        crisis_line=given.crisis_line,
        hours=given.hours,
        portal_url=given.portal_url,
    )


def calendar(settings: CalendarSettings) -> WorkingCalendar:
    """The offices' days and hours: what comes with the product, and their own over it."""
    days = OpenDays((shipped_days(), read_days(settings.days)))
    return WorkingCalendar(days, OfficeHours.read(settings.hours))


def retention(settings: RetentionSettings) -> Retention:
    return Retention(settings.message_hours, settings.web_history_days)


def networks(settings: Settings, delay: Callable[[str], float]) -> Networks:
    """How a page's network is told, and how long it waits for its answers."""
    key = second_check(settings).key
    return Networks(key, read_networks(settings.web.trusted_networks), delay)


def start(settings: Settings, clock: Clock, demonstration: Demonstration) -> StartDialog:
    """The first screen, as the page shows it before anything was said."""
    return StartDialog(clock, province(settings), retention(settings.retention), demonstration)


def web_chat(
    settings: Settings,
    accept: Accept,
    history: History,
    networks: Networks,
    start: StartDialog,
) -> WebChat:
    """The chat in a browser, with the same first screen as everywhere."""
    return WebChat(
        accept=accept,
        history=history,
        say=_say,
        start=lambda language: render(start.reply(ChannelName.WEB), language),
        clock=start.clock,
        networks=networks,
        settings=WebChatSettings(
            province=settings.province.name,
            public_url=settings.web.public_url,
            behind_proxy=bool(settings.web.trusted_proxies),
            message_hours=settings.retention.message_hours,
            history_days=settings.retention.web_history_days,
        ),
    )


def feed_api(settings: Settings, feed: Feed, check: SecondCheck, machine: Clock) -> BaseRoute:
    """The way in for systems that tell of dossiers."""
    reader = EventReader(StatusWords.shipped(settings.feed.statuses), check, (feed.clock, machine))
    signatures = Signatures(feed_keys(settings.feed.sources), machine)
    return api(DossierCalls(signatures, reader, feed, feed.metrics, say))


def _say(key: str, language: Language, /, **values: str | int) -> str:
    return say(Text(key, **values), language)
