"""Curves from inspection counts: the method gives back what went in."""

import math
from pathlib import Path

import pytest

from graph.errors import InvalidInputError
from seeds.mot_curves import (
    MILES_A_YEAR,
    Band,
    as_yaml,
    cumulative,
    derive_curves,
    failing_shares,
)

BANDS = [Band(0, 50_000, 1000, 100.0), Band(50_000, 100_000, 1000, 100.0)]


def _tables(folder: Path, mean: int = 60_000) -> Path:
    (folder / "passrate_by_mileage.csv").write_text(
        "model,band_miles,pass_rate_pct,tests\na,0-50k,90,1000\na,50k-100k,80,1000\na,100k+,70,500\n"
    )
    (folder / "failure_categories.csv").write_text(
        "model,category,failures\na,Brakes,100\na,Identification of the vehicle,9\n"
    )
    (folder / "component_mean_failure_miles.csv").write_text(
        f"model,category,mean_miles\na,Brakes,{mean}\na,Tyres,60000\n"
    )
    return folder


@pytest.mark.parametrize("mean", [30_000.0, 50_000.0, 70_000.0])
def test_number_and_mean_mileage_of_the_failures_come_back(mean: float) -> None:
    shares = failing_shares(BANDS, 150, mean)
    failures = [share * band.tests for share, band in zip(shares, BANDS, strict=True)]
    assert sum(failures) == pytest.approx(150)
    back = sum(f * band.middle for f, band in zip(failures, BANDS, strict=True)) / 150
    assert back == pytest.approx(mean, rel=1e-6)


def test_the_same_mean_as_all_failures_leaves_their_profile() -> None:
    assert failing_shares(BANDS, 100, 50_000.0) == pytest.approx((0.05, 0.05))


def test_a_constant_share_is_a_constant_hazard() -> None:
    hazard = -math.log(0.95) / MILES_A_YEAR
    found = dict(cumulative(BANDS, (0.05, 0.05)))
    assert found[100_000] == pytest.approx(1 - math.exp(-100_000 * hazard))


def test_curves_rise_in_kilometres_and_other_categories_are_left_out(tmp_path: Path) -> None:
    (curve,) = derive_curves(_tables(tmp_path))
    assert (curve.part_category, curve.failures, curve.models) == ("brakes", 100, 1)
    km, risk = zip(*curve.points, strict=True)
    assert km[:3] == (0, 80_467, 160_934)
    assert list(risk) == sorted(risk)
    assert 0.2 <= curve.confidence < 0.8
    assert "part_category: brakes" in as_yaml([curve])


def test_a_category_that_fails_later_than_others_gets_a_steeper_end(tmp_path: Path) -> None:
    early = derive_curves(_tables(tmp_path, mean=50_000))[0].points
    late = derive_curves(_tables(tmp_path, mean=75_000))[0].points
    assert late[1][1] < early[1][1]
    assert late[-1][1] > early[-1][1]


def test_a_folder_without_the_tables_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidInputError, match="passrate_by_mileage"):
        derive_curves(tmp_path)
