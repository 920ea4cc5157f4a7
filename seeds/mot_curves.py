"""Risk curves per inspected system from counts of the UK's MOT tests: how they are derived.

Input: a folder with three tables of counts, made from the DVSA's open MOT results (OGL v3):
``passrate_by_mileage.csv`` (tests and pass rate per model and mileage band),
``failure_categories.csv`` (failures per model and category) and
``component_mean_failure_miles.csv`` (mean mileage of the failures per model and category).

Method, for each model and category that has failures:

1. P(a test in band b fails for category c) is taken as proportional to the band's whole failure
   rate times exp(theta * miles): of all profiles with a given mean the one that is nearest to the
   profile of all failures (least relative entropy). theta sets the mean mileage of the failures,
   the scale their number. The mean is that of all failures in the bands, times the category's
   mean over the average of the model's listed means: the level of the listed means does not agree
   with the counts per band (up to 40 % higher), so only their ratios are used. The table lists
   the five earliest categories of a model; another one takes the latest listed ratio.
2. Models are pooled by their tests per band.
3. A car is tested once a year, so with A miles a year the hazard is -ln(1 - P) / A per mile,
   constant within a band, and R(km) = 1 - exp(-sum of hazard * miles): the probability that at
   least one test up to that mileage found a defect of the category.

Assumptions, and what they do: MILES_A_YEAR (the curve scales with it), independent tests, bands
at their middles, the open band at OPEN_BAND_MILES, miles before the first test like the first
band. Cars that were scrapped are missing: the last bands are those of survivors, so the end of a
curve is too low. Confidence: 0.8 * (1 - CV of R at 100,000 miles between models) * m / (m + 2)
* (0.6 + 0.4 k / m), m models of which k list the category's mean, at least 0.2.
"""

import csv
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from graph.errors import InvalidInputError

KM_PER_MILE = 1.609344
#: Mean annual mileage of cars in England, about 7,400 miles before 2020.
MILES_A_YEAR = 7_400.0
#: Where the tests of the open last band are taken to be.
OPEN_BAND_MILES = 175_000.0
_COMPARED_AT_MILES = 100_000.0
_LEAST_CONFIDENCE = 0.2
_STEPS = 200
#: Begin of the category's name in the tables to part category; the rest has no part to look at.
CATEGORIES = {
    "Brakes": "brakes",
    "Suspension": "suspension",
    "Tyres": "tyres",
    "Lamps, reflectors": "lamps",
    "Noise, emissions": "exhaust_emissions",
    "Steering": "steering",
    "Road Wheels": "road_wheels",
    "Visibility": "visibility",
    "Body, chassis": "body",
}


@dataclass(frozen=True)
class Band:
    """Tests of one model in one mileage band; ``end`` is None for the open one."""

    start: float
    end: float | None
    tests: int
    failed: float

    @property
    def middle(self) -> float:
        """Where its tests are taken to be, in miles."""
        return OPEN_BAND_MILES if self.end is None else (self.start + self.end) / 2


@dataclass(frozen=True)
class DerivedCurve:
    """One curve and what it rests on.

    Attributes:
        points: (km, cumulative risk).
        failures: how many failures it was counted from.
        models: how many models told of it.
        confidence: 0 to 1, from the spread between the models.
    """

    part_category: str
    points: tuple[tuple[int, float], ...]
    failures: int
    models: int
    confidence: float


def derive_curves(folder: Path) -> tuple[DerivedCurve, ...]:
    """Return a curve for each category that the tables of a folder tell enough of.

    Raises:
        InvalidInputError: a table is missing or has other columns.
    """
    bands = _bands(folder)
    failures = dict(_by_category(_rows(folder / "failure_categories.csv"), "failures"))
    means = dict(_by_category(_rows(folder / "component_mean_failure_miles.csv"), "mean_miles"))
    found = []
    for category in CATEGORIES.values():
        told = {
            model: failing_shares(bands[model], count, _mean(bands[model], means, model, category))
            for (model, name), count in sorted(failures.items())
            if name == category and model in bands
        }
        if told:
            count = int(sum(failures[model, category] for model in told))
            listed = sum((model, category) in means for model in told)
            found.append(_curve(category, bands, told, (count, listed)))
    return tuple(found)


def _mean(
    bands: Sequence[Band], means: Mapping[tuple[str, str], float], model: str, category: str
) -> float:
    """Return the mean mileage of a category's failures on one model (step 1 of the method)."""
    of_all = sum(band.failed * band.middle for band in bands) / sum(band.failed for band in bands)
    listed = [mean for (of_model, _), mean in means.items() if of_model == model]
    if not listed:
        return of_all
    mean = means.get((model, category), max(listed))
    return of_all * mean * len(listed) / sum(listed)


