"""What people ask; the sample catalogue answers each with a card."""

from collections.abc import Sequence
from itertools import cycle

QUESTIONS: Sequence[str] = (
    "dang ky khai sinh can giay to gi",
    "thủ tục đăng ký kết hôn",
    "lam can cuoc cho nguoi tren 14 tuoi het bao nhieu tien",
    "xin giấy xác nhận tình trạng hôn nhân ở đâu",
    "dang ky thuong tru mat bao lau",
    "chung thuc ban sao tu ban chinh",
    "thành lập hộ kinh doanh cần giấy tờ gì",
    "gia han tam tru can gi",
    "đăng ký khai tử",
    "sang ten so do can giay to gi",
    "tro cap huu tri xa hoi cho nguoi cao tuoi",
    "cap lai the can cuoc bi mat",
)


def in_turn() -> "cycle[str]":
    return cycle(QUESTIONS)
