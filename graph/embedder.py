"""What the graph needs of an embedding model; adapters live in ``engine.embedding``."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray


class Embedder(Protocol):
    """Turns texts into vectors of one fixed length."""

    @property
    def model_id(self) -> str:
        """Stable name of the model; an index built by another model is refused."""

    @property
    def dimension(self) -> int:
        """Length of each vector."""

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one L2-normalised vector per text, shape (n, dimension)."""
