"""Rows of a file of procedures; only what a test names differs from them."""

from datetime import date
from typing import Any

from bot.imports.faults import FaultyRowError
from bot.imports.procedures import procedure_of
from domain.messages import Language
from domain.procedures import Procedure
from handlers.texts.catalogue import say

READ_ON = date(2026, 7, 18)


def a_row(**changes: Any) -> dict[str, Any]:
    """A raw national record; a change of None takes the key away."""
    row = {
        "code": "1.001193",
        "name": "Thủ tục đăng ký khai sinh",
        "field": "Hộ tịch",
        "level": "Cấp xã",
        "agency": "Ủy ban nhân dân cấp xã",
        "audience": "Công dân Việt Nam",
        "documents": [a_paper("Tờ khai đăng ký khai sinh theo mẫu")],
        "methods": [a_method()],
        "result": "Giấy khai sinh",
        "decision_no": "163/QĐ-BTP",
        **changes,
    }
    return {key: value for key, value in row.items() if value is not None}


def a_paper(name: str, case: str = "", **changes: Any) -> dict[str, Any]:
    return {
        "case": case,
        "name": name,
        "originals": 1,
        "copies": 0,
        "form": "",
        "note_like": False,
        **changes,
    }


def a_method(
    kind: str = "Trực tiếp", limit: str = "5 ngày làm việc", fee: str = "", **changes: Any
) -> dict[str, Any]:
    return {"method": kind, "time_limit": limit, "fee": fee, "note": "", "time_limit_raw": "", **changes}


def made(**changes: Any) -> Procedure:
    return procedure_of(a_row(**changes), READ_ON)


def faults_of(row: dict[str, Any]) -> dict[str, str]:
    """What is said of a row in Vietnamese, by the place of each fault."""
    try:
        procedure_of(row, READ_ON)
    except FaultyRowError as error:
        return {fault.field: say(fault.text, Language.VIETNAMESE) for fault in error.faults}
    return {}
