"""A pending code is weaker evidence, a freeze frame tells circumstances; nothing else changes."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.codes.freeze_frame import READINGS, checked_frame, derived_qualifiers
from engine.codes.status import PENDING_RELIABILITY, report_reliability
from engine.evidence import KnownFinding, StatedFinding, settle
from engine.inference.contributions import log_odds
from engine.inference.posterior import Evidence, Prior, posterior
from graph.errors import InvalidInputError
from graph.vocabulary import EvidenceState
from graph.vocabulary_codes import DtcStatus

PRESENT, ABSENT = EvidenceState.PRESENT, EvidenceState.ABSENT
RATE = st.floats(0.001, 0.99)


def _posterior(
    rates: list[float], leak: float, unlisted: float, reliability: float | None
) -> list[float]:
    """Return all probabilities after one finding, with the stated reliability of its report."""
    evidence = Evidence(
        present=np.asarray([True]),
        likelihood=np.asarray(rates)[:, None],
        leak=np.asarray([leak]),
        unlisted_rate=np.asarray([unlisted]),
        reliability=None if reliability is None else np.asarray([reliability]),
    )
    found = posterior(Prior(np.linspace(0.01, 0.03, len(rates)), 0.2, 0.1), evidence)
    return [*found.faults, found.untouched, found.unlisted]


PRIOR = [*(p / 0.26 * 0.9 for p in (0.01, 0.02, 0.03)), 0.2 / 0.26 * 0.9, 0.1]


@given(
    rates=st.lists(RATE, min_size=3, max_size=3), leak=RATE, unlisted=RATE, r=st.floats(0.0, 1.0)
)
def test_a_pending_code_never_moves_a_probability_further_than_a_confirmed_one(
    rates: list[float], leak: float, unlisted: float, r: float
) -> None:
    pending = _posterior(rates, leak, unlisted, r)
    confirmed = _posterior(rates, leak, unlisted, None)
    assert sum(pending) == pytest.approx(1.0, abs=1e-12)
    for before, weak, strong in zip(PRIOR, pending, confirmed, strict=True):
        moved, furthest = log_odds(weak) - log_odds(before), log_odds(strong) - log_odds(before)
        assert min(0.0, furthest) - 1e-9 <= moved <= max(0.0, furthest) + 1e-9


def test_full_reliability_is_exactly_the_plain_answer_and_none_says_nothing() -> None:
    plain = _posterior([0.8, 0.3, 0.05], 0.01, 0.02, None)
    assert _posterior([0.8, 0.3, 0.05], 0.01, 0.02, 1.0) == plain
    assert _posterior([0.8, 0.3, 0.05], 0.01, 0.02, 0.0) == pytest.approx(PRIOR, abs=1e-12)


def test_only_a_pending_code_is_softened() -> None:
    known = [KnownFinding(PRESENT, status=status) for status in (None, *DtcStatus)]
    found = report_reliability(known)
    assert found is not None
    assert found.tolist() == [1.0, PENDING_RELIABILITY, 1.0, 1.0]
    assert report_reliability([known[0], known[2], known[3]]) is None


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ([DtcStatus.PENDING, DtcStatus.PENDING], DtcStatus.PENDING),
        ([DtcStatus.PENDING, DtcStatus.CONFIRMED], DtcStatus.CONFIRMED),
        ([DtcStatus.PENDING, None], None),
        ([DtcStatus.PERMANENT, DtcStatus.PENDING], DtcStatus.PERMANENT),
    ],
)
def test_the_surest_status_of_a_code_counts(
    said: list[DtcStatus | None], status: DtcStatus | None
) -> None:
    findings = [StatedFinding("dtc.sae.P0171", PRESENT, True, "f", {}, one) for one in said]  # noqa: FBT003
    assert settle(findings)["dtc.sae.P0171"].status is status


@pytest.mark.parametrize(
    ("frame", "qualifiers"),
    [
        ({"coolant_temp_c": 20}, {"tax_temp": "froid"}),
        ({"coolant_temp_c": 71}, {"tax_temp": "chaud"}),
        ({"coolant_temp_c": 60}, {}),
        ({"engine_rpm": 820, "vehicle_speed_km_h": 0}, {"tax_phase": "ralenti"}),
        ({"engine_rpm": 250, "vehicle_speed_km_h": 0}, {"tax_phase": "demarrage"}),
        ({"engine_rpm": 900, "vehicle_speed_km_h": 0, "run_time_s": 2}, {"tax_phase": "demarrage"}),
        ({"engine_rpm": 3000, "vehicle_speed_km_h": 0}, {}),
        ({"engine_rpm": 820}, {}),
        ({"vehicle_speed_km_h": 90, "engine_load_pct": 80}, {"tax_phase": "acceleration"}),
        ({"vehicle_speed_km_h": 90, "throttle_pct": 20}, {}),
    ],
)
def test_a_freeze_frame_tells_the_circumstances_it_can_tell(
    frame: dict[str, float], qualifiers: dict[str, str]
) -> None:
    assert derived_qualifiers(checked_frame(frame, "f")) == qualifiers


def test_an_unknown_or_impossible_value_is_refused_by_its_name() -> None:
    for frame in ({"colour": 1.0}, {"coolant_temp_c": 900.0}, {"engine_rpm": float("nan")}):
        with pytest.raises(InvalidInputError) as caught:
            checked_frame(frame, "observables.0.freeze_frame")
        assert caught.value.field == f"observables.0.freeze_frame.{next(iter(frame))}"
    assert checked_frame({name: reading.low for name, reading in READINGS.items()}, "f")
