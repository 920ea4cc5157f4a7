"""Bad seed files: each defect with its file, line and field, all at once, none as a trace."""

from collections.abc import Callable
from pathlib import Path

import pytest

from graph.errors import KnowledgeError
from seeds.validate import load_pack
from tests.builders.knowledge import write_knowledge


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
