"""PostgreSQL at the common task: two steps with ``array_agg``, and one query.

Ids are looked up as texts, as in the graph; relationships hold numbers, both ways in an index that
covers the weight. Statements are files below ``sql``; values are parameters, prepared, in binary.
"""

import importlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np

from engine.bench.peers.postgres_server import running
from engine.bench.peers.task import CANDIDATES, Answer, best
from engine.bench.speed.synthetic import Synthetic, observable_id
from graph.errors import NotReadyError

_SQL = Path(__file__).parent / "sql"


def _statement(name: str) -> str:
    return (_SQL / f"{name}.sql").read_text(encoding="utf-8")


_TABLES = _statement("create_tables")
_COPY_OBSERVABLES = _statement("copy_observables")
_COPY_EDGES = _statement("copy_edges")
_INDEXES = _statement("create_indexes")
_VACUUM = _statement("vacuum")
_EMPTY = _statement("empty")
_TOUCHED = _statement("touched")
_EDGES = _statement("edges")
_ONE = _statement("one_query")


class TwoSteps:
    """What the findings indicate, scored by numpy, then the relationships of the best."""

    name = "PostgreSQL, two steps (array_agg)"

    def __init__(self, connection: Any) -> None:
        """Keep the connection."""
        self._connection = connection

    def answer(self, columns: Sequence[int]) -> Answer:
        """Do the task in two queries."""
        rows = _fetch(self._connection, _TOUCHED, [observable_id(at) for at in columns])
        touched = np.concatenate([np.asarray(faults) for _, faults, _ in rows])
        gains = np.concatenate([np.log(weights) - np.log(leak) for leak, _, weights in rows])
        faults, position = np.unique(touched, return_inverse=True)
        score = np.bincount(position, gains)
        kept = np.argsort(-score, kind="stable")[:CANDIDATES]
        fetched = _fetch(self._connection, _EDGES, faults[kept].tolist())
        scored = zip(faults[kept].tolist(), score[kept].tolist(), strict=True)
        return Answer(best(scored), sum(len(observables) for _, observables, _ in fetched))

    def empty(self) -> None:
        """Run the empty query."""
        _fetch(self._connection, _EMPTY)


class OneQuery(TwoSteps):
    """The same in one statement; the server scores."""

    name = "PostgreSQL, one query"

    def answer(self, columns: Sequence[int]) -> Answer:
        """Do the task in one query."""
        ids = [observable_id(at) for at in columns]
        rows = _fetch(self._connection, _ONE, ids, CANDIDATES)
        scored = ((fault, score) for fault, score, _, _ in rows)
        return Answer(best(scored), sum(len(observables) for *_, observables, _ in rows))


@contextmanager
def open_postgres(drawn: Synthetic) -> Iterator[tuple[TwoSteps, OneQuery]]:
    """Yield both ways on a server of their own that holds the drawn graph.

    Raises:
        NotReadyError: PostgreSQL or psycopg is not installed.
    """
    with running(_psycopg()) as connection:
        _fill(connection, drawn)
        yield TwoSteps(connection), OneQuery(connection)


def _fill(connection: Any, drawn: Synthetic) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_TABLES)
        with cursor.copy(_COPY_OBSERVABLES) as copy:
            for column, leak in enumerate(drawn.leak.tolist()):
                copy.write_row((column, observable_id(column), leak))
        with cursor.copy(_COPY_EDGES) as copy:
            edges = (drawn.observable.tolist(), drawn.fault.tolist(), drawn.weight.tolist())
            for edge in zip(*edges, strict=True):
                copy.write_row(edge)
        cursor.execute(_INDEXES)
        cursor.execute(_VACUUM)


def _fetch(connection: Any, statement: str, *values: Any) -> list[Any]:
    with connection.cursor(binary=True) as cursor:
        found: list[Any] = cursor.execute(statement, values, prepare=True).fetchall()
        return found


def _psycopg() -> Any:
    try:
        return importlib.import_module("psycopg")
    except ImportError as error:
        raise NotReadyError("psycopg is not installed", fix="pip install psycopg") from error
