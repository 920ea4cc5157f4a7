"""The published model of a car that does not start, from ``benchmarks/repair_model.yaml``."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from engine.inference.observation_cost import MOST_JOINT, joint_outcomes, stack_outcomes
from engine.inference.posterior import Floats, Prior, normalise
from engine.inference.repair_cost import Repairs, repair_cost_eur
from engine.inference.repair_policy import Workshop
from graph.errors import InvalidInputError


@dataclass(frozen=True)
class RepairModel:
    """Faults, tests and repairs with their names.

    Attributes:
        prior: shape (f + 2,), faults, untouched (0: every fault is in the model), unlisted.
        workshop: repairs and tests, in the order of the names.
    """

    fault_ids: tuple[str, ...]
    test_ids: tuple[str, ...]
    repair_ids: tuple[str, ...]
    prior: Floats
    workshop: Workshop


def load_repair_model(path: Path) -> RepairModel:
    """Read a model file.

    Raises:
        InvalidInputError: a name is unknown, a probability is outside [0, 1], or a test reveals
            more observables than are valued exactly.
    """
    data: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    faults = _ids(data["faults"])
    shares = Prior(
        np.asarray([item["share"] for item in data["faults"]]), 0.0, data["unlisted_share"]
    )
    prior = normalise(shares.log_masses())
    rates = {item["id"]: _rates(item, faults) for item in data["observables"]}
    tests = data["tests"]
    hourly = float(data["hourly_rate_eur"])
    outcomes = [joint_outcomes(_revealed(test, rates), prior)[0] for test in tests]
    test_eur = _prices(tests, hourly, "cost_eur")
    repairs = Repairs(
        _prices(data["repairs"], hourly, "labour_eur", "parts_eur"),
        np.asarray([_row(item["fixes"], faults, 0.0, item["id"]) for item in data["repairs"]]),
        float(data["call_service_eur"]),
    )
    return RepairModel(
        faults,
        _ids(tests),
        _ids(data["repairs"]),
        prior,
        Workshop(repairs, stack_outcomes(outcomes, test_eur)),
    )


def _ids(items: list[dict[str, Any]]) -> tuple[str, ...]:
    return tuple(str(item["id"]) for item in items)


def _prices(items: list[dict[str, Any]], hourly_rate_eur: float, *fixed: str) -> Floats:
    minutes = np.asarray([float(item["minutes"]) for item in items])
    flat = np.asarray([sum(float(item.get(key, 0.0)) for key in fixed) for item in items])
    return repair_cost_eur(minutes, flat, np.zeros(len(items)), hourly_rate_eur)


def _rates(item: dict[str, Any], faults: tuple[str, ...]) -> Floats:
    """Return P(present | hypothesis) of an observable, shape (f + 2,)."""
    listed = _row(item["rates"], faults, item["leak"], item["id"])
    return np.concatenate([listed, [item["leak"], item["unlisted_rate"]]])


def _row(values: dict[str, float], faults: tuple[str, ...], other: float, where: str) -> Floats:
    unknown = sorted(set(values) - set(faults))
    if unknown:
        raise InvalidInputError(f"{where} names an unknown fault: {unknown[0]}", field=where)
    row = np.asarray([float(values.get(fault, other)) for fault in faults])
    if row.min() < 0.0 or row.max() > 1.0:
        raise InvalidInputError(f"{where} has a probability outside 0 to 1", field=where)
    return row


def _revealed(test: dict[str, Any], rates: dict[str, Floats]) -> Floats:
    names = test["reveals"]
    unknown = [name for name in names if name not in rates]
    if unknown or not 1 <= len(names) <= MOST_JOINT:
        raise InvalidInputError(
            f"{test['id']} reveals {unknown or len(names)}; 1 to {MOST_JOINT} known observables "
            "are valued exactly",
            field=test["id"],
        )
    return np.stack([rates[name] for name in names], axis=1)
