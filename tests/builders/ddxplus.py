"""Small data in the files and shape of DDXPlus, drawn from a seed."""

import csv
import gzip
import json
from pathlib import Path
from typing import Any

import numpy as np

FAULTS, SYMPTOMS, ANTECEDENTS = 6, 12, 4
#: Symptoms that each pathology lists, and how often its patients show one.
_LISTED, _RATE = 4, 0.8
_PARENT, _PLACE, _STRENGTH, _TRAVEL = "E_0", "E_place", "E_strength", "E_travel"
_PLACES = [f"V_{at}" for at in range(1, 7)]
_NOWHERE = "V_0"


def write_ddxplus(folder: Path, *, seed: int = 0, patients: int = 90) -> Path:
    """Write the four files into a folder and return it.

    Symptom 0 ("pain") has two value questions, where (several) and how strong (one of a scale);
    an antecedent of its own has values too. Every pathology has its own symptoms and place.
    """
    rng = np.random.default_rng(seed)
    listed = [_symptoms(fault) for fault in range(FAULTS)]
    folder.mkdir(parents=True, exist_ok=True)
    evidences = _evidences()
    _write(folder / "conditions.json", {_name(f): _condition(f, listed[f]) for f in range(FAULTS)})
    _write(folder / "evidences.json", evidences)
    _write(folder / "presence_rates.json", _rates(listed, list(evidences)))
    rows = [_patient(at % FAULTS, listed[at % FAULTS], rng) for at in range(patients)]
    with gzip.open(folder / "patients_dev.csv.gz", "wt", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return folder


def _name(fault: int) -> str:
    return f"pathology {fault}"


def _symptoms(fault: int) -> list[str]:
    """Return the pathology's symptoms; every second one has pain, neighbours share symptoms."""
    own = [f"E_{1 + (2 * fault + at) % (SYMPTOMS - 1)}" for at in range(_LISTED)]
    return [*own, *([_PARENT] if fault % 2 == 0 else [])]


def _evidences() -> dict[str, Any]:
    def yes_no(name: str, *, antecedent: bool) -> dict[str, Any]:
        return _evidence(name, name, "B", 0, [], antecedent=antecedent)

    found = {f"E_{at}": yes_no(f"E_{at}", antecedent=False) for at in range(SYMPTOMS)}
    found |= {f"E_a{at}": yes_no(f"E_a{at}", antecedent=True) for at in range(ANTECEDENTS)}
    places = [_NOWHERE, *_PLACES]
    found[_PLACE] = _evidence(_PLACE, _PARENT, "M", _NOWHERE, places, antecedent=False)
    found[_STRENGTH] = _evidence(_STRENGTH, _PARENT, "C", 0, list(range(11)), antecedent=False)
    found[_TRAVEL] = _evidence(_TRAVEL, _TRAVEL, "M", _NOWHERE, places, antecedent=True)
    return found


def _evidence(
    name: str, parent: str, kind: str, default: object, values: list[Any], *, antecedent: bool
) -> dict[str, Any]:
    return {
        "name": name,
        "code_question": parent,
        "data_type": kind,
        "default_value": default,
        "possible-values": values,
        "is_antecedent": antecedent,
    }


def _condition(fault: int, listed: list[str]) -> dict[str, Any]:
    details = [_PLACE, _STRENGTH] if _PARENT in listed else []
    return {
        "condition_name": _name(fault),
        "symptoms": {name: {} for name in (*listed, *details)},
        "antecedents": {f"E_a{fault % ANTECEDENTS}": {}, _TRAVEL: {}},
        "severity": 1 + fault % 5,
    }


def _rates(listed: list[list[str]], names: list[str]) -> dict[str, Any]:
    def rate(fault: int, name: str) -> float:
        if name == _TRAVEL or (name in (_PLACE, _STRENGTH) and _PARENT in listed[fault]):
            return 1.0
        return _RATE if name in listed[fault] or name == f"E_a{fault % ANTECEDENTS}" else 0.0

    return {
        "pathology_root_rates": {
            _name(fault): {name: rate(fault, name) for name in names} for fault in range(FAULTS)
        },
        "pathology_case_counts": {_name(fault): 50 for fault in range(FAULTS)},
    }


def _patient(fault: int, listed: list[str], rng: np.random.Generator) -> dict[str, str]:
    shown = [name for name in listed if rng.random() < _RATE] or listed[:1]
    features = [*shown, f"{_TRAVEL}_@_{_NOWHERE}"]
    if rng.random() < _RATE:
        features.append(f"E_a{fault % ANTECEDENTS}")
    if _PARENT in shown:
        features.append(f"{_PLACE}_@_{_PLACES[fault]}")
        features.append(f"{_STRENGTH}_@_{int(rng.integers(fault, fault + 3))}")
    elif _PARENT in listed:
        features += [f"{_PLACE}_@_{_NOWHERE}", f"{_STRENGTH}_@_0"]
    return {
        "age": str(int(rng.integers(1, 90))),
        "sex": str(rng.choice(["F", "M"])),
        "diagnosis": _name(fault),
        "features": str(features),
        "feature_id": str(rng.choice(shown)),
    }


def _write(path: Path, content: object) -> None:
    path.write_text(json.dumps(content), encoding="utf-8")
