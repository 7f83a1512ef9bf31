"""`motcua check-config` and `motcua doctor`: what is wrong, in words, before people notice."""

import asyncio
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass

import typer

from bot.config import Settings
from domain.clock import SystemClock
from domain.errors import Away
from storage import inbox, outbox, schema
from storage.database import Database

SLOW_MINUTES = 5


@dataclass(frozen=True, slots=True)
class Finding:
    """`grave`: people are not served, or not truly."""

    words: str
    grave: bool = False


def check_config(settings: Settings) -> None:
    """Settings were read already; say which channels they switch on."""
    telegram = settings.telegram
    typer.echo("Cấu hình hợp lệ (settings are valid).")
    typer.echo(f"  Web: http://{settings.web.host}:{settings.web.port}/chat")
    is_on = bool(telegram.token.get_secret_value())
    typer.echo(f"  Telegram: {telegram.mode.value if is_on else 'tắt, chưa có TELEGRAM__TOKEN (off)'}")
    for finding in _settings(settings):
        typer.echo(f"  ! {finding.words}")


def doctor(settings: Settings) -> None:
    """Print every finding; status 1 when one of them is grave."""
    findings = asyncio.run(_examine(settings))
    for finding in findings:
        typer.echo(f"{'✗' if finding.grave else '!'} {finding.words}")
    if not findings:
        typer.echo("Mọi thứ bình thường (all is well).")
    if any(finding.grave for finding in findings):
        sys.exit(1)


def _settings(settings: Settings) -> list[Finding]:
    province = settings.province
    empty = [name for name in ("hotline", "portal_url", "operator") if not getattr(province, name)]
    findings = [
        Finding(f"PROVINCE__{name.upper()} để trống: câu nói về nó được bỏ đi (its sentence is left out).")
        for name in empty
    ]
    if not province.crisis_line:
        findings.append(
            Finding("PROVINCE__CRISIS_LINE để trống: bot chỉ tới 115 và người thân (115 is named).")
        )
    return findings


async def _examine(settings: Settings) -> list[Finding]:
    database = Database.open(settings.database.url)
    try:
        return [*_settings(settings), *[finding async for finding in _database(database)]]
    except Away:
        return [Finding("Không kết nối được cơ sở dữ liệu (the database cannot be reached).", grave=True)]
    finally:
        await database.close()


async def _database(database: Database) -> AsyncIterator[Finding]:
    async with database.reading() as connection:
        if not await schema.is_current(connection):
            yield Finding("Dữ liệu thuộc bản cũ hơn: chạy motcua migrate (old schema).", grave=True)
            return
        queues = {"inbox": await inbox.queue(connection), "outbox": await outbox.queue(connection)}
        given_up = len(await outbox.failed(connection, 1000))
    for name, (rows, oldest) in queues.items():
        age = (SystemClock().now() - oldest).total_seconds() / 60 if oldest else 0
        if age > SLOW_MINUTES:
            yield Finding(f"{name}: {rows} tin đang chờ, lâu nhất {age:.0f} phút (waiting).", grave=True)
    if given_up:
        yield Finding(f"{given_up} tin không gửi được: motcua deliveries --failed (dead letters).")
