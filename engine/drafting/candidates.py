"""Which knowledge a draft may name: what the words of the discovery may mean in the graph."""

from engine.drafting.discovery import Candidate, InBoth
from engine.reading import Reader
from engine.searching import Seeking, search_knowledge
from graph.session import Graph
from graph.vocabulary import Label

_OF_EACH = 10
_MOST_WORDS = 400


def candidates_for(graph: Graph, reader: Reader, words: str) -> tuple[tuple[Candidate, ...], int]:
    """Return active root causes and faults that the words may mean, and the graph's version."""
    found: dict[str, Candidate] = {}
    version = 0
    for kind in (Label.ROOT_CAUSE, Label.FAULT):
        hits = search_knowledge(graph, reader, words[:_MOST_WORDS], Seeking(kind, _OF_EACH))
        version = hits.graph_version
        for hit in hits.hits:
            label = InBoth(hit.node.get("label_fr"), hit.node.get("label_en"))
            found[hit.id] = Candidate(hit.id, label)
    return tuple(found.values()), version
