"""What the text matcher needs of an index of aliases, and the values that pass between them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from graph.vocabulary import Locale


@dataclass(frozen=True)
class AliasText:
    """An alias as the full-text search finds it."""

    alias_id: str
    text: str
    observable_id: str


@dataclass(frozen=True)
class VectorSearch:
    """One reading to look up.

    Attributes:
        vectors: one row per wording of the reading.
        alias_ids: aliases to compare as well, whatever their similarity.
    """

    vectors: NDArray[np.float32]
    alias_ids: tuple[str, ...] = ()


@dataclass(frozen=True)
class AliasHit:
    """An alias near a reading.

    Attributes:
        text: the alias.
        cosines: similarity to each wording of the reading, in order, -1 to 1.
    """

    text: str
    observable_id: str
    label_fr: str
    label_en: str
    cosines: tuple[float, ...]


class AliasIndex(Protocol):
    """Aliases of the active observables. ``locale`` None searches both languages."""

    def find_words(
        self, texts: Sequence[str], locale: Locale | None, limit: int
    ) -> list[list[AliasText]]:
        """Return for each text the aliases that share words with it, typing errors allowed."""

    def find_similar(
        self, searches: Sequence[VectorSearch], locale: Locale | None, limit: int
    ) -> list[list[AliasHit]]:
        """Return for each search its nearest aliases and the listed ones, in one round trip."""

    def sample(self, limit: int) -> list[AliasText]:
        """Return the first aliases by id; a limit above their number gives all."""

    def version(self) -> int:
        """Return the version of the graph that holds them: equal while no alias changes."""
