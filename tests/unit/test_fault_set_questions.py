"""The next question when several faults may be present."""

import numpy as np
import pytest

from engine.inference.fault_set_questions import fault_set_gain, fault_set_rates
from engine.inference.fault_set_search import SearchLimits
from engine.inference.several_faults import FaultSet, several_faults
from tests.builders.noisy_or import network_of

MANY = SearchLimits(shown=100)


def _set(*faults: int, unlisted: bool = False) -> FaultSet:
    return FaultSet(faults, unlisted, probability=0.1)


def test_the_rates_of_a_set_are_the_noisy_or_of_its_causes() -> None:
    network = network_of(
        [[0.6, 0.1], [0.5, 0.3]], [0.1, 0.1], [0.1, 0.1], unlisted=(0.1, [0.1, 0.4])
    )
    sets = [_set(), _set(0, 1), _set(1, unlisted=True)]
    found = fault_set_rates(network, sets)
    assert found[0] == pytest.approx([0.1, 0.1])
    assert found[1] == pytest.approx([1 - 0.9 * (0.4 / 0.9) * (0.5 / 0.9), 0.3])
    assert found[2] == pytest.approx([0.5, 1 - 0.9 * (0.7 / 0.9) * (0.6 / 0.9)])


def test_what_tells_a_second_fault_apart_is_worth_asking_once_the_first_is_sure() -> None:
    rates = [[0.99, 0.9, 0.01], [0.01, 0.01, 0.9], [0.01, 0.9, 0.01]]
    network = network_of(rates, [0.001, 0.01, 0.01], [0.05, 0.05, 0.05])
    answer = several_faults(network, [0], [True], limits=MANY)
    gain = fault_set_gain(network, answer)
    assert int(gain.argmax()) == 2
    assert gain[2] > 2 * gain[0]


def test_a_question_that_no_fault_answers_is_worth_nothing() -> None:
    network = network_of([[0.9, 0.01], [0.2, 0.01]], [0.01, 0.01], [0.1, 0.1])
    gain = fault_set_gain(network, several_faults(network, [], [], limits=MANY))
    assert gain[1] == pytest.approx(0.0, abs=1e-12)
    assert gain[0] > 0.05


def test_the_gain_over_sets_is_the_mutual_information_computed_by_hand() -> None:
    network = network_of([[0.9], [0.2]], [0.05], [0.1, 0.1])
    answer = several_faults(network, [0], [True], limits=MANY)
    weights = np.asarray([item.probability for item in answer.sets])
    rates = fault_set_rates(network, answer.sets)[:, 0]
    mean = float(weights @ rates / weights.sum())
    bits = -rates * np.log2(rates) - (1 - rates) * np.log2(1 - rates)
    expected = (
        -mean * np.log2(mean) - (1 - mean) * np.log2(1 - mean) - weights @ bits / weights.sum()
    )
    assert fault_set_gain(network, answer)[0] == pytest.approx(expected, abs=1e-12)
