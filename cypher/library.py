"""Find query files and build Query objects by name.

``query("diagnosis/trace_evidence", TraceEvidenceRow)`` reads
``cypher/diagnosis/trace_evidence.cypher``. The contract tests hold every file to its header.
"""

from functools import cache
from pathlib import Path

from cypher.header import parse_header, used_parameters
from graph.query import Query, RowT

ROOT = Path(__file__).parent


def query(name: str, row: type[RowT]) -> Query[RowT]:
    """Return the named query with the model of its rows.

    Raises:
        FileNotFoundError: no such file in the library.
        ValueError: the file's header is not in form.
    """
    text = _text(name)
    return Query(
        name=name,
        text=text,
        access=parse_header(text).access,
        row=row,
        parameters=used_parameters(text),
    )


def names() -> list[str]:
    """Return the names of all queries, sorted."""
    return sorted(
        path.relative_to(ROOT).with_suffix("").as_posix() for path in ROOT.rglob("*.cypher")
    )


@cache
def _text(name: str) -> str:
    return (ROOT / f"{name}.cypher").read_text(encoding="utf-8")
