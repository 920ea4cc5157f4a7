"""Read the told cases, what their sentences were read as, and which of them are held back.

A told case has the words of a workshop, not ids (``benchmarks/knowledge_cases/README.md``). Its
reading says which observables those words state. It is made by people who see the words and the
list of observables, but neither the ending nor a weight.
"""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from engine.bench.cases import Case
from engine.bench.text import Expected, TextCase
from graph.errors import InvalidInputError
from graph.vocabulary import EvidenceState, Locale

SUMS = "held_back.sha256"
READINGS = "readings"
DEV, HELD_BACK = "dev", "held_back"


@dataclass(frozen=True)
class Reading:
    """What the sentences of a case state, as observables.

    Attributes:
        complaint: what the driver's words state; of ``any_of`` each is a right answer.
        present: found by the workshop.
        absent: looked for by the workshop and not found.
    """

    complaint: tuple[Expected, ...] = ()
    present: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()


@dataclass(frozen=True)
class ToldCase:
    """One case as it was told, with its reading.

    Attributes:
        path: below the folder, ``<system>/<situation>.yaml``.
        split: ``dev`` (may be looked at) or ``held_back`` (only counted).
        data: the file as it stands there.
    """

    path: str
    split: str
    data: dict[str, Any]
    reading: Reading

    def as_case(self) -> Case:
        """Return it as a case that the engine can run: the complaint in words, findings as ids."""
        read = {"present": list(self.reading.present), "absent": list(self.reading.absent)}
        return Case(self.path, {**self.data, **read, "split": self.split})

    def as_complaint(self) -> Case:
        """Return only what the driver says and the scan tool shows."""
        return Case(self.path, {**self.data, "split": self.split})

    def as_text_case(self) -> TextCase:
        """Return the complaint with what it states."""
        return TextCase(
            text=self.data["complaint"],
            locale=Locale(self.data["language"]),
            split="dev" if self.split == DEV else "test",
            expected=self.reading.complaint,
        )


def load_told_cases(folder: Path) -> list[ToldCase]:
    """Return the cases of a folder, sorted by path.

    Raises:
        InvalidInputError: there is none, a held-back case was changed, or one has no reading.
    """
    held_back = _held_back(folder)
    readings = _readings(folder / READINGS)
    paths = sorted(path for path in folder.glob("*/*.yaml") if path.parent.name != READINGS)
    if not paths:
        raise InvalidInputError(f"no case below {folder}", field="folder")
    return [
        _told(
            path, HELD_BACK if path.relative_to(folder).as_posix() in held_back else DEV, readings
        )
        for path in paths
    ]


def _told(path: Path, split: str, readings: dict[str, Reading]) -> ToldCase:
    name = f"{path.parent.name}/{path.name}"
    if name not in readings:
        fix = f"add it to {READINGS}/{path.parent.name}.yaml, without looking at the ending"
        raise InvalidInputError(f"{name} has no reading", field="readings", fix=fix)
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    return ToldCase(name, split, data, readings[name])


def _held_back(folder: Path) -> set[str]:
    """Return the paths that are held back, after a check that none of them was changed."""
    names = set()
    for line in (folder / SUMS).read_text(encoding="utf-8").splitlines():
        wanted, name = line.split("  ")
        file = folder / name
        found = hashlib.sha256(file.read_bytes()).hexdigest() if file.is_file() else None
        if found != wanted:
            fix = "bring back the committed file: a figure over changed cases does not count"
            raise InvalidInputError(f"{name} is not as it was held back", field="cases", fix=fix)
        names.add(name)
    return names


def _readings(folder: Path) -> dict[str, Reading]:
    found: dict[str, Reading] = {}
    for path in sorted(folder.glob("*.yaml")):
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        for case, read in content["readings"].items():
            found[f"{path.stem}/{case}.yaml"] = _reading(read)
    return found


def _reading(read: dict[str, Any]) -> Reading:
    return Reading(
        complaint=tuple(
            Expected(frozenset(one["any"]), EvidenceState(one.get("state", "present")))
            for one in read.get("complaint") or ()
        ),
        present=tuple(read.get("present") or ()),
        absent=tuple(read.get("absent") or ()),
    )
