"""Evidence stated with its observable counts as if it were written with each fault."""

from pathlib import Path

import pytest

from graph.errors import KnowledgeError
from seeds.records.fault import FaultRecord
from seeds.validate import load_pack
from tests.builders.knowledge import write_knowledge

NEW = """
defaults: {source: source.test, confidence: 0.3}
observables:
  - id: sign.new
    label: {fr: Signe neuf, en: New sign}
    question: {fr: "Signe neuf présent ?", en: "New sign present?"}
    aliases: {fr: [neuf un, neuf deux, neuf trois], en: [new one, new two, new three]}
    leak: 0.01
    unlisted_rate: 0.02
"""


def _with(folder: Path, evidence: str) -> Path:
    write_knowledge(folder)
    (folder / "new.yaml").write_text(f"{NEW}evidence:\n{evidence}\n", encoding="utf-8")
    return folder


def _faults(folder: Path) -> dict[str, FaultRecord]:
    files = load_pack(folder).files.values()
    return {fault.id: fault for file in files for fault in file.faults}


def test_each_named_fault_gets_the_link_with_the_weight_and_source_of_its_file(
    tmp_path: Path,
) -> None:
    line = "  - {observable: sign.new, faults: {fault.alpha: often, fault.beta: 0.1}}"
    faults = _faults(_with(tmp_path, line))
    last = {key: fault.indicated_by[-1] for key, fault in faults.items()}
    assert (last["fault.alpha"].observable, last["fault.alpha"].weight) == ("sign.new", 0.55)
    assert (last["fault.beta"].weight, last["fault.beta"].confidence) == (0.1, 0.3)
    assert last["fault.beta"].source == "source.test"


ONCE = "  - {observable: sign.new, faults: {fault.alpha: often}}"


@pytest.mark.parametrize(
    ("lines", "at", "said"),
    [
        (ONCE.replace("alpha", "gone"), "11: evidence.0.faults.fault.gone", "is not defined"),
        (ONCE.replace("new", "gone"), "11: evidence.0.observable", "is not defined"),
        (ONCE.replace("sign.new", "symptom.one"), "11: evidence.0.faults", "in knowledge.yaml"),
        (f"{ONCE}\n{ONCE}", "12: evidence.1.faults.fault.alpha", "is stated in new.yaml"),
    ],
    ids=["unknown fault", "unknown observable", "stated with the fault", "stated twice"],
)
def test_evidence_that_leads_nowhere_or_is_stated_twice_is_named(
    tmp_path: Path, lines: str, at: str, said: str
) -> None:
    with pytest.raises(KnowledgeError) as caught:
        load_pack(_with(tmp_path, lines))
    problems: list[str] = caught.value.details["problems"]
    assert any(f"new.yaml:{at}" in problem and said in problem for problem in problems), problems
