"""Parts a message that may hold two requests: "khai sinh và nhập hộ khẩu cho con"."""

import re

from domain.search.said import Said

MOST_PARTS = 6
LONGEST = 240
"""A longer message is a story, and a comma in it parts no requests."""

_JOINTS = re.compile(
    r"\s+(?:và|va|đồng thời|dong thoi|với lại|voi lai|cùng với|cung voi|rồi|roi|xong|tiện thể|tien the"
    r"|luôn thể|luon the|ngoài ra|ngoai ra|and)\s+|[,;.?!+&\n]+(?!\d)"
)


def requests(message: Said) -> tuple[Said, ...]:
    """The stretches between joints; empty when the message is one piece or too long to tell."""
    if len(message.text) > LONGEST:
        return ()
    parts = [part.strip() for part in _JOINTS.split(message.cleaned) if part.strip()]
    return tuple(map(Said, parts)) if 1 < len(parts) <= MOST_PARTS else ()
