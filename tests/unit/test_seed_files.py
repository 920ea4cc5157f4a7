"""Bad seed files: each defect with its file, line and field, all at once, none as a trace."""

from collections.abc import Callable
from pathlib import Path

import pytest

from graph.errors import KnowledgeError
from seeds.compiling.pack import compile_pack
from seeds.validate import load_pack
from tests.builders.knowledge import small_pack, write_knowledge


def _problems(folder: Path) -> list[str]:
    with pytest.raises(KnowledgeError) as caught:
        load_pack(folder)
    found: list[str] = caught.value.details["problems"]
    return found


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (
            lambda text: text.replace("weight: 0.9}", "weight: often enough}", 1),
            "indicated_by.0.weight",
        ),
        (lambda text: text.replace("family: family.test", "family: family.nope", 1), "family.nope"),
        (
            lambda text: text.replace("leak: 0.01", "leak: 0.05", 1),
            "unlisted_rate must not",
        ),
        (lambda text: text.replace("parameters: {unlisted_prior: 0.1}", ""), "parameters"),
        (lambda text: text.replace("id: fault.beta", "id: fault.alpha"), "already defined"),
        (lambda text: text.replace("licence: Apache-2.0", "licens: x"), "sources.0.lic"),
        (lambda text: text + "faults: []\n", "stands twice"),
        (lambda text: text + "x: &a [*a]\n", "line"),
        (lambda text: text + "x: " + "[" * 3000, ""),
        (lambda text: text + "\tx: 1\n", "not YAML"),
        (lambda text: text.replace("safety", "safety") + "makes_: []\n", "makes_"),
        (lambda text: text.replace("source: source.test, ", ""), "defaults"),
    ],
)
def test_a_defect_is_reported_with_its_place(
    tmp_path: Path, spoil: Callable[[str], str], said: str
) -> None:
    file = write_knowledge(tmp_path) / "knowledge.yaml"
    file.write_text(spoil(file.read_text(encoding="utf-8")), encoding="utf-8")
    found = _problems(tmp_path)
    assert all(problem.startswith("knowledge.yaml:") for problem in found)
    assert any(said in problem for problem in found), found


def test_all_defects_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    write_knowledge(tmp_path)
    (tmp_path / "a.yaml").write_text("tools: [{id: tool.x}]\n", encoding="utf-8")
    (tmp_path / "b.yaml").write_text("tools: 3\n", encoding="utf-8")
    assert {problem.split(":")[0] for problem in _problems(tmp_path)} == {"a.yaml", "b.yaml"}


def test_the_line_named_is_the_line_of_the_field(tmp_path: Path) -> None:
    file = write_knowledge(tmp_path) / "knowledge.yaml"
    text = file.read_text(encoding="utf-8").replace("prior_rate: 0.01", "prior_rate: 3", 1)
    file.write_text(text, encoding="utf-8")
    line = next(at for at, row in enumerate(text.splitlines(), 1) if "prior_rate: 3" in row)
    assert any(
        p.startswith(f"knowledge.yaml:{line}: faults.0.prior_rate") for p in _problems(tmp_path)
    )


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError):
        load_pack(tmp_path)


def test_a_word_of_the_scale_and_its_number_are_the_same(tmp_path: Path) -> None:
    file = write_knowledge(tmp_path) / "knowledge.yaml"
    words = file.read_text(encoding="utf-8").replace("weight: 0.9}", "weight: usually}")
    file.write_text(words.replace("prior_rate: 0.01", "prior_rate: common"), encoding="utf-8")
    fault = load_pack(tmp_path).files["knowledge.yaml"].faults[0]
    assert (fault.indicated_by[0].weight, fault.prior_rate) == (0.80, 0.01)


RATES = "qualifiers: {tax_temp: {froid: 0.4, chaud: 0.6}}"
PHASES = "qualifiers: {tax_phase: {freinage: 0.5, virage: 0.2, constant: 0.3}}"


def _with_qualifiers(folder: Path, rates: str, shares: str) -> Path:
    """Put base rates on the first observable and shares on its link to the first fault."""
    file = write_knowledge(folder) / "knowledge.yaml"
    text = file.read_text(encoding="utf-8").replace("leak: 0.01", f"leak: 0.01\n    {rates}", 1)
    file.write_text(text.replace("weight: 0.9}", f"weight: 0.9, {shares}}}", 1), encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("rates", "shares", "ratios"),
    [
        (RATES, "qualifiers: {tax_temp: {froid: 0.85, chaud: 0.15}}", (2.125, 0.25)),
        (RATES, "qualifiers: {tax_temp: {chaud: 0.15}}", (2.125, 0.25)),
        (PHASES, "qualifiers: {tax_phase: {virage: 0.8}}", (0.25, 4.0, 0.25)),
        (PHASES, "qualifiers: {tax_phase: {freinage: 0.1, virage: 0.8}}", (0.2, 4.0, 0.333333)),
    ],
    ids=["all values", "one of two", "the rest by base rate", "the rest on one value"],
)
def test_shares_become_ratios_that_average_to_one(
    tmp_path: Path, rates: str, shares: str, ratios: tuple[float, ...]
) -> None:
    pack = compile_pack(load_pack(_with_qualifiers(tmp_path, rates, shares).parent))
    node = next(row.properties for row in pack.nodes if row.id == "symptom.one")
    link = next(
        row.properties
        for row in pack.relationships
        if (row.start, row.end) == ("symptom.one", "fault.alpha")
    )
    assert link["qualifier"] == node["qualifier"]
    assert tuple(link["ratio"]) == ratios
    averaged = sum(p * r for p, r in zip(node["qualifier_rate"], ratios, strict=True))
    assert averaged == pytest.approx(1.0, abs=1e-6)


