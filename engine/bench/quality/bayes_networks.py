"""Read Bayesian networks in the BIF format (Cozman, 1998), plain or packed with gzip.

The subset that public collections use: `variable` blocks of type discrete, `probability` blocks
with a `table` for variables without parents and one row a combination of parent states otherwise,
`default` rows, `property` lines (skipped) and comments. A defect is reported by file and line.
"""

import gzip
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

import numpy as np

from engine.inference.posterior import Floats
from graph.errors import InvalidInputError

_TOKEN = re.compile(
    r'//[^\n]*|/\*.*?\*/|"[^"\n]*"|[{}()\[\],;|]|[^\s{}()\[\],;|"]+|\n|"', re.DOTALL
)
#: Rows are printed with few digits; beyond this they do not add up to 1 by rounding alone.
_ROUNDING = 0.01


@dataclass(frozen=True)
class BayesNetwork:
    """A discrete Bayesian network.

    Attributes:
        name: of the file, without its endings.
        states: states of each variable; parents come before their children.
        parents: parents of each variable, in the order of the axes of its table.
        tables: P(variable | parents), shape (states of parents ..., states of the variable).
    """

    name: str
    states: dict[str, tuple[str, ...]]
    parents: dict[str, tuple[str, ...]]
    tables: dict[str, Floats]

    def children(self, name: str) -> tuple[str, ...]:
        """Return the variables that have this one as a parent."""
        return tuple(child for child, parents in self.parents.items() if name in parents)


@dataclass(frozen=True)
class _Token:
    text: str
    line: int


def load_bayes_networks(folder: Path) -> list[BayesNetwork]:
    """Return the networks of all `.bif` and `.bif.gz` files of a folder, sorted by name.

    Raises:
        InvalidInputError: there is none, or one has a defect; the message names file and line.
    """
    paths = sorted([*folder.glob("*.bif"), *folder.glob("*.bif.gz")])
    if not paths:
        raise InvalidInputError(f"no .bif or .bif.gz file in {folder}", field="folder")
    return [load_bayes_network(path) for path in paths]


