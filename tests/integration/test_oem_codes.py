"""Makers' own codes: evidence for their make, alternatives for anybody else."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.http.app import create_app
from graph.embedder import Embedder
from graph.errors import KnowledgeError
from graph.session import Graph
from graph.settings import Settings
from seeds.compiling.pack import compile_pack
from seeds.loader import load
from seeds.validate import load_pack
from tests.builders.knowledge import write_knowledge

KG = "/api/knowledge-graph"
_CODES = """
defaults: {{source: source.test, confidence: 0.5}}
observables:
  - id: dtc.{slug}.{code}
    code: {code}
    make: {make}
    label: {{fr: Capteur de pression, en: Pressure sensor}}
    question: {{fr: "Code {code} ?", en: "Code {code}?"}}
    aliases:
      fr: [capteur de pression un, capteur de pression deux, capteur de pression trois]
      en: [pressure sensor one, pressure sensor two, pressure sensor three]
    leak: 0.01
    unlisted_rate: 0.02
faults:
  - id: fault.sensor
    label: {{fr: Capteur en panne, en: Sensor failed}}
    description: {{fr: Capteur en panne, en: Sensor failed}}
    family: family.test
    system: system.engine
    powertrains: [petrol, diesel]
    prior_rate: 0.01
    indicated_by:
      - {{observable: dtc.{slug}.{code}, weight: 0.9}}
      - {{observable: symptom.one, weight: 0.02}}
      - {{observable: symptom.two, weight: 0.02}}
      - {{observable: symptom.three, weight: 0.02}}
    root_causes: [{{id: cause.wear, share: 0.7}}]
    actions: [{{id: action.replace, weight: usually}}]
"""


def _folder(folder: Path, make: str, code: str) -> Path:
    write_knowledge(folder)
    codes = _CODES.format(make=make, slug=make.lower(), code=code)
    (folder / "codes.yaml").write_text(codes, encoding="utf-8")
    return folder


@pytest.fixture
def client(graph: Graph, embedder: Embedder, tmp_path: Path) -> Iterator[TestClient]:
    load(graph, compile_pack(load_pack(_folder(tmp_path / "k", "acme", "DF025"))), embedder)
    with TestClient(create_app(Settings(), graph)) as opened:
        yield opened


def _diagnose(client: TestClient, **body: Any) -> dict[str, Any]:
    answer: dict[str, Any] = client.post(f"{KG}/diagnose", json={"locale": "en", **body}).json()
    return answer


def test_a_makers_own_code_is_evidence_for_its_make_only(client: TestClient) -> None:
    finding = [{"code": "df025"}]
    own = _diagnose(client, vehicle={"make": "Acme"}, observables=finding)
    assert own["observables"][0]["matched"]["id"] == "dtc.acme.DF025"
    assert own["diagnoses"][0]["fault"]["id"] == "fault.sensor"
    unknown = _diagnose(client, observables=finding)["observables"][0]
    assert unknown["matched"] is None
    assert unknown["note"] == "a maker's own code: give the make"
    assert [item["label"] for item in unknown["alternatives"]] == ["acme: Pressure sensor"]


def test_a_makers_own_code_is_never_absent_because_a_scan_is_complete(client: TestClient) -> None:
    answer = _diagnose(client, vehicle={"make": "Acme"}, observables=[], scan_complete=True)
    assert answer["observables"] == []


def test_the_meaning_of_a_makers_own_code_is_told_for_the_make_and_offered_without(
    client: TestClient,
) -> None:
    own = client.get(f"{KG}/dtc/DF025", params={"make": "Acme", "locale": "en"}).json()
    assert (own["known"], own["kind"], own["title"]) == (True, "oem", "Pressure sensor")
    assert [fault["id"] for fault in own["faults"]] == ["fault.sensor"]
    other = client.get(f"{KG}/dtc/DF025", params={"locale": "en"}).json()
    assert (other["known"], other["title"]) == (False, None)
    assert [(item["make"], item["title"]) for item in other["meanings"]] == [
        ("acme", "Pressure sensor")
    ]


@pytest.mark.parametrize(
    ("make", "code", "said"),
    [("SAE", "DF025", "needs the make"), ("acme", "X0171", "no trouble code")],
)
def test_a_code_that_is_no_code_or_has_no_make_is_refused(
    tmp_path: Path, make: str, code: str, said: str
) -> None:
    folder = _folder(tmp_path, make, code)
    with pytest.raises(KnowledgeError) as caught:
        load_pack(folder)
    assert any(said in problem for problem in caught.value.details["problems"])
