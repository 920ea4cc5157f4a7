"""What a card is found by, made when it is written or changed."""

from engine.cards.indexing import CardIndex, index_of
from engine.matching.extracting import extractor_of
from graph.cards.content import CardContent
from graph.embedder import Embedder
from graph.session import Graph


def index_of_card(content: CardContent, embedder: Embedder, graph: Graph) -> CardIndex:
    """Return keywords, vector and tags of a content, by the words that the graph knows."""
    return index_of(content, embedder, extractor_of(graph))
