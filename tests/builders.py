"""Small, complete things to test with; only what a test names differs from them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from domain.agencies import Agency, AgencyKind, AgencyLevel, InMemoryAgencies, OneStopCentre
from domain.communes import Commune, Communes, District, OldCommune
from domain.conversations import Conversation, State
from domain.held_data import Held
from domain.messages import Address, ChannelName, InboundMessage, MessageKind
from domain.procedures import (
    MOST_HITS,
    Behaviour,
    Brief,
    Found,
    Group,
    Hit,
    LifeEvent,
    PaperCase,
    Part,
    Procedure,
    Requirement,
    Way,
)
from domain.search.said import Said
from handlers.turn import Turn

NOON = datetime(2026, 11, 20, 5, 30, tzinfo=UTC)
"""Half past twelve in Viet Nam."""

ADDRESS = Address(ChannelName.CONSOLE, "an")


@dataclass(slots=True)
class FakeClock:
    instant: datetime = NOON

    def now(self) -> datetime:
        return self.instant

    def pass_by(self, time: timedelta) -> None:
        self.instant += time


@dataclass(slots=True)
class FakeHeldData:
    """Knows what is kept of each address, and who asked."""

    kept: dict[Address, Held] = field(default_factory=dict)

    async def of(self, address: Address) -> Held:
        return self.kept.get(address, Held())


@dataclass(frozen=True, slots=True)
class FakeCatalogue:
    """Finds only the very questions it was given answers for."""

    procedures: Sequence[Procedure] = ()
    life_events: Sequence[LifeEvent] = ()
    answers: Mapping[str, Found] = field(default_factory=dict)

    def get(self, code: str) -> Procedure | None:
        return next((one for one in self.procedures if one.code == code), None)

    def search(self, query: Said, most_hits: int = MOST_HITS) -> Found:
        return self.answers.get(query.text, Found(Behaviour.OUT_OF_SCOPE))

    def fields(self) -> Sequence[tuple[str, Sequence[Procedure]]]:
        names = dict.fromkeys(one.field for one in self.procedures)
        return [(name, [one for one in self.procedures if one.field == name]) for name in names]

    def events(self) -> Sequence[LifeEvent]:
        return self.life_events


def a_case(id: str = "co", name: str = "Có Giấy chứng sinh", *papers: str) -> PaperCase:  # noqa: A002 - the field's name
    rows = tuple(Requirement(paper, "Nộp 1 bản chính.") for paper in papers or ("Tờ khai", "Giấy chứng sinh"))
    return PaperCase(id, name, rows)


def a_procedure(code: str = "1.001193", title: str = "Đăng ký khai sinh", **changes: object) -> Procedure:
    """A birth registration with one case; `changes` are fields of `Procedure`."""
    facts: dict[str, object] = {
        "code": code,
        "name": f"Thủ tục {title.lower()}",
        "title": title,
        "field": "Hộ tịch",
        "level": "Cấp xã",
        "answer": "Nộp <b>Tờ khai</b> và <b>Giấy chứng sinh</b>.",
        "time": Brief("Trong ngày làm việc", ("Nhận sau 15 giờ thì trả ngày làm việc tiếp theo.",)),
        "fee": Brief("Cổng không ghi mức thu; hỏi nơi nộp", ("Hộ nghèo được miễn.",)),
        "where": Brief("Ủy ban nhân dân cấp xã"),
        "who": Brief("Cha, mẹ hoặc người thân"),
        "result": "Giấy khai sinh",
        "steps": ("Nộp hồ sơ.", "Nhận Giấy khai sinh."),
        "legal_basis": ("Luật Hộ tịch 60/2014/QH13",),
        "cases": (a_case(),),
        "ways": (Way("Trực tiếp"), Way("Bưu chính", note="Gửi kèm bản sao có chứng thực.")),
        "decision": "QĐ 163/QĐ-BTP",
        "data_date": date(2026, 7, 18),
        **changes,
    }
    return Procedure(**facts)  # type: ignore[arg-type] - a builder takes any field


def answer(procedure: Procedure, asks: Part | None = None) -> Found:
    return Found(Behaviour.ANSWER, (Hit(procedure, 9.0),), asks)


def clarify(*procedures: Procedure) -> Found:
    groups = tuple(Group(one.title, (one.code,)) for one in procedures)
    return Found(Behaviour.CLARIFY, tuple(Hit(one, 5.0) for one in procedures), None, groups)


def a_message(text: str = "", kind: MessageKind = MessageKind.TEXT, **changes: object) -> InboundMessage:
    facts: dict[str, object] = {"external_id": "1", "address": ADDRESS, "actor": "an", "sent_at": NOON}
    return InboundMessage(text=text, kind=kind, **{**facts, **changes})  # type: ignore[arg-type] - as above


def a_turn(message: InboundMessage | None = None, state: State | None = None) -> Turn:
    message = message or a_message()
    conversation = Conversation(
        message.conversation, message.address, message.actor, state or State(greeted=True)
    )
    return Turn(message, conversation, inbox_id=1, deadline=15.0)


def some_communes() -> Communes:
    """Three communes of today, made of seven; "Tân Sơn" was there twice, "Long Sơn" as two kinds."""
    return Communes(
        (Commune("1", "Xã", "Văn Hiến"), Commune("2", "Xã", "Quỳnh Tam"), Commune("3", "Phường", "Thái Hòa")),
        (
            OldCommune("Xã", "Tân Sơn", "huyện Đô Lương", "1"),
            OldCommune("Xã", "Hòa Sơn", "", "1"),
            OldCommune("Xã", "Tân Sơn", "huyện Quỳnh Lưu", "2"),
            OldCommune("Xã", "Quỳnh Tam", "", "2"),
            OldCommune("Xã", "Long Sơn", "", "2"),
            OldCommune("Phường", "Long Sơn", "", "3"),
            OldCommune("Thị trấn", "Dùng", "", "3"),
        ),
        (District("huyện", "Đô Lương"), District("huyện", "Quỳnh Lưu"), District("huyện", "Yên Thành")),
    )


def a_centre(code: str = "H41.1", commune: str = "1", **facts: str) -> Agency:
    """The one-stop centre of a commune; `facts` are fields of `OneStopCentre`."""
    name = f"Trung tâm Phục vụ hành chính công {commune}"
    centre = OneStopCentre(**facts)
    return Agency(code, name, AgencyKind.ONE_STOP, AgencyLevel.COMMUNE, commune, centre)


PROVINCIAL = Agency(
    "H41.0",
    "Trung tâm Phục vụ hành chính công tỉnh",
    AgencyKind.ONE_STOP,
    AgencyLevel.PROVINCE,
    centre=OneStopCentre(address="Số 1 đường Mẫu", hours="7 giờ đến 17 giờ"),
)
JUSTICE = Agency("STP", "Sở Tư pháp", AgencyKind.DEPARTMENT, AgencyLevel.PROVINCE)


def some_agencies(*centres: Agency) -> InMemoryAgencies:
    return InMemoryAgencies((PROVINCIAL, JUSTICE, *centres), some_communes())
