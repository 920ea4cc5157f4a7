"""Requests are matched with a few cards, in both languages, with and without vectors."""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import pytest
from fastapi.testclient import TestClient
from numpy.typing import NDArray

from api.http.app import create_app
from engine.matching.match import Degraded, MatchAnswer, MatchRequest, RankBy, match_cards
from engine.matching.scoring import MatchType
from engine.reading import Reader
from graph.embedder import Embedder
from graph.session import Graph
from graph.settings import Settings
from tests.builders.database import rows
from tests.builders.matching_cards import TestCard, add_cards, remove_cards

LEAK = TestCard(
    "fc_leak",
    "Intake air leak at the manifold",
    "whistles on acceleration, unstable idle",
    ("P0171", "P0174"),
    ("dtc.sae.P0171", "symptom.whistle_on_acceleration"),
    ("model.renault_clio_4",),
    ("fault.intake_air_leak",),
    {"subsystem_category": "fuel_air", "signature_hash": "a" * 64},
)
LEAK_OF_A_FAMILY = TestCard(
    "fc_leak_k9k", "Air leak behind the compressor", error_codes=("P0171", "P2263"),
    covers=("engine.renault_k9k",), properties={"subsystem_category": "fuel_air"},
)  # fmt: skip
SCOOTER = TestCard(
    "fc_scooter",
    "Battery does not charge beyond 80 %",
    "battery stops charging at 80 %",
    ("E401",),
    properties={"subsystem_category": "bms", "vehicle_makes": ["Ather"]},
)
PENDING = TestCard(
    "fc_pending", "Intake air leak at a hose", "whistles", ("P0171",),
    properties={"status": "pending_review"},
)  # fmt: skip
DRAFT = TestCard("fc_draft", "Draft", "whistles", ("P0171",), properties={"status": "draft"})
WHISTLE = MatchRequest(
    "whistles on acceleration", ("P0171",), "Renault", "Clio IV", all_stages=True
)


