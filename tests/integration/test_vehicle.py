"""Vehicles are recognised from what is active in the graph."""

import pytest

from engine.vehicle import LIST_VEHICLE_NAMES, VehicleDescription, recognise
from graph.session import Graph
from tests.builders.database import rows

CLIO = VehicleDescription(text="Renault Clio IV 0.9 TCe 2014", mileage_km=98_000)


def test_the_shipped_graph_recognises_a_described_vehicle(seeded_graph: Graph) -> None:
    found = recognise(seeded_graph, CLIO)
    assert found.ids == ["model.renault_clio_4", "engine.renault_h4bt"]
    assert (found.make_code, found.powertrains) == ("renault", ("petrol",))
    assert (found.year, found.mileage_km, found.unrecognised) == (2014, 98_000, ())


def test_no_name_asks_the_database_nothing(seeded_graph: Graph) -> None:
    stated = VehicleDescription(powertrain="diesel", vehicle_type="van", mileage_km=5)
    found = recognise(seeded_graph, stated)
    assert (found.powertrains, found.vehicle_types) == (("diesel",), ("van",))
    assert recognise(seeded_graph, None).powertrains == ()


@pytest.fixture
def acme(graph: Graph) -> Graph:
    """One make with one model and one engine, all active."""
    rows(
        graph,
        "CREATE (m:Knowledge:VehicleMake {id: 'make.acme', label_en: 'Acme', status: 'active'}) "
        "CREATE (c:Knowledge:VehicleModel {id: 'model.acme_one', label_en: 'Rocket', "
        "status: 'active', vehicle_type: 'car'}) "
        "CREATE (e:Knowledge:EngineFamily {id: 'engine.acme_x', label_en: '1.6 Zip (X16Z)', "
        "status: 'active', powertrain: 'petrol', engine_code: 'X16Z', displacement_l: 1.6}) "
        "CREATE (m)-[:BUILDS {status: 'active'}]->(c), (m)-[:BUILDS {status: 'active'}]->(e), "
        "(c)-[:HAS_ENGINE {status: 'active'}]->(e)",
    )
    return graph


def test_only_active_relationships_join_makes_models_and_engines(acme: Graph) -> None:
    described = VehicleDescription(text="Acme Rocket 1.6 Zip")
    assert recognise(acme, described).ids == ["model.acme_one", "engine.acme_x"]
    rows(acme, "MATCH (:VehicleModel)-[r:HAS_ENGINE]->() SET r.status = 'draft'")
    assert recognise(acme, described).powertrains == ()
    rows(acme, "MATCH ()-[r:BUILDS]->() SET r.status = 'deprecated'")
    names = acme.read(LIST_VEHICLE_NAMES)[0]
    assert [model.make_id for model in names.models] == [None]
    assert [engine.make_id for engine in names.engines] == [None]
    assert recognise(acme, described).model_id is None
