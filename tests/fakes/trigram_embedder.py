"""An embedder without a model: hashed letter triples, enough to tell near texts from far ones."""

from collections.abc import Sequence
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from engine.embedding import fold, normalise


class TrigramEmbedder:
    """Vectors of counted letter triples."""

    model_id = "trigrams"
    dimension = 256

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for row, text in enumerate(texts):
            padded = f"  {fold(normalise(text))}  "
            for at in range(len(padded) - 2):
                vectors[row, crc32(padded[at : at + 3].encode()) % self.dimension] += 1
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        return np.asarray(vectors / np.maximum(lengths, 1e-12), dtype=np.float32)
