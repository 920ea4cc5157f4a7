"""A drawn graph as the flat rows that the seed queries write."""

from collections.abc import Iterator
from typing import Any

from engine.bench.speed import synthetic
from engine.bench.speed.synthetic import CLASSES, LEVELS, Synthetic
from graph.vocabulary import Label, ObservableType, RelationshipType

#: Pseudo-observations behind each weight and prior.
STRENGTH = 50.0
#: Relationships of one row of ``bench/link_indicates``.
_PART = 1000
_GOVERNANCE = {"status": "active", "source_kind": "imported_statistics", "confidence": 1.0}
Rows = Iterator[dict[str, Any]]


def node_rows(graph: Synthetic) -> Rows:
    """Yield every node: faults, observables, tests, actions, parts and vehicle models."""
    yield from _faults(graph)
    yield from _observables(graph)
    for number in range(graph.tests):
        key = f"test.synthetic_{number:05d}"
        cost = {"minutes": 5 + number % 40, "cost_eur": float(number % 3 * 10), "skill": "driveway"}
        yield _node(key, [Label.TEST], cost)
    for row in range(graph.size.faults):
        price = 40.0 + row % 200
        money = {"labor_cost_min_eur": price, "labor_cost_max_eur": 2 * price}
        named = {"action_code": f"SYNTHETIC_{row}", "duration_minutes": 30 + row % 120}
        named |= {"action_type": "remplacement", "difficulty": "amateur"}
        named |= {"steps_fr": ["remplacer"], "steps_en": ["replace"]}
        yield _node(_action_id(row), [Label.ACTION], {**money, **named})
    for row in range(0, graph.size.faults, 2):
        money = {"price_min_eur": 10.0 + row % 90, "price_max_eur": 60.0 + row % 300}
        yield _node(_part_id(row), [Label.PART], money)
    for number in range(graph.models):
        yield _node(synthetic.model_id(number), [Label.VEHICLE_MODEL], {})


def link_rows(graph: Synthetic) -> Rows:
    """Yield every relationship but INDICATES."""
    for test, column in graph.reveals.tolist():
        start, end = f"test.synthetic_{test:05d}", synthetic.observable_id(column)
        yield _link(RelationshipType.REVEALS, start, end, {})
    for row in range(graph.size.faults):
        fault = synthetic.fault_id(row)
        weight = 0.5 + row % 50 / 100
        yield _link(
            RelationshipType.RESOLVES,
            _action_id(row),
            fault,
            {"weight": weight, "execution_order": 1},
        )
        needed = {"weight": 0.6, "quantity": 1, "is_required": True, "priority": 1}
        yield _link(RelationshipType.REQUIRES, fault, _part_id(row), needed)
        yield _link(RelationshipType.REQUIRES, _action_id(row), _part_id(row), needed)
    seen = {(cause, effect) for cause, effect in graph.effects.tolist()}
    for cause, effect in sorted(seen):
        ends = (synthetic.fault_id(cause), synthetic.fault_id(effect))
        yield _link(RelationshipType.CAUSES, *ends, {"weight": 0.2})
    for row, model in graph.affects.tolist():
        ends = (synthetic.fault_id(row), synthetic.model_id(model))
        yield _link(RelationshipType.AFFECTS, *ends, {"odds_multiplier": 2.0 + row % 3})


def indicates_rows(graph: Synthetic) -> Rows:
    """Yield the edges of each observable in parts; ids of faults and weights are aligned."""
    starts = [0, *((graph.observable[1:] != graph.observable[:-1]).nonzero()[0] + 1).tolist()]
    ends = [*starts[1:], len(graph.observable)]
    for start, end in zip(starts, ends, strict=True):
        for at in range(start, end, _PART):
            stop = min(at + _PART, end)
            yield {
                "observable": synthetic.observable_id(int(graph.observable[at])),
                "faults": [synthetic.fault_id(row) for row in graph.fault[at:stop].tolist()],
                "weights": graph.weight[at:stop].tolist(),
                "number": at,
            }


def _faults(graph: Synthetic) -> Rows:
    for row in range(graph.size.faults):
        powertrains, types, _ = CLASSES[int(graph.class_of[row])]
        properties = {
            "safety_level": LEVELS[int(graph.level_of[row])].value,
            "powertrains": [value.value for value in powertrains],
            "vehicle_types": [value.value for value in types],
            "applicability_class": "+".join(sorted(powertrains)) + "|" + "+".join(sorted(types)),
            "prior_rate": float(graph.prior[row]),
            "prior_strength": STRENGTH,
        }
        yield _node(synthetic.fault_id(row), [Label.FAULT], properties)


def _observables(graph: Synthetic) -> Rows:
    powertrains, types, _ = CLASSES[0]
    for column in range(graph.size.observables):
        key = synthetic.observable_id(column)
        kind = ObservableType(key.split(".", 1)[0])
        properties = {
            "observable_type": kind.value,
            "leak": float(graph.leak[column]),
            "unlisted_rate": float(graph.leak[column]) * 2.5,
            "powertrains": [value.value for value in powertrains],
            "vehicle_types": [value.value for value in types],
        }
        label = Label.SIGN if kind is ObservableType.SIGN else Label.SYMPTOM
        yield _node(key, [label, Label.OBSERVABLE], properties)


def _node(key: str, labels: list[Label], properties: dict[str, Any]) -> dict[str, Any]:
    named = {"label_fr": key, "label_en": key, "caption": key}
    return {
        "id": key,
        "labels": [label.value for label in labels],
        "properties": {**_GOVERNANCE, **named, **properties},
        "content_hash": "synthetic",
    }


def _link(
    kind: RelationshipType, start: str, end: str, properties: dict[str, Any]
) -> dict[str, Any]:
    return {
        "start": start,
        "end": end,
        "type": kind.value,
        "relation_id": f"rel_{start}_{end}",
        "properties": {**_GOVERNANCE, "creation_method": "inferred", **properties},
        "content_hash": "synthetic",
    }


def _action_id(row: int) -> str:
    return f"action.synthetic_{row:06d}"


def _part_id(row: int) -> str:
    return f"part.synthetic_{row // 2 * 2:06d}"
