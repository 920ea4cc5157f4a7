"""A real embedder that keeps its vectors, so that loading the same knowledge again is quick."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from graph.embedder import Embedder


class RememberingEmbedder:
    """Gives the vectors of another embedder, each computed once."""

    def __init__(self, inner: Embedder) -> None:
        """Keep the embedder that computes."""
        self._inner = inner
        self._known: dict[str, NDArray[np.float32]] = {}

    @property
    def model_id(self) -> str:
        """As the inner one."""
        return self._inner.model_id

    @property
    def dimension(self) -> int:
        """As the inner one."""
        return self._inner.dimension

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one vector per text."""
        missing = list(dict.fromkeys(text for text in texts if text not in self._known))
        if missing:
            self._known.update(zip(missing, self._inner.encode(missing), strict=True))
        return np.stack([self._known[text] for text in texts])
