"""Expected calibration error, its bins, and the floor that chance puts under it."""

import numpy as np
import pytest

from engine.inference.calibration_error import (
    calibration_floor,
    expected_calibration_error,
    reliability_bins,
)


def _rng(seed: int = 1) -> np.random.Generator:
    return np.random.default_rng(seed)


def test_the_error_is_the_one_computed_by_hand() -> None:
    confidence = np.asarray([0.9, 0.9, 0.9, 0.9, 0.2])
    correct = np.asarray([True, True, True, False, False])
    assert expected_calibration_error(confidence, correct) == pytest.approx(
        4 / 5 * abs(0.75 - 0.9) + 1 / 5 * 0.2
    )


def test_bins_hold_their_lower_end_and_the_last_one_holds_certainty() -> None:
    bins = reliability_bins(np.asarray([0.2, 1.0, 0.95]), np.asarray([True, True, False]), 5)
    assert [item.count for item in bins] == [0, 1, 0, 0, 2]
    assert (bins[1].low, bins[1].high) == (0.2, 0.4)
    assert bins[4].confidence == pytest.approx(0.975)
    assert bins[4].accuracy == 0.5
    assert (bins[0].confidence, bins[0].accuracy) == (0.0, 0.0)


def test_the_bins_add_up_to_the_error() -> None:
    confidence = _rng().random(500)
    correct = _rng(2).random(500) < confidence
    summed = sum(
        item.count / 500 * abs(item.accuracy - item.confidence)
        for item in reliability_bins(confidence, correct)
    )
    assert expected_calibration_error(confidence, correct) == pytest.approx(summed, abs=1e-12)


def test_no_case_has_no_error() -> None:
    assert expected_calibration_error(np.zeros(0), np.zeros(0, bool)) == 0.0


def test_the_floor_of_one_bin_is_the_mean_deviation_of_a_coin() -> None:
    floor = calibration_floor(np.full(100, 0.5), _rng(), draws=4000)
    assert floor.mean == pytest.approx(np.sqrt(2 / np.pi) * 0.05, rel=0.03)
    assert floor.low < floor.mean < floor.high


def test_the_floor_falls_with_the_root_of_the_cases() -> None:
    confidence = _rng().random(400)
    few = calibration_floor(confidence, _rng(), draws=500)
    many = calibration_floor(np.repeat(confidence, 16), _rng(), draws=500)
    assert many.mean == pytest.approx(few.mean / 4, rel=0.05)


def test_a_calibrated_model_lies_within_the_floor_and_a_boastful_one_above() -> None:
    confidence = 0.3 + 0.6 * _rng().random(1000)
    floor = calibration_floor(confidence, _rng(3), draws=500)
    honest = expected_calibration_error(confidence, _rng(4).random(1000) < confidence)
    boastful = expected_calibration_error(confidence, _rng(4).random(1000) < confidence - 0.1)
    assert floor.low <= honest <= floor.high
    assert boastful > floor.high


def test_drawing_in_blocks_gives_the_same_floor(monkeypatch: pytest.MonkeyPatch) -> None:
    confidence = _rng().random(50)
    whole = calibration_floor(confidence, _rng(), draws=64)
    monkeypatch.setattr("engine.inference.calibration_error._BLOCK", 350)
    assert calibration_floor(confidence, _rng(), draws=64) == whole
