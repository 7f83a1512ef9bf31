"""Text that passes an edge can be kept, and does nothing on the screen that shows it."""

import pytest

from domain.text import clean


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ("Nguy\u0065\u0302\u0303n", "Nguyễn"),
        ("một\nhai\tba\r\n", "một\nhai\tba\r\n"),
        ("a\x00b", "a\ufffdb"),
        ("a\ud800b", "a\ufffdb"),
        ("\x1b]0;title\x07", " ]0;title "),
        ("hồ sơ\x9b31m", "hồ sơ 31m"),
        ("ng\u202eàogn\u2066", "ngàogn"),
        ("gia đình 👨\u200d👩", "gia đình 👨\u200d👩"),
    ],
)
def test_what_would_command_a_screen_is_taken_out(told: str, kept: str) -> None:
    assert clean(told) == kept
