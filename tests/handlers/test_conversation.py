"""The whole conversation: whatever comes, a sensible answer goes out and a way on stays open."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.content import Text
from domain.messages import Language, MessageKind
from handlers.payloads import LIMIT, Verb
from tests.builders import a_message
from tests.dialogue import Dialogue, dialogue_over
from tests.handlers.conftest import small_catalogue

HOSTILE = [
    "",
    " ",
    "\x00",
    "\ud800 khai sinh",
    "x" * 1_000_000,
    "👍🏽👩‍👩‍👧‍👦" * 50,
    "\u202eabc",
    unicodedata.normalize("NFD", "đăng ký khai sinh"),
    "<script>alert(1)</script><b>",
    "{0} {code} %s",
    "9" * 400,
    "/" * 300,
    "/start " + "p_" * 300,
    "/traloi 1 ' OR 1=1 --",
    "m1:erase:now",
]

typed = st.one_of(st.text(), st.sampled_from(HOSTILE))
payloads = st.one_of(
    st.text(),
    st.builds(lambda verb, rest: f"m1:{verb}:{rest}", st.sampled_from(Verb), st.text()),
    st.builds(lambda verb: f"m1:{verb}", st.sampled_from(Verb)),
)


def sensible(dialogue: Dialogue, shown: str) -> bool:
    """Something is said, a button leads on, and all of it can be sent."""
    labels = [str(button.label) for content in dialogue.last for button in content.pressable]
    fits = all(len(choice.payload.encode()) <= LIMIT for choice in dialogue.state.choices)
    return bool(shown.strip()) and bool(labels) and all(labels) and fits and "\x00" not in shown


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("kind", [MessageKind.TEXT, MessageKind.PRESS, MessageKind.PHOTO])
async def test_hostile_messages_get_a_sensible_answer(kind: MessageKind, text: str) -> None:
    dialogue = dialogue_over(small_catalogue())

    shown = await dialogue.gets(a_message(text, kind, payload=text))

    assert sensible(dialogue, shown)


@given(st.lists(st.tuples(st.sampled_from(["says", "presses"]), typed | payloads), max_size=6))
@settings(max_examples=150, deadline=None)
async def test_any_row_of_messages_leaves_a_way_on(acts: list[tuple[str, str]]) -> None:
    dialogue = dialogue_over(small_catalogue())

    for act, words in acts:
        shown = await (dialogue.says(words) if act == "says" else dialogue.presses(words))

        assert sensible(dialogue, shown)


@given(st.lists(st.integers(min_value=0, max_value=60), max_size=12), st.sampled_from(Language))
@settings(max_examples=100, deadline=None)
async def test_pressing_whatever_is_offered_never_ends_in_an_old_button(
    places: list[int], language: Language
) -> None:
    dialogue = dialogue_over(small_catalogue())
    await dialogue.says(f"/ngonngu {language}")
    await dialogue.says("/start")

    for place in places:
        if not dialogue.state.choices:  # everything was just erased
            await dialogue.says("/start")
        choices = [choice for choice in dialogue.state.choices if not choice.url]
        shown = await dialogue.presses(choices[place % len(choices)].payload)

        assert "Nút này đã cũ" not in shown
        assert "old message" not in shown


@pytest.mark.parametrize(
    "typed",
    [
        "khai tu",
        "khai sinh bao nhieu tien",
        "khai",
        "thời tiết",
        "/hoso",
        "/danhgia",
        "/phananh",
        "/dulieu",
        "/xoa",
        "/ngonngu",
        "/trogiup",
        "/huy",
        "/traloi",
        "/nothing",
        "cảm ơn",
        "gặp cán bộ",
        "tôi muốn tố cáo cán bộ",
        "cháy nhà rồi cứu với",
    ],
)
async def test_no_answer_is_a_dead_end(dialogue: Dialogue, typed: str) -> None:
    await dialogue.says(typed)
    assert "Về trang đầu" in dialogue.buttons

    await dialogue.presses("Về trang đầu")

    assert "Thủ tục cần gì?" in dialogue.buttons


async def test_every_rendered_word_is_a_string(dialogue: Dialogue) -> None:
    await dialogue.says("khai sinh")

    words = [button.label for content in dialogue.last for button in content.pressable]
    assert not any(isinstance(word, Text) for word in words)


def test_every_verb_has_a_handler(dialogue: Dialogue) -> None:
    assert set(dialogue.router.routes.presses) == set(Verb)
