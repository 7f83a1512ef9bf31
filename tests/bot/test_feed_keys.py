"""Who may tell us of dossiers, as an operator writes it."""

import json
from typing import Any

import pytest
from pydantic import SecretStr, ValidationError

from bot.config import FeedSettings
from bot.feed_keys import feed_keys

GOOD = "a-secret-of-the-tests"


def test_sources_are_trusted_in_the_order_in_which_they_are_written() -> None:
    written = json.dumps({"province": [GOOD, f"{GOOD}-old"], "national": [f"{GOOD}-2"]})

    keys = feed_keys(SecretStr(written))

    assert list(keys) == ["province", "national"]
    assert keys["province"] == (GOOD.encode(), f"{GOOD}-old".encode())


def test_without_the_setting_nobody_may_tell() -> None:
    assert feed_keys(SecretStr("")) == {}


@pytest.mark.parametrize(
    "told",
    [
        GOOD,
        [GOOD],
        {"province": GOOD},
        {"province": []},
        {"province": [GOOD] * 3},
        {"province": ["short"]},
        {"province": [7]},
        {"Tỉnh": [GOOD]},
        {"": [GOOD]},
        {"two words": [GOOD]},
    ],
    ids=str,
)
def test_wrong_sources_are_refused_without_quoting_a_secret(told: Any) -> None:
    with pytest.raises(ValidationError) as refused:
        FeedSettings.model_validate({"sources": json.dumps(told)})

    assert GOOD not in str(refused.value)


def test_what_is_no_json_is_refused_without_quoting_it() -> None:
    with pytest.raises(ValidationError, match="must read") as refused:
        FeedSettings.model_validate({"sources": GOOD})

    assert GOOD not in str(refused.value)


def test_a_table_of_states_with_a_wrong_row_is_refused_by_its_number() -> None:
    with pytest.raises(ValidationError, match="row 2"):
        FeedSettings.model_validate({"statuses": "source,written,status\nprovince,Xong,99"})
