"""What a message is, told at the door from how people really write."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.dossier_codes import find_code
from domain.messages import Language
from domain.recognition import Kind, Recognised, Service, recognise
from domain.search.said import Said
from domain.search.text import fold


def kind(text: str) -> Kind | None:
    known = recognise(Said(text))
    return known.kind if known else None


@pytest.mark.parametrize(
    ("text", "service"),
    [
        ("cháy nhà rồi cứu với", Service.FIRE),
        ("nhà hàng xóm bốc cháy", Service.FIRE),
        ("cháu bé bị đuối nước", Service.FIRE),
        ("bố tôi bị đột quỵ", Service.AMBULANCE),
        ("mẹ em bất tỉnh rồi", Service.AMBULANCE),
        ("gọi cấp cứu giúp tôi", Service.AMBULANCE),
        ("nó uống thuốc sâu", Service.AMBULANCE),
        ("có cướp ở chợ", Service.POLICE),
        ("chồng đánh em đau quá", Service.POLICE),
        ("nhà tôi bị trộm", Service.POLICE),
        ("chong toi danh toi hang ngay", Service.POLICE),
        ("chồng tôi hay đánh tôi", Service.POLICE),
        ("tôi bị chồng tôi đánh", Service.POLICE),
        ("bi con trai danh", Service.POLICE),
        ("vợ tôi bị người ta đánh", Service.POLICE),
        ("mat trom xe may", Service.POLICE),
        ("tui bi te gay chan", Service.AMBULANCE),
        ("tai nan xe", Service.AMBULANCE),
        ("nha tui bi sap roi", Service.FIRE),
        ("ro ri ga", Service.FIRE),
        ("nuoc lu dang cao qua", Service.FIRE),
        ("my house is on fire", Service.FIRE),
        ("please call an ambulance", Service.AMBULANCE),
        ("someone broke in", Service.POLICE),
        ("I need a police officer, someone is attacking me", Service.POLICE),
        ("my husband hits me", Service.POLICE),
        ("police", Service.POLICE),
        ("fire", Service.FIRE),
        ("emergency", None),
        ("cứu tôi với", None),
    ],
)
def test_an_emergency_is_known_with_the_number_that_fits(text: str, service: Service | None) -> None:
    for typed in (text, fold(text)):
        known = recognise(Said(typed))

        assert known is not None
        assert (known.kind, known.service, known.grave) == (Kind.EMERGENCY, service, True)


@pytest.mark.parametrize(
    "text",
    [
        "bán đồ chữa cháy cần giấy phép gì",
        "thẩm duyệt phòng cháy chữa cháy",
        "thẻ bảo hiểm khi cấp cứu",
        "bị cướp mất căn cước làm lại ở đâu",
        "nhà bị cháy mất hết giấy tờ phải làm lại thế nào",
        "trợ cấp tai nạn giao thông",
        "bố tôi mới chết cần giấy gì",
        "xin giấy chứng tử",
        "bồi thường khi bị điện giật",
        "giấy phép bán bình chữa cháy",
        "chồng tôi đánh mất sổ đỏ",
        "chong toi danh mat so do",
        "bố tôi bị gãy chân xin trợ cấp",
        "nhà tôi bị sập xin hỗ trợ",
        "chong toi co ten trong danh sach",
        "bi con trai dien nham vao danh sach",
        "mất trộm căn cước làm lại",
        "tôi bị đánh giá thấp",
    ],
)
def test_a_question_about_papers_is_no_emergency(text: str) -> None:
    assert [kind(typed) for typed in (text, fold(text))] == [None, None]


def test_running_typed_without_accents_is_no_fire() -> None:
    assert kind("xe dang chay") is None
    assert kind("đang cháy") is Kind.EMERGENCY


def test_a_cry_for_help_outweighs_words_about_papers() -> None:
    assert kind("cứu với nhà tôi bốc cháy, giấy tờ còn trong nhà") is Kind.EMERGENCY


@pytest.mark.parametrize(
    "text",
    [
        "không muốn sống nữa",
        "ko muốn sống nữa",
        "muốn chết quách cho xong",
        "em chỉ muốn chết thôi",
        "con tôi đòi tự tử",
        "sống làm gì nữa đâu",
        "I want to die",
    ],
)
def test_a_hint_of_suicide_is_heard(text: str) -> None:
    assert [kind(typed) for typed in (text, fold(text))] == [Kind.SUICIDE, Kind.SUICIDE]


@pytest.mark.parametrize(
    "text",
    [
        "anh tôi tự tử, làm giấy khai tử cần gì",
        "chờ muốn chết mà chưa có kết quả gì",
        "cho em tu van ve khai sinh",
        "lam tu tu thoi",
        "con chó nhà em bị chết",
    ],
)
def test_other_talk_of_death_is_no_hint_of_suicide(text: str) -> None:
    assert kind(text) is not Kind.SUICIDE


@pytest.mark.parametrize(
    ("text", "procedural"),
    [
        ("tôi muốn tố cáo cán bộ", False),
        ("cán bộ địa chính đòi tiền mới làm", False),
        ("chủ tịch xã nhận hối lộ", False),
        ("he asked me for a bribe", False),
        ("thủ tục giải quyết tố cáo", True),
        ("giải quyết tố cáo mất bao lâu", True),
    ],
)
def test_a_denunciation_is_told_from_a_question_about_it(text: str, procedural: bool) -> None:
    known = recognise(Said(text))

    assert known is not None
    assert (known.kind, known.procedural, known.grave) == (Kind.DENUNCIATION, procedural, True)


@pytest.mark.parametrize("text", ["toi hoi lo", "tham o dau", "kê khai tài sản phòng chống tham nhũng"])
def test_words_that_look_like_bribery_denounce_nobody(text: str) -> None:
    assert kind(text) is None


def test_a_legal_complaint_is_known() -> None:
    assert kind("khiếu nại quyết định thu hồi đất") is Kind.LEGAL_COMPLAINT
    assert kind("toi muon khoi kien") is Kind.LEGAL_COMPLAINT


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("H41.12.34-260701-0012", "H41.12.34-260701-0012"),
        ("hồ sơ 000.00.06.H56-231027-0361 sao rồi", "000.00.06.H56-231027-0361"),
        ("g22.99-251225-020175", "G22.99-251225-020175"),
        ("G09.20-20260609-0092637", "G09.20-20260609-0092637"),
        ("T.G12.34.56-251225-0001", "T.G12.34.56-251225-0001"),
        ("H41 . 12 . 34 – 260701 – 0012", "H41.12.34-260701-0012"),
        ("H41,12,34-260701-0012", "H41.12.34-260701-0012"),
        ("h41 16 260102 0007", "H41.16-260102-0007"),
        ("000 00 06 H56 231027 0361", "000.00.06.H56-231027-0361"),
        ("https://vi.du/tra-cuu?MHS=H41.12.34-260701-0012&SGT=1", "H41.12.34-260701-0012"),
    ],
)
def test_a_dossier_code_is_read_however_it_is_typed(typed: str, code: str) -> None:
    known = recognise(Said(typed))

    assert known is not None
    assert (known.kind, known.code) == (Kind.DOSSIER, code)


@pytest.mark.parametrize(
    "text", ["G22.99.3-241219795252", "03706/2026/07906", "1.012790.000.00.00.H41", "1.001193"]
)
def test_numbers_that_look_like_dossier_codes_are_none(text: str) -> None:
    assert find_code(text) is None
    assert recognise(Said(text)) is None


def test_zeros_typed_as_letters_are_still_a_dossier_at_the_door() -> None:
    known = recognise(Said("H41.99-2611O2-OOO7"))

    assert known == Recognised(Kind.DOSSIER, code="H41.99-261102-0007")


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("hồ sơ của tôi đến đâu rồi", Kind.DOSSIER),
        ("ho so cua em xong chua", Kind.DOSSIER),
        ("tra cứu hồ sơ", Kind.DOSSIER),
        ("muốn gặp cán bộ", Kind.PERSON),
        ("cho tôi nói chuyện với người thật", Kind.PERSON),
        ("talk to a human", Kind.PERSON),
        ("phản ánh đường hỏng", Kind.COMPLAINT),
        ("thái độ cán bộ kém quá", Kind.COMPLAINT),
        ("tôi muốn đánh giá cán bộ", Kind.RATING),
        ("đánh giá", Kind.RATING),
        ("cho tôi gặp người", Kind.PERSON),
        ("cán bộ xã Kim Liên nói năng thô lỗ với mẹ tôi", Kind.COMPLAINT),
        ("cán bộ không nhiệt tình", Kind.COMPLAINT),
        ("nộp 20 ngày rồi chưa thấy trả", Kind.DOSSIER),
        ("hồ sơ nộp lâu quá chưa có kết quả", Kind.DOSSIER),
        ("where is my application", Kind.DOSSIER),
        ("tôi muốn khen cán bộ", Kind.PRAISE),
        ("chị ở xã thái độ rất tốt", Kind.PRAISE),
        ("tôi tuyệt vọng lắm", Kind.SAD),
        ("cuộc đời tôi bế tắc quá", Kind.SAD),
        ("khổ quá không biết kêu ai", Kind.SAD),
        ("tôi buồn quá", Kind.SAD),
        ("bị lừa đảo qua mạng mất tiền", Kind.FRAUD),
        ("I was scammed", Kind.FRAUD),
        ("bạn là ai", Kind.WHO),
        ("mày là máy hay người", Kind.WHO),
        ("who are you", Kind.WHO),
        ("đm chúng mày làm ăn như cc", Kind.INSULT),
        ("cc", Kind.INSULT),
        ("tạm biệt nhé", Kind.GOODBYE),
        ("bye", Kind.GOODBYE),
        ("xong rồi", Kind.GOODBYE),
        ("không", Kind.GOODBYE),
        ("xin chào", Kind.GREETING),
        ("Chào em nhé", Kind.GREETING),
        ("alo", Kind.GREETING),
        ("hello", Kind.GREETING),
        ("cảm ơn nhiều nhé", Kind.THANKS),
        ("cám ơn em", Kind.THANKS),
        ("ok cảm ơn", Kind.THANKS),
        ("cam on con nhieu", Kind.THANKS),
        ("ok con", Kind.ACKNOWLEDGE),
        ("chào con", Kind.GREETING),
        ("ba hoi chut", Kind.GREETING),
        ("về trang đầu", Kind.MENU),
        ("mấy giờ mở cửa", Kind.PERSON),
        ("what are your opening hours", Kind.PERSON),
        ("ok", Kind.ACKNOWLEDGE),
        ("Vâng ạ", Kind.ACKNOWLEDGE),
        ("dạ", Kind.ACKNOWLEDGE),
        ("ừ", Kind.ACKNOWLEDGE),
        ("👍", Kind.ACKNOWLEDGE),
        ("hủy", Kind.CANCEL),
        ("thôi không cần nữa", Kind.CANCEL),
        ("quay lại", Kind.BACK),
        ("trợ giúp", Kind.HELP),
        ("Chào bạn, bạn có thể giúp gì", Kind.HELP),
        ("menu", Kind.MENU),
        ("bắt đầu lại", Kind.MENU),
    ],
)
def test_a_plain_wish_is_known_by_its_words(text: str, meant: Kind) -> None:
    assert [kind(typed) for typed in (text, fold(text) or text)] == [meant, meant]


@pytest.mark.parametrize("text", ["tách bìa đỏ cho con", "sang tên bìa đỏ cho cháu"])
def test_a_land_book_for_a_child_typed_without_accents_is_no_insult(text: str) -> None:
    assert [kind(typed) for typed in (text, fold(text))] == [None, None]


@pytest.mark.parametrize("text", ["cán bộ quát mẹ em", "bị chửi ở xã", "nó mắng dân"])
def test_scolding_by_an_official_is_a_complaint(text: str) -> None:
    assert kind(text) is Kind.COMPLAINT


@pytest.mark.parametrize("text", ["sang tên xe chậm trễ có bị phạt không", "nếu chậm trễ thì sao"])
def test_being_late_oneself_is_no_complaint(text: str) -> None:
    assert [kind(typed) for typed in (text, fold(text))] == [None, None]


@pytest.mark.parametrize("text", ["mang theo giấy gì", "quat dien", "làm cc cho con", "bao nhieu mot lon"])
def test_plain_words_that_look_rude_offend_nobody(text: str) -> None:
    assert kind(text) is None


@pytest.mark.parametrize(
    "text", ["vợ mất, buồn quá, khai tử ở đâu", "buồn quá, mất hết giấy tờ", "xin tặng bằng khen"]
)
def test_a_question_told_with_feeling_stays_a_question(text: str) -> None:
    assert [kind(typed) for typed in (text, fold(text))] == [None, None]


@pytest.mark.parametrize(
    "text",
    [
        "040053001234",
        "040 053 001 234",
        "182345678",
        "số điện thoại của tôi 0912 345 678",
        "gọi cho bà +84 912.345.678",
        "số căn cước của tôi là 040053001234",
    ],
)
def test_the_number_of_a_person_is_known(text: str) -> None:
    assert kind(text) is Kind.PERSONAL_NUMBER


@pytest.mark.parametrize(
    "text",
    [
        "đăng ký khai sinh 0912345678",
        "căn cước 040053001234 hết hạn cấp lại ở đâu",
        "hết 100.000.000 đồng",
        "12345678",
        "9" * 40,
        "ngày 15/09/1953",
    ],
)
def test_other_numbers_are_not_taken_for_a_person(text: str) -> None:
    assert kind(text) is None


@pytest.mark.parametrize("text", ["I want to register my newborn", "marriage", "my wife died"])
def test_a_question_written_in_english_is_told(text: str) -> None:
    assert recognise(Said(text)) == Recognised(Kind.ENGLISH, language=Language.ENGLISH)


@pytest.mark.parametrize("text", ["lam the can cuoc", "to do dat o", "me toi mat", "the do can in lai"])
def test_vietnamese_without_accents_is_not_english(text: str) -> None:
    assert recognise(Said(text)) is None


@pytest.mark.parametrize("text", ["hello", "thank you", "someone is attacking me", "who are you"])
def test_what_was_said_in_english_names_the_language(text: str) -> None:
    known = recognise(Said(text))

    assert known is not None
    assert known.kind is not Kind.ENGLISH
    assert known.language is Language.ENGLISH


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("english please", Language.ENGLISH),
        ("do you speak english", Language.ENGLISH),
        ("tiếng việt", Language.VIETNAMESE),
    ],
)
def test_a_wish_for_a_language_names_it(text: str, language: Language) -> None:
    known = recognise(Said(text))

    assert known is not None
    assert (known.kind, known.language) == (Kind.LANGUAGE, language)


@pytest.mark.parametrize(
    "text",
    [
        "chào em, khai sinh cần gì",
        "cảm ơn, còn kết hôn thì sao",
        "đánh giá tác động môi trường",
        "hủy kết quả đăng ký kết hôn",
        "chứng thực bản dịch tiếng anh",
        "hồ sơ khai sinh gồm những gì",
        "hỗ trợ mai táng",
        "thẻ BHYT phản ánh các thông tin gì",
        "mạng bi ngat",
        "",
        "?!",
        "🐢",
    ],
)
def test_a_question_is_left_to_the_search(text: str) -> None:
    assert recognise(Said(text)) is None


def test_the_gravest_meaning_of_a_message_wins() -> None:
    assert kind("cảm ơn, tôi không muốn sống nữa, gọi cấp cứu cũng thế") is Kind.SUICIDE
    assert kind("muốn gặp cán bộ vì có cướp") is Kind.EMERGENCY


@settings(max_examples=300, deadline=500)
@given(st.text(st.characters(codec=None), max_size=500))
def test_any_string_is_recognised_or_left_alone(text: str) -> None:
    known = recognise(Said(text))

    assert known is None or known.kind in Kind


@pytest.mark.parametrize(
    "text", ["cháy " * 200_000, "\x00\ud800", "H41." * 100_000, " - " * 300_000, "👍" * 100_000]
)
def test_a_hostile_text_is_recognised_quickly(text: str) -> None:
    start = time.process_time()

    recognise(Said(text))

    assert time.process_time() - start < 0.2
