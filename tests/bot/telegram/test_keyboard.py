"""Buttons as rows of a phone, within the limits of Telegram."""

import pytest
from structlog.testing import capture_logs

from bot.channels.telegram.keyboard import Key, keyboard, markup
from domain.content import Button, ButtonRole, Content, Fact, Facts, Source, Text


def labels(*buttons: Button) -> list[list[str]]:
    return [[key.label for key in row] for row in keyboard(Content((), buttons))]


def quiet(*words: str) -> list[Button]:
    return [Button(word, "v1:x", role=ButtonRole.QUIET) for word in words]


def test_short_facts_stand_three_in_a_row() -> None:
    facts = Facts(tuple(Fact(word, "", f"v1:{word}") for word in ("Giấy tờ", "Lệ phí", "Nơi nộp", "Ai nộp")))

    rows = keyboard(Content((facts,)))

    assert [[key.label for key in row] for row in rows] == [["Giấy tờ", "Lệ phí", "Nơi nộp"], ["Ai nộp"]]


def test_longer_words_stand_two_in_a_row_and_long_ones_alone() -> None:
    assert labels(*quiet("Trường hợp khác", "Quay lại", "Gọi đường dây hỗ trợ")) == [
        ["Trường hợp khác", "Quay lại"],
        ["Gọi đường dây hỗ trợ"],
    ]


@pytest.mark.parametrize("role", [ButtonRole.START, ButtonRole.QUESTION, ButtonRole.PRIMARY])
def test_doors_questions_and_the_next_step_stand_alone(role: ButtonRole) -> None:
    buttons = [Button("Một", "v1:a", role=role), Button("Hai", "v1:b", role=role)]

    assert labels(*buttons) == [["Một"], ["Hai"]]


def test_buttons_of_different_roles_never_share_a_row() -> None:
    assert labels(Button("Có", "v1:y"), *quiet("Quay lại")) == [["Có"], ["Quay lại"]]


def test_the_report_of_a_mistake_joins_the_quiet_ones() -> None:
    source = Source(("1.001193",), Button("Báo sai", "v1:r"))

    rows = keyboard(Content((source,), tuple(quiet("Quay lại"))))

    assert [[key.label for key in row] for row in rows] == [["Quay lại", "Báo sai"]]


def test_a_link_leads_away_and_carries_no_payload() -> None:
    rows = keyboard(Content((), (Button("Nộp hồ sơ", "v1:go", "https://dichvucong.gov.vn"),)))

    assert rows == ((Key("Nộp hồ sơ", url="https://dichvucong.gov.vn"),),)


@pytest.mark.parametrize(
    ("key", "written"),
    [
        (Key("Có", "v1:y"), {"text": "Có", "callback_data": "v1:y"}),
        (Key("Mở", url="https://a.vn"), {"text": "Mở", "url": "https://a.vn"}),
        (Key("Nộp", "v1:n", primary=True), {"text": "Nộp", "callback_data": "v1:n", "style": "primary"}),
    ],
)
def test_a_key_is_written_as_the_bot_api_reads_it(key: Key, written: dict[str, str]) -> None:
    assert key.to_json() == written


@pytest.mark.parametrize(
    "bad",
    [
        Button("Không có đích"),
        Button(" ", "v1:x"),
        Button("Quá dài", "ễ" * 22),
        Button("Lạ", url="javascript:alert(1)"),
    ],
)
def test_a_button_that_telegram_would_refuse_is_left_out(bad: Button) -> None:
    assert labels(bad, Button("Có", "v1:y")) == [["Có"]]


def test_a_telephone_is_no_button_here_and_no_fault_of_ours() -> None:
    with capture_logs() as logged:
        shown = labels(Button("Gọi điện", url="tel:1022", role=ButtonRole.PRIMARY), Button("Có", "v1:y"))

    assert shown == [["Có"]]
    assert logged == []


def test_a_number_is_shared_by_a_key_in_place_of_the_letters() -> None:
    share = Button("Chia sẻ số của tôi", asks_contact=True)
    report = Source(("1.001193",), Button("Báo sai", "v1:r"))
    long = "Đăng ký biến động quyền sử dụng đất do chuyển nhượng, tặng cho, thừa kế"
    others = (Button(long, "v1:x"), share, Button("Mở", url="https://a.vn"), *quiet("Quay lại"))

    given = markup(keyboard(Content((report,), others)))

    assert given == {
        "keyboard": [
            [{"text": "Chia sẻ số của tôi", "request_contact": True}],
            [{"text": "Báo sai"}],
            [{"text": long}],
            [{"text": "Quay lại"}],
        ],
        "resize_keyboard": True,
        "one_time_keyboard": True,
    }


def test_a_question_at_the_end_may_ask_for_the_number() -> None:
    question = Content((), (Button("Chia sẻ số", asks_contact=True),))

    rows = keyboard(Content((), (Button("Có", "v1:y"),), then=question))

    assert [[(key.label, key.asks_contact) for key in row] for row in rows] == [
        [("Chia sẻ số", True)],
        [("Có", False)],
    ]


def test_no_keys_are_no_markup() -> None:
    assert markup(()) is None


def test_a_payload_of_sixty_four_bytes_still_fits() -> None:
    assert labels(Button("Có", "v" * 64)) == [["Có"]]


def test_a_long_label_is_cut_between_words() -> None:
    [[label]] = labels(
        Button("Đăng ký biến động quyền sử dụng đất do chuyển nhượng, tặng cho, thừa kế", "v1:x")
    )

    assert label == "Đăng ký biến động quyền sử dụng đất do chuyển nhượng, tặng…"


def test_a_long_label_without_a_space_is_cut_hard() -> None:
    [[label]] = labels(Button("a" * 90, "v1:x"))

    assert label == "a" * 63 + "…"


def test_no_more_than_a_hundred_buttons_are_shown() -> None:
    rows = labels(*[Button(f"Nút {number}", "v1:x") for number in range(120)])

    assert sum(map(len, rows)) == 100


def test_a_key_of_the_catalogue_is_shown_rather_than_nothing() -> None:
    assert labels(Button(Text("button.back"), "v1:b")) == [["button.back"]]
