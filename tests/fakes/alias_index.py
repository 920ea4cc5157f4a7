"""An AliasIndex in memory over aliases given as rows or read from the knowledge files."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import yaml

from engine.embedding import fold, normalise
from engine.text.matching import AliasHit, AliasText, VectorSearch
from engine.text.words import content_words, edits
from graph.embedder import Embedder
from graph.vocabulary import Locale


@dataclass(frozen=True)
class AliasRow:
    """One alias and the observable that it names."""

    observable_id: str
    label_fr: str
    label_en: str
    text: str
    locale: Locale


class MemoryAliasIndex:
    """Exact nearest neighbours and a small fuzzy word search: what the graph does, in numpy."""

    def __init__(self, rows: Sequence[AliasRow], embedder: Embedder) -> None:
        """Embed every alias once."""
        self.rows = list(rows)
        self._vectors = embedder.encode([row.text for row in rows])
        self._words = [set(content_words(row.text)) for row in rows]
        owners: dict[str, set[int]] = {}
        for at, words in enumerate(self._words):
            for word in words:
                owners.setdefault(word, set()).add(at)
        self._owners = owners

    @classmethod
    def of_knowledge(cls, folder: Path, embedder: Embedder) -> "MemoryAliasIndex":
        """Read every symptom and sign below ``folder`` with its labels and aliases."""
        rows = []
        for path in sorted(folder.rglob("*.yaml")):
            content = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
            for record in content.get("observables", []) if isinstance(content, dict) else []:
                if not record["id"].startswith("dtc."):
                    rows += _rows_of(record)
        return cls(rows, embedder)

    def find_words(
        self, texts: Sequence[str], locale: Locale | None, limit: int
    ) -> list[list[AliasText]]:
        return [self._find_words(text, locale, limit) for text in texts]

    def find_similar(
        self, searches: Sequence[VectorSearch], locale: Locale | None, limit: int
    ) -> list[list[AliasHit]]:
        return [self._find_similar(search, locale, limit) for search in searches]

    def version(self) -> int:
        return len(self.rows)

    def sample(self, limit: int) -> list[AliasText]:
        step = max(1, len(self.rows) // limit)
        return [self._text(at) for at in range(0, len(self.rows), step)][:limit]

    def _find_words(self, text: str, locale: Locale | None, limit: int) -> list[AliasText]:
        scores: dict[int, float] = {}
        for word in content_words(text):
            allowed = 0 if len(word) < 4 else 1 if len(word) < 7 else 2
            for known, owners in self._owners.items():
                if (distance := edits(word, known, allowed)) <= allowed:
                    weight = np.log(1 + len(self.rows) / len(owners)) / (1 + distance)
                    for at in owners:
                        if locale in (None, self.rows[at].locale):
                            scores[at] = scores.get(at, 0.0) + weight
        best = sorted(scores, key=lambda at: (-scores[at] / (2 + len(self._words[at])), at))
        return [self._text(at) for at in best[:limit]]

    def _find_similar(
        self, search: VectorSearch, locale: Locale | None, limit: int
    ) -> list[AliasHit]:
        cosines = search.vectors @ self._vectors.T
        allowed = np.array([locale in (None, row.locale) for row in self.rows])
        found = {int(at.removeprefix("a")) for at in search.alias_ids}
        for row in np.where(allowed, cosines, -2.0):
            found |= {int(at) for at in np.argsort(-row)[:limit] if row[at] > -2.0}
        return [self._hit(at, tuple(float(c) for c in cosines[:, at])) for at in sorted(found)]

    def _text(self, at: int) -> AliasText:
        return AliasText(f"a{at}", self.rows[at].text, self.rows[at].observable_id)

    def _hit(self, at: int, cosines: tuple[float, ...]) -> AliasHit:
        row = self.rows[at]
        return AliasHit(row.text, row.observable_id, row.label_fr, row.label_en, cosines)


def _rows_of(record: dict[str, object]) -> list[AliasRow]:
    label, aliases = record["label"], record.get("aliases") or {}
    assert isinstance(label, dict)
    assert isinstance(aliases, dict)
    rows = []
    for locale in Locale:
        texts = dict.fromkeys([label[locale.value], *aliases.get(locale.value, [])])
        seen: set[str] = set()
        for text in texts:
            if (key := fold(normalise(text))) not in seen:
                seen.add(key)
                rows.append(AliasRow(str(record["id"]), label["fr"], label["en"], text, locale))
    return rows