def test_evidence_without_qualifiers_has_no_ratio(tmp_path: Path) -> None:
    rows = small_pack(tmp_path).relationships
    links = [row.properties for row in rows if row.type == "INDICATES"]
    assert {(link["qualifier"], link["ratio"]) for link in links} == {(None, None)}


@pytest.mark.parametrize(
    ("rates", "shares", "said"),
    [
        (RATES, "qualifiers: {tax_temp: {froid: 0.85, chaud: 0.25}}", "the shares sum to 1.1"),
        (PHASES, "qualifiers: {tax_phase: {virage: 0.6, constant: 0.4}}", "name every value"),
        (PHASES, "qualifiers: {tax_phase: {ralenti: 0.6}}", "no base rate for ralenti"),
        (RATES, "qualifiers: {tax_phase: {virage: 0.6}}", "no base rate for virage"),
        ("", "qualifiers: {tax_temp: {froid: 0.6}}", "no base rate for froid"),
    ],
)
def test_shares_without_ratios_are_told_with_line_and_fix(
    tmp_path: Path, rates: str, shares: str, said: str
) -> None:
    file = _with_qualifiers(tmp_path, rates, shares)
    lines = file.read_text(encoding="utf-8").splitlines()
    line = next(at for at, row in enumerate(lines, 1) if shares in row)
    taxonomy = shares.split("{")[1].split(":", maxsplit=1)[0]
    place = f"knowledge.yaml:{line}: faults.0.indicated_by.0.qualifiers.{taxonomy}: "
    found = _problems(tmp_path)
    assert len(found) == 1
    assert found[0].startswith(place)
    assert said in found[0]


@pytest.mark.parametrize(
    ("rates", "said"),
    [
        ("qualifiers: {tax_temp: {froid: 0.4, chaud: 0.5}}", "change them so that they sum to 1"),
        (f"{RATES}\n    taxonomy: {{tax_temp: froid}}", "itself means froid"),
        ("qualifiers: {tax_temp: {froid: 0.4, any: 0.6}}", "give one of froid, chaud"),
        ("qualifiers: {tax_weather: {wet: 0.4, dry: 0.6}}", "tax_phase, tax_temp"),
        ("qualifiers: {tax_temp: {froid: 1.0, chaud: 0.0}}", "less than 1"),
        ("qualifiers: {tax_temp: {}}", "names no value"),
    ],
)
def test_base_rates_that_state_nothing_are_told(tmp_path: Path, rates: str, said: str) -> None:
    _with_qualifiers(tmp_path, rates, "confidence: 0.5")
    found = _problems(tmp_path)
    assert all("observables.0.qualifiers" in problem for problem in found)
    assert any(said in problem for problem in found), found


def test_any_temperature_of_an_observable_leaves_room_for_qualifiers(tmp_path: Path) -> None:
    rates = f"{RATES}\n    taxonomy: {{tax_temp: any}}"
    file = _with_qualifiers(tmp_path, rates, "qualifiers: {tax_temp: {froid: 0.7}}")
    link = load_pack(file.parent).files["knowledge.yaml"].faults[0].indicated_by[0]
    assert link.qualifiers == {"tax_temp": {"froid": 0.7}}


def test_a_part_that_an_action_takes_at_times_has_counts_of_its_own(tmp_path: Path) -> None:
    file = write_knowledge(tmp_path) / "knowledge.yaml"
    text = file.read_text(encoding="utf-8")
    used = "    parts: [{id: part.seal, weight: 0.25}, {id: part.hose}]\n    labor_cost_min_eur: 20"
    record = "  - {id: %s, system: system.engine, label: {fr: Pièce %s, en: Part %s}}\n"
    parts = "parts:\n" + "".join(record % (key, key, key) for key in ("part.seal", "part.hose"))
    changed = text.replace("    labor_cost_min_eur: 20", used, 1) + parts
    file.write_text(changed, encoding="utf-8")
    rows = compile_pack(load_pack(tmp_path)).relationships
    counts = {row.end: (row.alpha, row.beta) for row in rows if row.start == "action.replace"}
    assert counts["part.seal"] == (2.0, 6.0)  # expert: strength 8
    assert counts["part.hose"] == (None, None)  # always
