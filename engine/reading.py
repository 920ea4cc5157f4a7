"""Read what was reported: ids as they are, codes by their form, texts by search."""

from collections.abc import Sequence
from dataclasses import dataclass

from cypher.library import query
from cypher.rows.search import ListObservablesRow
from engine.codes.freeze_frame import derived_qualifiers
from engine.codes.other_makes import with_other_makes
from engine.codes.parsing import code_candidates
from engine.evidence import Candidate, ReportedFinding, UnderstoodFinding
from engine.text.alias_index import GraphAliasIndex
from engine.text.understanding import Match, UnderstoodClause, understand
from graph.embedder import Embedder
from graph.session import Graph
from graph.vocabulary import EvidenceState

#: Searching both languages finds more than filtering by one (docs/text_understanding.md).
_ANY_LANGUAGE = None
LIST_OBSERVABLES = query("search/list_observables", ListObservablesRow)


@dataclass(frozen=True)
class SearchResult:
    """Observables that some words may mean, the likeliest first.

    Attributes:
        understood: whether the first hit is sure enough to be used in a diagnosis.
    """

    graph_version: int
    understood: bool
    hits: tuple[Candidate, ...]


class Reader:
    """Turns reported findings into candidate observables of one graph."""

    def __init__(self, graph: Graph, embedder: Embedder) -> None:
        """Keep the graph that holds the aliases and the model that made their vectors."""
        self._graph = graph
        self._index = GraphAliasIndex(graph)
        self._embedder = embedder

    @property
    def embedder(self) -> Embedder:
        """The model that makes vectors of texts."""
        return self._embedder

    def warm_up(self) -> None:
        """Load the model now, so that the first question does not wait for it."""
        self._embedder.encode(["warm up"])

    def read(
        self, findings: Sequence[ReportedFinding], make: str | None
    ) -> list[UnderstoodFinding]:
        """Return one understood finding per id and code, and one per clause of a text."""
        found: list[UnderstoodFinding] = []
        for finding in findings:
            if finding.text is not None:
                found.extend(self._read_text(finding, make))
            elif finding.code is not None:
                ids = code_candidates(finding.code, make, finding.field)
                found.append(_plain(finding, ids))
            else:
                found.append(_plain(finding, (finding.id or "",)))
        return with_other_makes(self._graph, found)

    def search(self, words: str, limit: int) -> SearchResult:
        """Return the observables that words or a code may mean, at most ``limit``."""
        clauses = understand(words, _ANY_LANGUAGE, self._index, self._embedder, field="q")
        scored: dict[str, float] = {}
        for clause in clauses:
            if clause.code is not None:
                for key in code_candidates(clause.code, None, "q"):
                    scored.setdefault(key, 1.0)
            matches = ((clause.matched,) if clause.matched else ()) + clause.alternatives
            for match in matches:
                before = scored.get(match.observable_id, 0.0)
                scored[match.observable_id] = max(match.similarity, before)
        row = self._graph.read(LIST_OBSERVABLES, ids=list(scored))[0]
        hits = sorted(
            (Candidate(key, fr, en, scored[key]) for key, fr, en in row.observables),
            key=lambda hit: (-hit.similarity, hit.id),
        )
        sure = any(clause.matched or clause.code for clause in clauses) and bool(hits)
        return SearchResult(row.graph_version, sure, tuple(hits[:limit]))

    def _read_text(self, finding: ReportedFinding, make: str | None) -> list[UnderstoodFinding]:
        clauses = understand(
            finding.text or "", _ANY_LANGUAGE, self._index, self._embedder, field=finding.field
        )
        return [_from_clause(clause, finding, make) for clause in clauses]


def _from_clause(
    clause: UnderstoodClause, finding: ReportedFinding, make: str | None
) -> UnderstoodFinding:
    ids: tuple[str, ...] = ()
    if clause.code is not None:
        ids = code_candidates(clause.code, make, finding.field)
    elif clause.matched is not None:
        ids = (clause.matched.observable_id,)
    similarity = clause.matched.similarity if clause.matched else float(bool(clause.code))
    return UnderstoodFinding(
        said=clause.input,
        state=_combined(finding.state, clause.state),
        ids=ids,
        similarity=similarity,
        alternatives=tuple(_candidate(match) for match in clause.alternatives),
        reason=clause.reason,
        field=finding.field,
        qualifiers=finding.qualifiers,
    )


def _plain(finding: ReportedFinding, ids: tuple[str, ...]) -> UnderstoodFinding:
    return UnderstoodFinding(
        finding.said,
        finding.state,
        ids,
        field=finding.field,
        explicit=True,
        qualifiers=finding.qualifiers,
        status=finding.status,
        derived=_derived(finding),
    )


def _derived(finding: ReportedFinding) -> dict[str, str]:
    """Return what the freeze frame tells of the circumstances that are not stated."""
    found = derived_qualifiers(finding.freeze_frame)
    return {name: value for name, value in found.items() if name not in finding.qualifiers}


def _candidate(match: Match) -> Candidate:
    return Candidate(match.observable_id, match.label_fr, match.label_en, match.similarity)


def _combined(reported: EvidenceState, said: EvidenceState) -> EvidenceState:
    """Return the state of a clause: what the report states wins over how it is worded.

    Whoever lists "no black smoke" under absent findings means that there is none.
    """
    return said if reported is EvidenceState.PRESENT else reported