def load_bayes_network(path: Path) -> BayesNetwork:
    """Return the network of one file.

    Raises:
        InvalidInputError: the file is not there or has a defect; the message names file and line.
    """
    try:
        raw = path.read_bytes()
        text = (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode("utf-8")
    except (OSError, EOFError, UnicodeDecodeError, zlib.error) as error:
        raise InvalidInputError(f"{path}: cannot be read: {error}", field="path") from error
    return _Reader(path, list(_tokens(text))).read()


def _tokens(text: str) -> Iterator[_Token]:
    line = 1
    for match in _TOKEN.finditer(text):
        found = match.group()
        if found != "\n" and not found.startswith(("//", "/*")):
            yield _Token(found.strip('"') if len(found) > 1 else found, line)
        line += found.count("\n")


class _Reader:
    """Takes tokens from the front."""

    def __init__(self, path: Path, tokens: list[_Token]) -> None:
        self._path = path
        self._tokens = tokens
        self._at = 0
        self._states: dict[str, tuple[str, ...]] = {}
        self._parents: dict[str, tuple[str, ...]] = {}
        self._tables: dict[str, Floats] = {}

    def read(self) -> BayesNetwork:
        while self._at < len(self._tokens):
            word = self._next()
            if word == "network":
                self._skip_block()
            elif word == "variable":
                self._variable()
            elif word == "probability":
                self._probability()
            else:
                self._fail(f"expected network, variable or probability, found {word!r}")
        missing = sorted(set(self._states) - set(self._tables))
        if missing or not self._states:
            self._fail(f"no probability of {missing[0]}" if missing else "no variable")
        order = self._parents_first()
        return BayesNetwork(
            name=self._path.name.split(".")[0],
            states={name: self._states[name] for name in order},
            parents={name: self._parents[name] for name in order},
            tables={name: self._tables[name] for name in order},
        )

    def _variable(self) -> None:
        name = self._next()
        self._expect("{")
        while (word := self._next()) != "}":
            if word == "type":
                self._states[name] = self._discrete_states(name)
            else:
                self._skip_statement()
        if name not in self._states:
            self._fail(f"variable {name} has no type")

    def _discrete_states(self, name: str) -> tuple[str, ...]:
        self._expect("discrete")
        self._expect("[")
        count = self._next()
        self._expect("]")
        self._expect("{")
        states = self._list("}")
        self._expect(";")
        if count != str(len(states)) or len(set(states)) != len(states):
            self._fail(f"variable {name} says it has {count} states, but lists {len(states)}")
        return states

    def _probability(self) -> None:
        self._expect("(")
        name = self._known(self._next())
        mark = self._next()
        parents = tuple(self._known(item) for item in self._list(")")) if mark == "|" else ()
        if mark not in {"|", ")"}:
            self._fail(f"expected | or ), found {mark!r}")
        if name in self._tables:
            self._fail(f"a second probability of {name}")
        self._parents[name] = parents
        self._expect("{")
        self._tables[name] = self._rows(name, parents)

    def _rows(self, name: str, parents: tuple[str, ...]) -> Floats:
        shape = tuple(len(self._states[item]) for item in (*parents, name))
        table = np.full(shape, np.nan)
        default: Floats | None = None
        while (word := self._next()) != "}":
            if word == "(":
                place = self._place(parents)
                table[place] = self._row(shape[-1])
            elif word == "table" and not parents:
                table[...] = self._row(shape[-1])
            elif word == "default":
                default = self._row(shape[-1])
            elif word == "property":
                self._skip_statement()
            else:
                self._fail(f"expected a row of {name}, found {word!r}")
        unset = np.isnan(table).any(axis=-1)
        if default is not None:
            table[unset] = default
        elif unset.any():
            self._fail(f"{int(unset.sum())} row(s) of {name} are missing")
        return table

    def _place(self, parents: tuple[str, ...]) -> tuple[int, ...]:
        values = self._list(")")
        if len(values) != len(parents):
            self._fail(f"{len(values)} state(s) for {len(parents)} parent(s)")
        for value, parent in zip(values, parents, strict=True):
            if value not in self._states[parent]:
                self._fail(f"{parent} has no state {value!r}")
        return tuple(
            self._states[parent].index(value) for value, parent in zip(values, parents, strict=True)
        )

    def _row(self, size: int) -> Floats:
        try:
            row = np.asarray([float(item) for item in self._list(";")])
        except ValueError:
            self._fail("a probability is not a number")
        if len(row) != size or not np.all((row >= 0.0) & (row <= 1.0)):
            self._fail(f"expected {size} probabilities between 0 and 1")
        if abs(row.sum() - 1.0) > _ROUNDING:
            self._fail(f"probabilities add up to {row.sum():g}")
        return np.asarray(row / row.sum())

    def _parents_first(self) -> list[str]:
        placed: dict[str, None] = {}
        while len(placed) < len(self._states):
            ready = [
                name
                for name in self._states
                if name not in placed and all(parent in placed for parent in self._parents[name])
            ]
            if not ready:
                self._fail("the parents form a cycle")
            placed |= dict.fromkeys(ready)
        return list(placed)

    def _list(self, end: str) -> tuple[str, ...]:
        items: list[str] = []
        while (word := self._next()) != end:
            if word in {"{", "}", "(", ")", ";"}:
                self._fail(f"expected {end!r}, found {word!r}")
            if word != ",":
                items.append(word)
        return tuple(items)

    def _known(self, name: str) -> str:
        if name not in self._states:
            self._fail(f"variable {name} is not declared before")
        return name

    def _skip_statement(self) -> None:
        while self._next() != ";":
            pass

    def _skip_block(self) -> None:
        while self._next() != "{":
            pass
        while self._next() != "}":
            pass

    def _expect(self, text: str) -> None:
        found = self._next()
        if found != text:
            self._fail(f"expected {text!r}, found {found!r}")

    def _next(self) -> str:
        if self._at >= len(self._tokens):
            self._fail("the file ends too early")
        self._at += 1
        return self._tokens[self._at - 1].text

    def _fail(self, problem: str) -> NoReturn:
        line = self._tokens[max(self._at, 1) - 1].line if self._tokens else 1
        raise InvalidInputError(f"{self._path}:{line}: {problem}", field="path")
