"""``POST /api/efi/drafts/preview``: with the template, a model, and one that misbehaves."""

from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.http.app import create_app
from graph.session import Graph
from graph.settings import Settings
from tests.fakes.language_model import GOOD, FakeModel, answering

PREVIEW = "/api/efi/drafts/preview"
FOUND: dict[str, Any] = {
    "description": "whistles when accelerating",
    "root_cause": "split intake hose after the filter, told by customer on 06 12 34 56 78",
    "error_codes": ["P0171"],
    "locale": "en",
}


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)


def preview(graph: Graph, **settings: Any) -> Any:
    """Ask for the draft of the discovery."""
    with TestClient(create_app(Settings(**settings), graph)) as client:
        answer = client.post(PREVIEW, json=FOUND)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_without_a_model_the_template_writes(seeded_graph: Graph) -> None:
    draft = preview(seeded_graph)
    assert (draft["status"], draft["ai_generated"], draft["model"]) == ("draft", False, None)
    assert draft["title"] == {"fr": None, "en": "whistles when accelerating"}
    assert draft["fallback_reason"] is None


def test_a_model_names_only_knowledge_that_was_offered(seeded_graph: Graph) -> None:
    silent = FakeModel()
    with answering(silent) as url:
        preview(seeded_graph, llm_url=url, llm_model="tiny")
    sent = silent.asked[0].body["messages"][1]["content"]
    assert "fault.intake_air_leak" in sent
    assert "06 12" not in sent
    naming = FakeModel(content=GOOD | {"root_cause_ids": ["fault.intake_air_leak"]})
    with answering(naming) as url:
        draft = preview(seeded_graph, llm_url=url, llm_model="tiny")
    assert (draft["ai_generated"], draft["model"], draft["status"]) == (True, "tiny", "draft")
    hint = draft["root_cause_hints"][0]
    assert hint["id"] == "fault.intake_air_leak"
    assert hint["label"] != hint["id"]
    other = FakeModel(content=GOOD | {"root_cause_ids": ["fault.brake_pads_worn_out_by_magic"]})
    with answering(other) as url:
        draft = preview(seeded_graph, llm_url=url, llm_model="tiny")
    assert (draft["ai_generated"], draft["fallback_reason"]) == (False, "unknown_ids")
    assert draft["root_cause_hints"] == []


def test_a_model_that_is_down_costs_no_answer(seeded_graph: Graph) -> None:
    draft = preview(seeded_graph, llm_url="http://127.0.0.1:9/v1", llm_model="tiny")
    assert draft["fallback_reason"] == "unreachable"
    assert draft["title"]["en"] == "whistles when accelerating"
