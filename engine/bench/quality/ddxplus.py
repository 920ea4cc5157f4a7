"""DDXPlus as it stands in its files: 49 pathologies, 223 evidences, synthetic patients.

Fansi Tchango et al., 2022, CC BY 4.0. The folder holds ``conditions.json`` (which pathology shows
which evidence), ``evidences.json`` (questions and their values), ``presence_rates.json`` (counts on
30,000 other patients) and a file of patients. Nothing of it is part of this repository.

An evidence is *present* when a patient's record lists it, whatever its value; so do the counts of
``presence_rates.json``. A value equal to the evidence's default ("nowhere", 0) says "no".
"""

import ast
import csv
import gzip
import json
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.inference.posterior import Floats
from graph.errors import InvalidInputError

Integers = NDArray[np.int_]
Flags = NDArray[np.bool_]
PATIENTS = "patients_dev.csv.gz"
_COLUMNS = ("age", "sex", "diagnosis", "features", "feature_id")


@dataclass(frozen=True)
class ValueColumn:
    """An evidence whose answer is a value or several, not just yes.

    Attributes:
        column: of the evidence.
        parent: column of the yes/no evidence that it details ("do you have pain"), or None.
        values: names without the default value.
        exclusive: True when a patient has one value, False when several.
        ordinal: True when the values are numbers of a scale 1 to 10.
    """

    column: int
    parent: int | None
    values: tuple[str, ...]
    exclusive: bool
    ordinal: bool


@dataclass(frozen=True)
class Structure:
    """What the files say without counting a patient.

    Attributes:
        faults: f names of pathologies.
        observables: o names of evidences.
        related: shape (f, o), the pathology lists the evidence.
        severity: shape (f,), 1 most severe to 5.
        is_symptom: shape (o,), a yes/no symptom, which a patient may come with.
        values: evidences with values.
    """

    faults: tuple[str, ...]
    observables: tuple[str, ...]
    related: Flags
    severity: Integers
    is_symptom: Flags
    values: tuple[ValueColumn, ...]


@dataclass(frozen=True)
class Counts:
    """Counted on other patients.

    Attributes:
        rates: shape (f, o), share of the pathology's cases that list the evidence.
        cases: shape (f,).
    """

    rates: Floats
    cases: Floats


@dataclass(frozen=True)
class Patients:
    """n patients.

    Attributes:
        true: shape (n,), row of the pathology.
        first: shape (n,), column of the evidence that the patient came with.
        present: shape (n, o).
        values: for each of `Structure.values`, shape (n, v), the values other than the default.
        age: shape (n,), years.
        is_female: shape (n,).
    """

    true: Integers
    first: Integers
    present: Flags
    values: tuple[Flags, ...]
    age: Integers
    is_female: Flags

    def __len__(self) -> int:
        """Return the number of patients."""
        return len(self.true)

    def rows(self, chosen: Integers | Flags) -> "Patients":
        """Return some of the patients."""
        kept = {field.name: getattr(self, field.name) for field in fields(self)}
        values = tuple(value[chosen] for value in kept.pop("values"))
        return Patients(values=values, **{name: value[chosen] for name, value in kept.items()})


@dataclass(frozen=True)
class Ddxplus:
    """The whole data set; ``files`` are the paths that were read."""

    structure: Structure
    counts: Counts
    patients: Patients
    files: tuple[Path, ...]


def load_ddxplus(folder: Path, patients: Path | None = None) -> Ddxplus:
    """Read the data set.

    Args:
        folder: with the three JSON files.
        patients: CSV file, gzip or plain; ``patients_dev.csv.gz`` of the folder when None.

    Raises:
        InvalidInputError: a file is missing or does not hold what it should.
    """
    cases = patients or folder / PATIENTS
    paths = [folder / f"{name}.json" for name in ("conditions", "evidences", "presence_rates")]
    conditions, evidences, rates = (_json(path) for path in paths)
    try:
        structure = _structure(conditions, evidences)
    except (KeyError, TypeError, ValueError) as error:
        raise _broken(paths[0], f"or {paths[1].name}: {error!r} not as in DDXPlus") from error
    try:
        counts = _counts(rates, structure)
    except (KeyError, TypeError, ValueError) as error:
        raise _broken(paths[2], f"no counts for {error}") from error
    return Ddxplus(structure, counts, _patients(cases, structure, evidences), (*paths, cases))


