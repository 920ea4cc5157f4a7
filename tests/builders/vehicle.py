"""A registered vehicle in the graph, in one line."""

from graph.session import Graph
from tests.builders.database import rows


def registered_vehicle(
    graph: Graph, key: str, model_id: str, engine_id: str | None = None, km: int | None = None
) -> str:
    """Create a :Vehicle that IS_A model, and an engine where given; return its id."""
    rows(
        graph,
        "MATCH (t:Knowledge) WHERE t.id IN $targets "
        "WITH collect(t) AS targets "
        "CREATE (v:Vehicle {id: $key, make: 'Acme', model: 'One', mileage_km: $km}) "
        "FOREACH (t IN targets | CREATE (v)-[:IS_A]->(t))",
        targets=[model_id, *filter(None, [engine_id])],
        key=key,
        km=km,
    )
    return key
