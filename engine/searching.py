"""Find knowledge of every kind by words: full text, likeness of spelling and meaning, fused.

Three rankings are made and fused by reciprocal ranks (score = Σ weight / (10 + rank)): what the
full-text index finds in names of all kinds with one or two typing errors a word; the same hits by
how alike their names are to what was typed; and observables by the meaning of their wordings
(aliases carry the vectors), which the reader of complaints finds.
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz

from cypher.library import query
from cypher.rows.search import ListKnowledgeRow
from engine.principal import SEES_NONE, Sight
from engine.reading import Reader
from graph.session import Graph
from graph.vocabulary import Label

LIST_KNOWLEDGE = query("search/list_knowledge", ListKnowledgeRow)
#: Constant of reciprocal-rank fusion. The usual 60 is for long lists: it lets a node that is far
#: down in three rankings pass one that is first in two.
_FUSION = 10.0
#: What each ranking counts: full text, likeness of spelling, meaning.
_WEIGHTS = (0.5, 3.0, 0.5)
#: Where a name is that alike, a vague meaning does not count.
_SPELT_WELL = 0.85
_MEANT_WELL = 0.7
_MAX_WORDS = 16
#: Likeness from which on two words may be one.
_SAME_WORD = 0.75
_FUZZY_LENGTH = 4
_TWO_EDITS_LENGTH = 6
_NEAREST = 160
_KEPT = 60
_TEXTS = ("label_fr", "label_en", "title_fr", "title_en", "code", "engine_code")
#: Words that say nothing of what is sought.
_STOP = frozenset(
    (
        "de",
        "du",
        "des",
        "la",
        "le",
        "les",
        "l",
        "d",
        "un",
        "une",
        "et",
        "ou",
        "a",
        "au",
        "aux",
        "en",
        "of",
        "the",
        "an",
        "and",
        "or",
        "to",
        "in",
        "on",
    )
)


@dataclass(frozen=True)
class Seeking:
    """What is sought, and by whom.

    Attributes:
        kind: only this kind of node.
        limit: most hits.
        sight: unpublished cards that the one who asks sees.
    """

    kind: Label = Label.KNOWLEDGE
    limit: int = 5
    sight: Sight = SEES_NONE


@dataclass(frozen=True)
class KnowledgeHit:
    """Something that the words may mean.

    Attributes:
        similarity: how alike its name is, or how near its meaning; 0 to 1.
        score: of the fused ranking; only its order means something.
        matched: the text that matched.
        matched_field: the property that holds it.
    """

    id: str
    labels: tuple[str, ...]
    node: dict[str, Any]
    similarity: float
    score: float
    matched: str
    matched_field: str


@dataclass(frozen=True)
class KnowledgeFound:
    """What a search found, best first.

    Attributes:
        understood: whether the reader is sure of an observable.
    """

    graph_version: int
    understood: bool
    hits: tuple[KnowledgeHit, ...]


def search_knowledge(
    graph: Graph, reader: Reader, words: str, seeking: Seeking = Seeking()
) -> KnowledgeFound:
    """Return the things that the words may mean, the likeliest first.

    Raises:
        InvalidInputError: the text is too long or lists too much.
    """
    meant = reader.search(words, _KEPT)
    near = {hit.id: hit.similarity for hit in meant.hits}
    row = graph.read(
        LIST_KNOWLEDGE,
        words=names_query(words),
        ids=list(near),
        kind=seeking.kind.value,
        nearest=_NEAREST,
        limit=_KEPT,
        **seeking.sight.parameters(),
    )[0]
    spelt = {node["id"]: likeness(words, node) for node in row.hits}
    least = (
        _MEANT_WELL if max((best[0] for best in spelt.values()), default=0) >= _SPELT_WELL else 0
    )
    scores = fused(
        (
            {node["id"]: node["score"] for node in row.hits if node["score"] > 0},
            {key: best[0] for key, best in spelt.items()},
            {key: near[key] for key in spelt if near.get(key, -1.0) >= least},
        )
    )
    hits = [_hit(node, spelt[node["id"]], near, scores) for node in row.hits]
    ranked = sorted(hits, key=lambda hit: (-hit.score, hit.id))
    return KnowledgeFound(row.graph_version, meant.understood, tuple(ranked[: seeking.limit]))


def fused(rankings: tuple[dict[str, float], ...]) -> dict[str, float]:
    """Return the fused score of each id: Σ weight / (10 + rank), ranks from 1, equals sharing one.

    Args:
        rankings: value of each id in each ranking, higher is better.
    """
    scores: dict[str, float] = {}
    for weight, values in zip(_WEIGHTS, rankings, strict=True):
        levels = sorted({round(value, 3) for value in values.values()}, reverse=True)
        rank = {level: place for place, level in enumerate(levels, start=1)}
        for key, value in values.items():
            share = weight / (_FUSION + rank[round(value, 3)])
            scores[key] = scores.get(key, 0.0) + share
    return scores


def likeness(words: str, node: dict[str, Any]) -> tuple[float, str, str]:
    """Return how alike the nearest name of a node is (0 to 1), that name and its property.

    Each typed word counts by its nearest word in the name; a name with fewer other words is
    preferred.
    """
    typed = words_of(words)
    best = (0.0, "", "")
    for field, text in _names(node):
        best = max(best, (_alike(typed, words_of(text)), text, field), key=lambda item: item[0])
    return best


def names_query(text: str) -> str:
    """Return a Lucene query for names: each word as it is, with typing errors, or begun.

    Only letters and digits come through, so no Lucene syntax can.
    """
    return " ".join(_fuzzy(word) for word in words_of(text)[:_MAX_WORDS]) or '""'


def _fuzzy(word: str) -> str:
    if len(word) < _FUZZY_LENGTH or any(sign.isdigit() for sign in word):
        return f"{word}^2"
    edits = 2 if len(word) >= _TWO_EDITS_LENGTH else 1
    return f"{word}^4 {word}~{edits} {word}*"


def fold(text: str) -> str:
    """Return a text in lower case without accents and ligatures."""
    plain = unicodedata.normalize("NFKD", text.lower().replace("œ", "oe"))
    return "".join(sign for sign in plain if not unicodedata.combining(sign))


def words_of(text: str) -> list[str]:
    """Return the folded words of a text, those that say nothing left out where others remain."""
    found = re.findall(r"[^\W_]+", fold(text))
    return [word for word in found if word not in _STOP] or found


def likely_same(word: str, other: str) -> bool:
    """Return whether two folded words may be the same one, typing errors allowed."""
    return _word_likeness(word, other) >= _SAME_WORD


def _names(node: dict[str, Any]) -> list[tuple[str, str]]:
    named = [(field, str(node[field])) for field in _TEXTS if node.get(field)]
    return named + [("aliases", str(alias)) for alias in node.get("aliases") or ()]


def _alike(typed: list[str], named: list[str]) -> float:
    if not typed or not named:
        return 0.0
    nearest = [max(_word_likeness(word, other) for other in named) for word in typed]
    covered = sum(nearest) / len(typed)
    return covered * (0.85 + 0.15 * min(1.0, len(typed) / len(named)))


def _word_likeness(word: str, other: str) -> float:
    ratio = fuzz.ratio(word, other) / 100.0
    begun = len(word) >= _FUZZY_LENGTH and (other.startswith(word) or word.startswith(other[:6]))
    return max(ratio, 0.9) if begun and len(other) >= _FUZZY_LENGTH else ratio


def _hit(
    node: dict[str, Any],
    spelt: tuple[float, str, str],
    near: dict[str, float],
    scores: dict[str, float],
) -> KnowledgeHit:
    key = node["id"]
    return KnowledgeHit(
        id=key,
        labels=tuple(node["labels"]),
        node=node,
        similarity=round(min(1.0, max(spelt[0], near.get(key, 0.0))), 4),
        score=scores.get(key, 0.0),
        matched=spelt[1],
        matched_field=spelt[2],
    )