def _broken(path: Path, problem: str) -> InvalidInputError:
    return InvalidInputError(
        f"{path.name}: {problem}",
        field=path.name,
        fix="give a folder with DDXPlus' conditions.json and evidences.json, presence_rates.json "
        "and a patients file of the same data set",
    )


def _json(path: Path) -> dict[str, Any]:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, json.JSONDecodeError) as error:
        raise _broken(path, f"cannot be read as JSON ({error})") from error
    if not isinstance(content, dict):
        raise _broken(path, "is not a JSON object")
    return content


def _structure(conditions: dict[str, Any], evidences: dict[str, Any]) -> Structure:
    column_of = {name: at for at, name in enumerate(evidences)}
    related = np.zeros((len(conditions), len(evidences)), dtype=bool)
    for row, condition in enumerate(conditions.values()):
        for name in (*condition["symptoms"], *condition["antecedents"]):
            related[row, column_of[name]] = True
    return Structure(
        faults=tuple(conditions),
        observables=tuple(evidences),
        related=related,
        severity=np.asarray([int(item["severity"]) for item in conditions.values()]),
        is_symptom=np.asarray(
            [e["data_type"] == "B" and not e["is_antecedent"] for e in evidences.values()]
        ),
        values=tuple(
            _value_column(name, evidence, column_of)
            for name, evidence in evidences.items()
            if evidence["data_type"] != "B"
        ),
    )


def _value_column(name: str, evidence: dict[str, Any], column_of: dict[str, int]) -> ValueColumn:
    default = str(evidence["default_value"])
    values = tuple(str(v) for v in evidence["possible-values"] if str(v) != default)
    parent = evidence["code_question"]
    return ValueColumn(
        column=column_of[name],
        parent=column_of.get(parent) if parent != name else None,
        values=values,
        exclusive=evidence["data_type"] == "C",
        ordinal=all(value.isdigit() for value in values),
    )


def _counts(content: dict[str, Any], structure: Structure) -> Counts:
    rates = content["pathology_root_rates"]
    cases = content["pathology_case_counts"]
    return Counts(
        rates=np.asarray(
            [[float(rates[f][o]) for o in structure.observables] for f in structure.faults]
        ),
        cases=np.asarray([float(cases[f]) for f in structure.faults]),
    )


def _patients(path: Path, structure: Structure, evidences: dict[str, Any]) -> Patients:
    rows = _read_rows(path)
    row_of = {name: at for at, name in enumerate(structure.faults)}
    column_of = {name: at for at, name in enumerate(evidences)}
    slot_of = {
        (structure.observables[one.column], value): (at, place)
        for at, one in enumerate(structure.values)
        for place, value in enumerate(one.values)
    }
    present = np.zeros((len(rows), len(evidences)), dtype=bool)
    values = tuple(np.zeros((len(rows), len(v.values)), dtype=bool) for v in structure.values)
    for at, row in enumerate(rows):
        try:
            for feature in ast.literal_eval(row["features"]):
                name, _, value = str(feature).partition("_@_")
                present[at, column_of[name]] = True
                slot = slot_of.get((name, value))
                if slot is not None:
                    values[slot[0]][at, slot[1]] = True
        except (KeyError, SyntaxError, TypeError, ValueError) as error:
            raise _broken(path, f"line {at + 2}: features: {error!r}") from error
    return Patients(
        true=_looked_up(path, rows, "diagnosis", row_of),
        first=_looked_up(path, rows, "feature_id", column_of),
        present=present,
        values=values,
        age=_ages(path, rows),
        is_female=np.asarray([row["sex"] == "F" for row in rows]),
    )


def _read_rows(path: Path) -> list[dict[str, str]]:
    try:
        raw = path.read_bytes()
        text = (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode("utf-8")
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise _broken(path, f"cannot be read ({error})") from error
    rows = list(csv.DictReader(text.splitlines()))
    if not rows:
        raise _broken(path, "holds no patient")
    missing = [name for name in _COLUMNS if name not in rows[0]]
    if missing:
        raise _broken(path, f"column {missing[0]} is missing")
    return rows


def _looked_up(
    path: Path, rows: list[dict[str, str]], column: str, place: dict[str, int]
) -> Integers:
    try:
        return np.asarray([place[row[column]] for row in rows])
    except KeyError as error:
        raise _broken(path, f"column {column}: {error} is not in the JSON files") from error


def _ages(path: Path, rows: list[dict[str, str]]) -> Integers:
    try:
        return np.asarray([int(row["age"]) for row in rows])
    except (TypeError, ValueError) as error:
        raise _broken(path, f"column age: {error}") from error