def failing_shares(bands: Sequence[Band], failures: float, mean_miles: float) -> tuple[float, ...]:
    """Return P(a test fails for one category) in each band, by step 1 of the method.

    Args:
        bands: of one model.
        failures: of the category, all bands together.
        mean_miles: mean mileage of these failures; one outside the bands' middles is pulled in.
    """
    low, high = -1e-4, 1e-4
    for _ in range(_STEPS):
        theta = (low + high) / 2
        weights = _tilted(bands, theta)
        mean = sum(w * band.middle for w, band in zip(weights, bands, strict=True)) / sum(weights)
        low, high = (theta, high) if mean < mean_miles else (low, theta)
    scale = failures / sum(weights)
    return tuple(
        min(scale * weight / band.tests, 0.95) for weight, band in zip(weights, bands, strict=True)
    )


def cumulative(bands: Sequence[Band], shares: Sequence[float]) -> Iterator[tuple[float, float]]:
    """Yield (miles, cumulative risk) at the end of each band, by step 3 of the method."""
    total = 0.0
    for band, share in zip(bands, shares, strict=True):
        end = 2 * OPEN_BAND_MILES - band.start if band.end is None else band.end
        total += -math.log1p(-share) / MILES_A_YEAR * (end - band.start)
        yield end, -math.expm1(-total)


def as_yaml(curves: Iterable[DerivedCurve]) -> str:
    """Return the ``risk_points`` of each curve as lines for a seed file."""
    lines = []
    for curve in curves:
        lines.append(f"  # {curve.failures} failures of {curve.models} models")
        lines.append(f"  - part_category: {curve.part_category}")
        lines.append(f"    confidence: {curve.confidence:.2f}")
        lines.append("    risk_points:")
        lines += [f"      - {{km: {km}, risk: {risk:.4f}}}" for km, risk in curve.points]
    return "\n".join(lines) + "\n"


def _curve(
    category: str,
    bands: Mapping[str, Sequence[Band]],
    told: Mapping[str, tuple[float, ...]],
    counted: tuple[int, int],
) -> DerivedCurve:
    first = bands[next(iter(told))]
    pooled = [
        sum(shares[at] * bands[model][at].tests for model, shares in told.items())
        / sum(bands[model][at].tests for model in told)
        for at in range(len(first))
    ]
    points = [(0, 0.0)]
    points += [(round(miles * KM_PER_MILE), round(r, 4)) for miles, r in cumulative(first, pooled)]
    at_same = [_risk_at(bands[model], shares) for model, shares in told.items()]
    failures, listed = counted
    confidence = _confidence(at_same, listed)
    return DerivedCurve(category, tuple(points), failures, len(told), confidence)


def _risk_at(bands: Sequence[Band], shares: Sequence[float]) -> float:
    before = (0.0, 0.0)
    for miles, risk in cumulative(bands, shares):
        if miles >= _COMPARED_AT_MILES:
            part = (_COMPARED_AT_MILES - before[0]) / (miles - before[0])
            return before[1] + part * (risk - before[1])
        before = (miles, risk)
    return before[1]


def _confidence(risks: Sequence[float], listed: int) -> float:
    mean = sum(risks) / len(risks)
    spread = math.sqrt(sum((risk - mean) ** 2 for risk in risks) / len(risks)) / mean
    models = len(risks)
    kept = 0.8 * (1.0 - spread) * models / (models + 2) * (0.6 + 0.4 * listed / models)
    return round(max(kept, _LEAST_CONFIDENCE), 2)


def _tilted(bands: Sequence[Band], theta: float) -> list[float]:
    """Return failures per band up to a factor: those of all categories, tilted by mileage."""
    return [band.failed * math.exp(theta * (band.middle - 90_000.0)) for band in bands]


def _bands(folder: Path) -> dict[str, list[Band]]:
    found: dict[str, list[Band]] = {}
    for row in _rows(folder / "passrate_by_mileage.csv"):
        start, _, end = row["band_miles"].replace("k", "000").replace("+", "").partition("-")
        tests = int(row["tests"])
        failed = tests * (1.0 - float(row["pass_rate_pct"]) / 100.0)
        band = Band(float(start), float(end) if end else None, tests, failed)
        found.setdefault(row["model"], []).append(band)
    return {model: sorted(rows, key=lambda band: band.start) for model, rows in found.items()}


def _by_category(
    rows: Iterable[Mapping[str, str]], value: str
) -> Iterator[tuple[tuple[str, str], float]]:
    for row in rows:
        for begin, category in CATEGORIES.items():
            if row["category"].startswith(begin):
                yield (row["model"], category), float(row[value])


def _rows(path: Path) -> list[dict[str, str]]:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))
    except OSError as error:
        raise InvalidInputError(
            f"cannot read {path.name}", field="folder", fix="give the folder of the MOT tables"
        ) from error
