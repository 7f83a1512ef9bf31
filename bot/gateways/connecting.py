"""Settings turned into the province's look-up."""

from base64 import b64encode
from collections.abc import Callable

from bot.config import PortalKind, PortalSettings
from bot.gateways.portal import PATIENCE_SECONDS, PortalDossiers
from bot.gateways.portal_answers import Words, read_igate, read_public
from bot.gateways.protocols import Asking, ByCode, Mapi
from bot.gateways.wire import Wire, new_client
from bot.metrics import Metrics
from domain.clock import Clock


def connect(
    settings: PortalSettings,
    words: Words,
    clock: Clock,
    monotonic: Callable[[], float],
    metrics: Metrics,
    patience: float = PATIENCE_SECONDS,
) -> PortalDossiers:
    """Nothing is asked yet."""
    client = new_client(patience, settings.proxy, _authorization(settings))
    return PortalDossiers(
        asking=_asking(settings, Wire(client, clock)),
        client=client,
        words=words,
        clock=clock,
        monotonic=monotonic,
        metrics=metrics,
        patience=patience,
    )


def _asking(settings: PortalSettings, wire: Wire) -> Asking:
    match settings.kind:
        case PortalKind.PUBLIC:
            return ByCode(wire, settings.url, "maHoSo", read_public)
        case PortalKind.IGATE:
            return ByCode(wire, settings.url, "code", read_igate)
        case PortalKind.MAPI:
            password = settings.password.get_secret_value()
            return Mapi(wire, settings.url.rstrip("/"), settings.unit, settings.user, password)


def _authorization(settings: PortalSettings) -> str:
    """`mapi` proves itself in its own log-in."""
    password = settings.password.get_secret_value()
    if settings.kind is PortalKind.MAPI or not password:
        return ""
    if not settings.user:
        return f"Bearer {password}"
    return f"Basic {b64encode(f'{settings.user}:{password}'.encode()).decode()}"
