"""What a thief of the log or of the database would find: no number, no name, nothing that was typed."""

import asyncio
import re
from pathlib import Path

from benchmarks.attacks.arena import Arena
from benchmarks.attacks.target import NAME, NOTE, WORD

WIPED_SECONDS = 4.0


async def in_log(arena: Arena) -> None:
    found, size = 0, 0
    for log in (arena.target.child.log, arena.bare.child.log):
        text = log.read_text(encoding="utf-8", errors="replace")
        found += sum(secret in text for secret in (*arena.target.secrets, *_codes(arena)))
        size += len(text)
    arena.note("secrets in the log", size, found, "characters read; codes count too", holds=not found)


async def in_database(arena: Arena) -> None:
    """The file and its log, byte by byte: whole numbers, and digits that stand beside a code."""
    await asyncio.sleep(WIPED_SECONDS)
    held = b"".join(each.read_bytes() for each in sorted(_files(arena)))
    numbers = [number for one in arena.target.dossiers for number in (one.phone, one.identity)]
    found = sum(number.encode() in held or number[1:].encode() in held for number in numbers)
    typed = len(re.findall(rb"H41\.16-261102-[0-9]{4} [0-9]{4,12}", held))
    names = held.count(NAME.encode())
    where = f"{found} planted numbers, {typed} typed ones, {names} names"
    official = held.count(NOTE.encode()) > 0 and held.count(WORD.encode()) > 0
    arena.note(
        "secrets in the database",
        len(held),
        found + typed + names,
        f"bytes read: {where}" + ("" if official else " (nothing read?)"),
        holds=not found and not typed and not names and official,
    )


def _files(arena: Arena) -> list[Path]:
    return [each for each in arena.target.file.parent.glob(f"{arena.target.file.name}*") if each.is_file()]


def _codes(arena: Arena) -> list[str]:
    return [one.code for one in arena.target.dossiers]
