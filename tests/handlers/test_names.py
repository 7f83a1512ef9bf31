"""What events, fields and procedures are called."""

from bot.sample.catalogue import load_events, load_procedures
from domain.messages import Language
from domain.procedures import LifeEvent
from handlers.names import event_name, field_name, title_of
from handlers.texts.catalogue import say
from tests.builders import a_procedure
from tests.dialogue import Dialogue

SAMPLE = load_procedures()


def test_every_event_and_field_of_the_sample_has_an_english_name() -> None:
    events = {event.name: event_name(event) for event in load_events()}
    fields = {one.field: field_name(one.field) for one in SAMPLE}

    named = events | fields
    assert [name for name, words in named.items() if say(words, Language.ENGLISH) == name] == []


def test_every_title_of_the_sample_is_told_in_english_with_its_name() -> None:
    said = {one.title: say(title_of(one), Language.ENGLISH) for one in SAMPLE}

    assert [title for title, words in said.items() if title == words] == []
    assert all(words.endswith(f"({title})") for title, words in said.items())


def test_titles_and_events_stay_as_the_data_have_them_in_vietnamese() -> None:
    assert [say(title_of(one), Language.VIETNAMESE) for one in SAMPLE] == [one.title for one in SAMPLE]
    assert [say(event_name(one), Language.VIETNAMESE) for one in load_events()] == [
        one.name for one in load_events()
    ]


def test_a_field_goes_by_its_everyday_name() -> None:
    record = "Thành lập và hoạt động doanh nghiệp (hộ kinh doanh)"

    assert say(field_name(record), Language.VIETNAMESE) == "Hộ kinh doanh"


def test_what_the_catalogues_do_not_know_keeps_its_name() -> None:
    assert event_name(LifeEvent("new", "Việc mới", ())) == "Việc mới"
    assert field_name("Lĩnh vực mới") == "Lĩnh vực mới"
    assert title_of(a_procedure("9.000001", "Thủ tục mới")) == "Thủ tục mới"


async def test_english_lists_name_things_in_both_languages(dialogue: Dialogue) -> None:
    await dialogue.says("/en")

    await dialogue.presses("m1:events")
    await dialogue.presses("Birth (Sinh con)")

    assert dialogue.buttons[0] == "Register a birth (Đăng ký khai sinh)"
