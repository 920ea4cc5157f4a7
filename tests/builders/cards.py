"""Cards and their trees, for tests."""

from typing import Any

from engine.principal import Principal
from graph.cards.content import Bilingual, CardContent, RequiredPart, SignatureConditions, Step
from graph.vocabulary_records import FailureMode, LoadCondition, Role, SubsystemCategory

NOW = "2026-05-31T08:00:00.000+00:00"


def principal(
    name: str = "ann",
    role: Role = Role.EXPERT,
    garage: str = "garage_one",
    *,
    is_cross_garage: bool = False,
) -> Principal:
    """Return somebody of a garage."""
    return Principal(name, name, role, garage, is_cross_garage)


def ask(node_id: str, yes: str | None, no: str | None, **more: Any) -> dict[str, Any]:
    """Return a question of a tree."""
    question = {"fr": f"{node_id} ?", "en": f"{node_id}?"}
    return {"node_id": node_id, "question": question, "if_yes": yes, "if_no": no, **more}


def conclude(node_id: str, cause: str | None = None) -> dict[str, Any]:
    """Return a conclusion of a tree: a cause, or another failure."""
    return {"node_id": node_id, "leads_to_root_cause": cause, "rules_out": cause is None}


def tree(*nodes: dict[str, Any], root: str | None = None) -> dict[str, Any]:
    """Return a tree as a card has it."""
    return {"root_node_id": root, "nodes": list(nodes)}


def small_tree(cause: str) -> dict[str, Any]:
    """Return two questions and three ways: the cause, and twice another failure."""
    return tree(
        ask("n1", "n2", "other"),
        ask("n2", "found", "other"),
        conclude("found", cause),
        conclude("other"),
    )


def content(**changed: Any) -> CardContent:
    """Return a whole card that names nothing of the graph."""
    given: dict[str, Any] = {
        "title": Bilingual("Relais principal collé", "Main relay stuck"),
        "description": Bilingual("La batterie se vide.", "The battery goes flat."),
        "subsystem_category": SubsystemCategory.BATTERY,
        "failure_mode": FailureMode.DEGRADATION,
        "symptom_text": "battery flat in the morning",
        "error_codes": ("P0AA1",),
        "conditions": SignatureConditions("0-10°C", None, LoadCondition.IDLE, "0-50000", 24),
        "failure_conditions": (Bilingual("garé", "parked"), Bilingual(None, "in winter")),
        "root_cause": Bilingual("contact soudé", "welded contact"),
        "resolution_steps": (
            Step(Bilingual("remplacer", "replace"), 30),
            Step(Bilingual("tester")),
        ),
        "estimated_parts_cost": 40.0,
        "estimated_labor_cost": 60.5,
        "tags": ("relay",),
        "first_detected_at": "2026-01-31T08:30:00+00:00",
    }
    return CardContent(**(given | changed))


def part(part_id: str, quantity: int = 1) -> RequiredPart:
    """Return a part that a card takes."""
    return RequiredPart(part_id, quantity)
