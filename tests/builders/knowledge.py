"""A small knowledge folder for tests that write, made from a few lines."""

from pathlib import Path
from textwrap import dedent

from seeds.compiling.pack import CompiledPack, compile_pack
from seeds.validate import load_pack

_SHARED = """
parameters: {unlisted_prior: 0.1}
defaults: {source: source.test, confidence: 0.5}
sources:
  - id: source.test
    kind: expert
    title: {fr: Source de test, en: Test source}
    licence: Apache-2.0
    retrieved: 2026-01-01
systems:
  - {id: system.engine, label: {fr: Moteur, en: Engine}}
families:
  - {id: family.test, code: TEST, label: {fr: Famille, en: Family}}
root_causes:
  - {id: cause.wear, code: WEAR, label: {fr: Usure, en: Wear}, cause_type: usure_normale}
actions:
  - id: action.replace
    code: REPLACE
    label: {fr: Remplacer, en: Replace}
    action_type: remplacement
    duration_minutes: 30
    steps: [{description: {fr: Remplacer la pièce, en: Replace the part}}]
    labor_cost_min_eur: 20
    labor_cost_max_eur: 40
makes: [{id: make.acme, label: Acme}]
engine_families:
  - {id: engine.acme_16v, make: make.acme, label: 1.6 16V, powertrain: petrol}
  - {id: engine.acme_d, make: make.acme, label: 1.5 D, powertrain: diesel}
models:
  - id: model.acme_one
    make: make.acme
    label: One
    vehicle_type: car
    year_from: 2010
    year_to: 2020
    engines: [engine.acme_16v, engine.acme_d]
"""

_OBSERVABLE = """
  - id: {id}
    label: {{fr: "{name} fr", en: "{name} en"}}
    question: {{fr: "{name} présent ?", en: "{name} present?"}}
    aliases:
      fr: ["{name} un", "{name} deux", "{name} trois"]
      en: ["{name} one", "{name} two", "{name} three"]
    leak: 0.01
    unlisted_rate: 0.02
"""

_FAULT = """
  - id: {id}
    label: {{fr: "{name} fr", en: "{name} en"}}
    description: {{fr: "{name} fr", en: "{name} en"}}
    family: family.test
    system: system.engine
    powertrains: [{powertrains}]
    prior_rate: {prior}
    indicated_by:
{indications}
    root_causes: [{{id: cause.wear, share: 0.7}}]
    actions: [{{id: action.replace, weight: usually}}]
"""

#: Weights of the four symptoms under each fault: alpha and beta are told apart by the first two.
WEIGHTS: dict[str, dict[str, float]] = {
    "fault.alpha": {
        "symptom.one": 0.9,
        "symptom.two": 0.1,
        "symptom.three": 0.5,
        "symptom.four": 0.3,
    },
    "fault.beta": {
        "symptom.one": 0.1,
        "symptom.two": 0.9,
        "symptom.three": 0.5,
        "symptom.four": 0.3,
    },
    "fault.diesel": {
        "symptom.one": 0.8,
        "symptom.two": 0.8,
        "symptom.three": 0.5,
        "symptom.four": 0.3,
    },
}
SYMPTOMS = ("symptom.one", "symptom.two", "symptom.three", "symptom.four")


def write_knowledge(
    folder: Path,
    weights: dict[str, dict[str, float]] | None = None,
    priors: dict[str, float] | None = None,
) -> Path:
    """Write one YAML file with four symptoms and the given faults; return the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    observables = "".join(_OBSERVABLE.format(id=key, name=key.split(".")[1]) for key in SYMPTOMS)
    faults = "".join(
        _fault(key, row, (priors or {}).get(key, 0.01)) for key, row in (weights or WEIGHTS).items()
    )
    text = f"{dedent(_SHARED)}\nobservables:{observables}\nfaults:{faults}\n"
    (folder / "knowledge.yaml").write_text(text, encoding="utf-8")
    return folder


def small_pack(
    folder: Path,
    weights: dict[str, dict[str, float]] | None = None,
    priors: dict[str, float] | None = None,
) -> CompiledPack:
    """Return the compiled pack of ``write_knowledge``."""
    return compile_pack(load_pack(write_knowledge(folder, weights, priors)))


def _fault(key: str, row: dict[str, float], prior: float) -> str:
    indications = "\n".join(
        f"      - {{observable: {symptom}, weight: {weight}}}" for symptom, weight in row.items()
    )
    name = key.split(".")[1]
    powertrains = "diesel" if name == "diesel" else "petrol, diesel"
    return _FAULT.format(
        id=key, name=name, powertrains=powertrains, prior=prior, indications=indications
    )
