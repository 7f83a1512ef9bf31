"""When a failing system is left alone, and how it is tried again."""

import pytest

from bot.gateways.circuit import Circuit, CircuitState
from tests.bot.gateways.conftest import Monotonic


@pytest.fixture
def circuit(monotonic: Monotonic) -> Circuit:
    return Circuit(monotonic)


def calls(circuit: Circuit, outcomes: str) -> None:
    """`+` for a call that succeeded, `-` for one that failed."""
    for outcome in outcomes:
        ticket = circuit.enter()
        assert ticket is not None
        circuit.succeeded(ticket) if outcome == "+" else circuit.failed(ticket)


@pytest.mark.parametrize(
    ("outcomes", "state"),
    [
        ("", CircuitState.CLOSED),
        ("----", CircuitState.CLOSED),
        ("-----", CircuitState.OPEN),
        ("----+----", CircuitState.CLOSED),
        ("-+" * 10, CircuitState.CLOSED),
        ("-+" * 9 + "--", CircuitState.OPEN),
        ("-+" * 10 + "-", CircuitState.CLOSED),
        ("-+" * 10 + "--", CircuitState.OPEN),
        ("--+" * 5 + "-", CircuitState.OPEN),
        ("-" * 4 + "+" * 20 + "-" * 4, CircuitState.CLOSED),
    ],
)
def test_it_opens_after_five_in_a_row_or_more_than_half_of_twenty(
    circuit: Circuit, outcomes: str, state: CircuitState
) -> None:
    calls(circuit, outcomes)

    assert circuit.state is state


def test_an_open_circuit_lets_nobody_in_for_thirty_seconds(circuit: Circuit, monotonic: Monotonic) -> None:
    calls(circuit, "-----")

    monotonic.time += 29.9

    assert circuit.enter() is None
    assert circuit.rests_for == pytest.approx(0.1)


def test_after_its_rest_one_call_alone_is_the_probe(circuit: Circuit, monotonic: Monotonic) -> None:
    calls(circuit, "-----")

    monotonic.time += 30

    assert [circuit.enter() is None for _ in range(3)] == [False, True, True]
    assert circuit.state is CircuitState.HALF_OPEN


def test_a_probe_that_succeeds_lets_everybody_in_with_a_clean_sheet(
    circuit: Circuit, monotonic: Monotonic
) -> None:
    calls(circuit, "-----")
    monotonic.time += 30

    calls(circuit, "+----")

    assert circuit.state is CircuitState.CLOSED


def test_a_probe_that_fails_begins_the_rest_again(circuit: Circuit, monotonic: Monotonic) -> None:
    calls(circuit, "-----")
    monotonic.time += 30

    calls(circuit, "-")

    assert (circuit.enter(), circuit.rests_for) == (None, 30)


def test_a_probe_without_a_verdict_leaves_its_place_to_the_next(
    circuit: Circuit, monotonic: Monotonic
) -> None:
    calls(circuit, "-----")
    monotonic.time += 30
    ticket = circuit.enter()
    assert ticket is not None

    circuit.abandoned(ticket)

    assert circuit.enter() is not None


def test_a_rest_that_was_asked_for_is_given_at_once(circuit: Circuit, monotonic: Monotonic) -> None:
    ticket = circuit.enter()
    assert ticket is not None

    circuit.failed(ticket, rest_seconds=120)

    monotonic.time += 119
    assert circuit.enter() is None
    monotonic.time += 1
    assert circuit.enter() is not None


@pytest.mark.parametrize("late", ["succeeded", "failed"])
def test_a_call_from_before_it_opened_says_nothing_of_now(
    circuit: Circuit, monotonic: Monotonic, late: str
) -> None:
    early = circuit.enter()
    assert early is not None
    calls(circuit, "-----")
    monotonic.time += 30
    probe = circuit.enter()

    getattr(circuit, late)(early)

    assert probe is not None
    assert circuit.state is CircuitState.HALF_OPEN
