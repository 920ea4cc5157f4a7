"""Index all cards again: after another model, another vocabulary, or an import of a dump.

Only cards whose keywords or vector differ are written. It is no change of knowledge, so it makes
no new graph version, as the vectors of aliases make none.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from cypher.library import query
from cypher.rows import matching as rows
from engine.cards.indexing import CardIndex, CardTexts, index_texts
from engine.matching.extracting import extractor_of
from graph.embedder import Embedder
from graph.session import Graph
from graph.vocabulary import Locale
from graph.vocabulary_records import SubsystemCategory

LIST_CARDS_TO_INDEX = query("matching/list_cards_to_index", rows.ListCardsToIndexRow)
MERGE_CARD_INDEX = query("matching/merge_card_index", rows.MergeCardIndexRow)
_BATCH = 200
#: Vectors nearer than this are the same: the model may round in another order.
_SAME = 1e-5


@dataclass(frozen=True)
class Reindexed:
    """What was done.

    Attributes:
        cards: how many were looked at.
        written: how many had another index.
        without_vector: how many were looked at without an embedder.
    """

    cards: int
    written: int
    without_vector: int


def reindex_cards(
    graph: Graph, embedder: Embedder | None, *, only_missing: bool = False
) -> Reindexed:
    """Give every card the keywords and the vector that its words have now.

    The author's tags stay; those made of keywords are made again.

    Args:
        graph: with the cards.
        embedder: makes the vectors; None leaves them as they are.
        only_missing: leave alone what has keywords and a vector, whatever they are of.
    """
    extractor = extractor_of(graph)
    seen = written = 0
    for batch in _batches(graph, only_missing=only_missing):
        seen += len(batch)
        made = [(row.card, index_texts(_texts(row), embedder, extractor)) for row in batch]
        changed = [_row(card, index) for card, index in made if _differs(card, index)]
        if changed:
            written += graph.write(MERGE_CARD_INDEX, rows=changed)[0].written
    return Reindexed(seen, written, 0 if embedder else seen)


def _batches(graph: Graph, *, only_missing: bool) -> Iterator[list[rows.ListCardsToIndexRow]]:
    after = ""
    asked = {"only_missing": only_missing, "limit": _BATCH}
    while batch := graph.read(LIST_CARDS_TO_INDEX, after=after, **asked):
        yield batch
        after = batch[-1].card["id"]


def _texts(row: rows.ListCardsToIndexRow) -> CardTexts:
    card = row.card
    subsystem = card["subsystem_category"]
    return CardTexts(
        titles=_by_language(card, ("title",)),
        bodies=_by_language(card, ("description", "root_cause", "failure_conditions")),
        symptom_text=card["symptom_text"],
        subsystem=SubsystemCategory(subsystem) if subsystem else None,
        symptom_ids=row.symptom_ids,
        tags=card["tags"] or (),
    )


def _by_language(card: dict[str, Any], names: Sequence[str]) -> dict[Locale, str]:
    found = {}
    for locale in Locale:
        values = [card[f"{name}_{locale}"] for name in names]
        parts = [part for each in values if each for part in (each if _is_list(each) else [each])]
        if parts:
            found[locale] = ". ".join(parts)
    return found


def _is_list(value: object) -> bool:
    return isinstance(value, list)


def _differs(card: dict[str, Any], index: CardIndex) -> bool:
    stored_words = [card["keywords"] or [], card["auto_tags"] or []]
    if stored_words != [list(index.keywords), list(index.tags)]:
        return True
    if index.embedding is None:
        return False
    stored = card["embedding"]
    return stored is None or not _is_same(stored, index.embedding)


def _is_same(stored: Sequence[float], made: Sequence[float]) -> bool:
    return len(stored) == len(made) and bool(np.allclose(stored, made, rtol=0.0, atol=_SAME))


def _row(card: dict[str, Any], index: CardIndex) -> dict[str, Any]:
    return {
        "id": card["id"],
        "version": card["version"] or 1,
        "keywords": list(index.keywords),
        "auto_tags": list(index.tags),
        "embedding": index.embedding,
    }
