"""A fault repeats what stands in a file, but never the number of a person in a wrong column."""

from datetime import date

import pytest

from bot.imports.faults import FaultyRowError
from bot.imports.procedures import procedure_of


@pytest.mark.parametrize("number", ["0912345678", "0912 345 678", "040085001234", "+84912345678"])
def test_a_file_of_dossiers_given_as_procedures_has_no_number_repeated(number: str) -> None:
    with pytest.raises(FaultyRowError) as faulty:
        procedure_of({"code": number, "name": "Đăng ký khai sinh"}, date(2026, 7, 18))

    told = [dict(fault.text.args) for fault in faulty.value.faults]
    assert told
    assert number not in repr(told)