class FailingEmbedder:
    """A model that is there and does not work."""

    model_id = "usem3"
    dimension = 512

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Fail on all texts."""
        raise RuntimeError(f"cannot encode {len(texts)} texts")


@pytest.fixture(scope="module")
def cards(writable_knowledge: Graph, embedder: Embedder) -> Iterator[Graph]:
    remove_cards(writable_knowledge)
    add_cards(writable_knowledge, embedder, LEAK, LEAK_OF_A_FAMILY, SCOOTER, PENDING, DRAFT)
    yield writable_knowledge
    remove_cards(writable_knowledge)


@pytest.fixture
def reader(cards: Graph, embedder: Embedder) -> Reader:
    return Reader(cards, embedder)


def ids(answer: MatchAnswer) -> list[str]:
    return [match.failure_id for match in answer.matches]


def test_all_stages_add_up_to_the_score_by_hand(cards: Graph, reader: Reader) -> None:
    answer = match_cards(cards, reader, WHISTLE)
    first = answer.matches[0]
    assert (first.failure_id, first.score.match_type) == ("fc_leak", MatchType.EXACT)
    assert first.matched_codes == ("P0171",)
    assert first.matched_keywords == ("whistles", "acceleration")
    assert first.card.similarity is not None
    stages = first.score.stages
    assert (stages.exact, stages.keyword, stages.vehicle) == (0.95, 0.5, 1.0)
    by_hand = (0.4 * 0.95 + 0.3 * 0.5 + 0.2 * 0.85 * first.card.similarity + 0.1) * 0.75
    assert first.score.total == pytest.approx(by_hand, abs=1e-12)
    added = sum(line.contribution for line in first.explanation)
    assert added == pytest.approx(first.score.total, abs=1e-9)


def test_symptoms_that_were_reported_and_the_engines_probability_are_shown(
    cards: Graph, reader: Reader
) -> None:
    first = match_cards(cards, reader, WHISTLE).matches[0]
    assert [key for key, _, _ in first.matched_symptoms] == [
        "dtc.sae.P0171",
        "symptom.whistle_on_acceleration",
    ]
    assert first.calibrated_probability is not None
    assert 0.5 < first.calibrated_probability <= 1.0


def test_the_fast_path_needs_all_codes_of_the_card_and_skips_the_other_stages(
    cards: Graph, reader: Reader
) -> None:
    both = MatchRequest("siffle", ("p0171", "P0174-00"), "Renault", "Clio IV")
    answer = match_cards(cards, reader, both)
    assert (answer.is_fast, ids(answer)) == (True, ["fc_leak"])
    assert answer.matches[0].score.total == 0.95
    assert answer.matches[0].score.stages.keyword is None
    one = MatchRequest("siffle", ("P0171",), "Renault", "Clio IV")
    assert not match_cards(cards, reader, one).is_fast
    other_vehicle = MatchRequest("siffle", ("P0171", "P0174"), "Peugeot", "208")
    assert not match_cards(cards, reader, other_vehicle).is_fast


def test_an_equal_signature_is_the_fast_path_too(cards: Graph, reader: Reader) -> None:
    answer = match_cards(cards, reader, MatchRequest("hiss", signature_hash="a" * 64))
    assert (answer.is_fast, ids(answer)) == (True, ["fc_leak"])
    assert answer.matches[0].score.match_type is MatchType.SIGNATURE
    assert not match_cards(cards, reader, MatchRequest(signature_hash="b" * 64)).matches


@pytest.mark.parametrize(
    "said",
    ["la batterie ne charge plus au-delà de 80 %", "battery does not charge above 80 percent"],
)
def test_words_and_meaning_find_a_card_in_both_languages(
    cards: Graph, reader: Reader, said: str
) -> None:
    answer = match_cards(cards, reader, MatchRequest(said, vehicle_make="Ather"))
    first = answer.matches[0]
    assert first.failure_id == "fc_scooter"
    assert first.score.stages.vehicle == 0.5
    assert first.score.stages.exact == 0.0
    assert (first.score.stages.keyword or 0) >= 0.5
    assert (first.score.stages.semantic or 0) > 0.4
    assert first.calibrated_probability is None


def test_a_makers_own_code_that_the_graph_does_not_know_is_found_also_in_the_text(
    cards: Graph, reader: Reader
) -> None:
    stated = match_cards(cards, reader, MatchRequest("", ("e401",)))
    assert (stated.is_fast, ids(stated)) == (True, ["fc_scooter"])
    said = match_cards(cards, reader, MatchRequest("error E401 on the screen"))
    assert ids(said) == ["fc_scooter"]


def test_a_code_that_the_text_denies_is_not_matched(cards: Graph, reader: Reader) -> None:
    answer = match_cards(cards, reader, MatchRequest("siffle, pas de code P0171"))
    assert all(not match.matched_codes for match in answer.matches)


def test_a_model_matches_by_its_engine_families_and_another_make_is_incompatible(
    cards: Graph, reader: Reader
) -> None:
    request = MatchRequest("", ("P2263",), "Renault", "Clio IV", all_stages=True)
    assert match_cards(cards, reader, request).matches[0].score.stages.vehicle == 1.0
    petrol = MatchRequest("", ("P2263",), "Renault", "Clio IV 0.9 TCe", all_stages=True)
    assert match_cards(cards, reader, petrol).matches[0].score.stages.vehicle == -2.0
    other = MatchRequest("", ("P2263",), "Peugeot", None, all_stages=True)
    assert match_cards(cards, reader, other).matches[0].score.stages.vehicle == -2.0
    unknown = MatchRequest("", ("P2263",), "Zorglub", "X", all_stages=True)
    assert match_cards(cards, reader, unknown).matches[0].score.stages.vehicle == 0.0


def test_only_approved_cards_match_unless_an_expert_asks_for_pending_ones(
    cards: Graph, reader: Reader
) -> None:
    request = MatchRequest("whistles", ("P0171",), all_stages=True)
    assert ids(match_cards(cards, reader, request)) == ["fc_leak", "fc_leak_k9k"]
    asked = MatchRequest("whistles", ("P0171",), all_stages=True, include_pending=True)
    assert sorted(ids(match_cards(cards, reader, asked))) == [
        "fc_leak",
        "fc_leak_k9k",
        "fc_pending",
    ]


def test_the_order_of_the_engine_puts_cards_without_a_fault_last(
    cards: Graph, reader: Reader
) -> None:
    request = MatchRequest("whistles", ("P0171", "P2263"), rank_by=RankBy.CALIBRATED)
    answer = match_cards(cards, reader, request)
    assert not answer.is_fast
    assert ids(answer)[0] == "fc_leak"
    assert answer.matches[-1].calibrated_probability is None


@pytest.mark.parametrize("how", ["no reader", "failing"])
def test_without_vectors_words_still_answer_and_it_is_said(cards: Graph, how: str) -> None:
    reader = Reader(cards, FailingEmbedder()) if how == "failing" else None
    answer = match_cards(cards, reader, WHISTLE)
    expected = Degraded.EMBEDDER_FAILED if how == "failing" else Degraded.NO_EMBEDDER
    first = answer.matches[0]
    assert (answer.degraded, first.failure_id) == (expected, "fc_leak")
    assert first.score.stages.semantic is None
    assert first.score.total == pytest.approx((0.38 + 0.15 + 0.1) * 0.75)
    assert (first.calibrated_probability is None) == (reader is None)


def test_an_empty_or_strange_request_finds_nothing_and_does_not_fail(
    cards: Graph, reader: Reader
) -> None:
    for text, codes in (("", ()), ('" OR * ~/[', ('"\\', "😀")), ("à la de", ("   ",))):
        assert match_cards(cards, reader, MatchRequest(text, codes)).matches == ()


def test_every_stage_is_timed_and_candidates_are_bounded(cards: Graph, reader: Reader) -> None:
    answer = match_cards(cards, reader, WHISTLE)
    assert set(answer.stage_latency_ms) == {
        "exact",
        "keyword",
        "semantic",
        "vehicle",
        "diagnosis",
    }
    assert 0 < answer.candidates <= 200


# --- over HTTP ---------------------------------------------------------------------------------


@pytest.fixture
def client(cards: Graph, embedder: Embedder) -> Iterator[TestClient]:
    app = create_app(Settings(garage_id="garage_test"), cards, embedder)
    with TestClient(app) as opened:
        yield opened


def post(client: TestClient, **body: Any) -> dict[str, Any]:
    answer = client.post("/api/efi/match", json=body)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


@pytest.mark.parametrize(
    ("locale", "said", "label"),
    [
        ("fr", "codes en commun : P0171", "Mélange trop pauvre, banc 1"),
        ("en", "codes in common: P0171", "Mixture too lean, bank 1"),
    ],
)
def test_the_answer_is_in_the_language_of_the_request(
    client: TestClient, locale: str, said: str, label: str
) -> None:
    body = {"symptom_text": "siffle", "error_codes": ["P0171"], "locale": locale}
    first = post(client, **body)["matches"][0]
    assert first["explanation"][0]["text"] == said
    assert label in [symptom["label"] for symptom in first["matched_symptoms"]]
    assert {"exact", "keyword", "semantic", "vehicle"} == set(first["stage_scores"])
    added = sum(line["contribution"] for line in first["explanation"])
    assert added == pytest.approx(first["match_score"], abs=1e-5)


def test_a_request_without_anything_to_match_is_refused_in_french(client: TestClient) -> None:
    answer = client.post("/api/efi/match", json={"symptom_text": " ", "locale": "fr"})
    assert answer.status_code == 422
    assert "rien à rapprocher" in answer.text


def test_a_degraded_answer_says_so_in_words(cards: Graph, embedder: Embedder) -> None:
    class Sleepy(FailingEmbedder):
        asleep = False

        def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
            return super().encode(texts) if self.asleep else embedder.encode(texts)

    model = Sleepy()
    with TestClient(create_app(Settings(), cards, model)) as client:
        model.asleep = True
        found = post(client, symptom_text="siffle", error_codes=["P0171"], locale="fr")
    assert found["degraded_reason"] == "embedder_failed"
    assert found["degraded"].startswith("le modèle de langue n'a pas répondu")
    assert found["matches"]


def test_without_the_vector_index_words_still_answer(
    cards: Graph, reader: Reader, embedder: Embedder
) -> None:
    from migrations.vector_index import ensure_vector_index

    rows(cards, "DROP INDEX failure_card_embedding")
    try:
        answer = match_cards(cards, reader, WHISTLE)
        assert answer.degraded is Degraded.NO_VECTOR_INDEX
        assert ids(answer)[0] == "fc_leak"
    finally:
        ensure_vector_index(cards, embedder)
