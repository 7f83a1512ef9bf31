"""Reading of HTML as the Bot API reads it: its few tags, its few entities, nothing forgiven."""

import re
from typing import Final

from tests.fakes.telegram.refusals import bad_request

TAGS: Final = frozenset(
    {"b", "strong", "i", "em", "u", "ins", "s", "strike", "del", "span", "tg-spoiler", "a", "tg-emoji"}
    | {"tg-time", "code", "pre", "blockquote"}
)
TOKEN: Final = re.compile(r"<(?P<slash>/?)(?P<tag>[a-zA-Z0-9-]*)(?P<rest>[^>]*)>|<")
ENTITY: Final = re.compile(r"&(?:(lt|gt|amp|quot)|#(\d{1,7})|#x([0-9a-fA-F]{1,6}));")
NAMED: Final = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}


def plain_text(text: str, parse_mode: str = "") -> str:
    """The text that a person sees. Raises `Refusal` where Telegram would."""
    if not parse_mode:
        return text
    if parse_mode.upper() != "HTML":
        raise bad_request("unsupported parse_mode")
    words, at, open_tags = [], 0, list[str]()
    for token in TOKEN.finditer(text):
        words.append(_resolved(text[at : token.start()]))
        _follow(token, open_tags)
        at = token.end()
    if open_tags:
        raise bad_request(
            f"can't parse entities: Can't find end tag corresponding to start tag \"{open_tags[-1]}\""
        )
    return "".join(words) + _resolved(text[at:])


def _follow(token: re.Match[str], open_tags: list[str]) -> None:
    tag = (token["tag"] or "").lower()
    where = f"at byte offset {len(token.string[: token.start()].encode('utf-8', 'replace'))}"
    if token["slash"]:
        if not open_tags or open_tags.pop() != tag:
            raise bad_request(f"can't parse entities: Unexpected end tag {where}")
    elif tag not in TAGS:
        raise bad_request(f'can\'t parse entities: Unsupported start tag "{tag}" {where}')
    else:
        open_tags.append(tag)


def _resolved(words: str) -> str:
    return ENTITY.sub(lambda found: NAMED.get(found[1] or "") or _letter(found), words)


def _letter(found: re.Match[str]) -> str:
    return chr(int(found[2]) if found[2] else int(found[3], 16))


def utf16_units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
