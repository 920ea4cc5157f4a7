"""Working on tickets over HTTP, for tests: addresses, one whole action, and two short calls."""

from typing import Any

from fastapi.testclient import TestClient

from tests.builders.repair_knowledge import CARD, FAULT, OTHER_CARD, SIGN

TICKETS, ACTIONS, PARTS = (
    f"/api/efi/{name}" for name in ("tickets", "technician-actions", "part-usage")
)
NOON = "2026-03-02T12:00:00+00:00"
LATER = "2026-03-02T13:30:00+00:00"

WHOLE: dict[str, Any] = {
    "diagnostic_steps_performed": ["read the codes"],
    "attempted_diagnostics": [
        {
            "hypothesis": "cells out of balance",
            "check_performed": "measured every cell",
            "result": "0.3 V apart",
            "confirmed": True,
            "tools_used": ["voltmeter"],
            "measurements": [{"name": "cell 7", "value": 3.1, "unit": "V"}],
            "fault_id": FAULT,
            "observable_id": SIGN,
        }
    ],
    "rejected_hypotheses": [
        {"hypothesis": "charger", "evidence": "another one does the same", "observable_id": SIGN,
         "observable_state": "absent"}
    ],
    "measurements": [{"name": "pack", "value": 51, "unit": "V"}, {"name": "note", "value": "hot"}],
    "photos": ["https://photos.example/1.jpg", "https://photos.example/1.jpg"],
    "failure_cards_suggested": [CARD, OTHER_CARD],
    "failure_cards_viewed": [CARD],
    "failure_card_used": CARD,
    "failure_card_helpful": True,
    "failure_card_accuracy_rating": 4,
    "resolution_outcome": "success",
    "issue_resolved": True,
    "started_at": NOON,
    "completed_at": LATER,
}  # fmt: skip


def move(client: TestClient, ticket_id: str, status: str, **fields: Any) -> Any:
    if status == "resolved":
        fields.setdefault("resolution", "done")
    return client.post(f"{TICKETS}/{ticket_id}/status", json={"status": status, **fields})


def post(client: TestClient, path: str, **body: Any) -> dict[str, Any]:
    answer = client.post(path, json=body)
    assert answer.status_code in {200, 201}, answer.text
    found: dict[str, Any] = answer.json()
    return found
