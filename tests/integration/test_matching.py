"""Requests are matched with the cards of a small set, in both languages, with and without vectors."""

from collections.abc import Iterator

import pytest

from engine.matching.match import MatchRequest, match_cards
from engine.reading import Reader
from graph.embedder import Embedder
from graph.session import Graph
from tests.builders.matching_cards import TestCard, add_cards, remove_cards

CARDS = (
    TestCard(
        "fc_leak",
        "Intake air leak at the manifold",
        "whistles on acceleration, unstable idle",
        ("P0171", "P0174"),
        ("dtc.sae.P0171",),
        ("model.renault_clio_4",),
        ("fault.intake_air_leak",),
        {"subsystem_category": "fuel_air"},
    ),
    TestCard(
        "fc_ev",
        "Battery does not charge beyond 80 %",
        "battery stops charging",
        ("E401",),
        properties={"subsystem_category": "bms", "vehicle_makes": ["Ather"]},
    ),
)


@pytest.fixture
def cards(seeded_graph: Graph, embedder: Embedder) -> Iterator[Graph]:
    remove_cards(seeded_graph)
    add_cards(seeded_graph, embedder, *CARDS)
    yield seeded_graph
    remove_cards(seeded_graph)


def test_smoke(cards: Graph, embedder: Embedder) -> None:
    reader = Reader(cards, embedder)
    for request in (
        MatchRequest("whistles on acceleration", ("P0171",), "Renault", "Clio IV"),
        MatchRequest("siffle à l'accélération", ("P0171", "P0174"), "Renault", "Clio IV"),
        MatchRequest("la batterie ne charge plus", (), "Ather", "450X"),
        MatchRequest("battery charge E401", (), "Renault", "Clio IV"),
        MatchRequest("la batterie ne charge plus", (), "Ather", "450X", rank_by="calibrated"),
    ):
        for _ in range(3):
            answer = match_cards(cards, reader, request)
        print(request.symptom_text, answer.is_fast, answer.degraded, answer.stage_latency_ms)
        print("   ", answer.extracted)
        for m in answer.matches:
            print(
                "  ",
                m.failure_id,
                m.score,
                m.matched_codes,
                m.matched_keywords,
                m.matched_symptoms,
                m.calibrated_probability,
            )
            for line in m.explanation:
                print("      ", line)
