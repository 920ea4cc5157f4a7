"""The comparison of the chain in the graph with the scripts."""

import pytest

from cypher.rows.migration import ListAppliedMigrationsRow as Applied
from migrations.chain import BASELINE, compare, order_chain
from migrations.scripts import Script


def script(version: str, text: str = "RETURN 1;") -> Script:
    return Script(version, "words", f"V{version.replace('.', '_')}__words.cypher", text)


def chain(*scripts: Script) -> list[Applied]:
    rows = [Applied(version=BASELINE)]
    for item in scripts:
        rows.append(
            Applied(
                version=item.version,
                source=item.source,
                checksum=item.checksum,
                previous_version=rows[-1].version,
            )
        )
    return rows


def test_everything_is_pending_in_an_empty_database() -> None:
    state = compare([script("2.8.0"), script("2.8.1")], [])
    assert [item.version for item in state.pending] == ["2.8.0", "2.8.1"]
    assert (state.problems, state.end) == ([], BASELINE)


def test_what_was_applied_is_not_pending() -> None:
    first, second = script("2.8.9"), script("2.8.10")
    state = compare([first, second], chain(first))
    assert [item.version for item in state.pending] == ["2.8.10"]
    assert (state.problems, state.end) == ([], "2.8.9")


@pytest.mark.parametrize(
    ("kind", "version", "scripts", "applied", "fix"),
    [
        ("changed", "2.8.1", ["2.8.0", "2.8.1*"], ["2.8.0", "2.8.1"], "new migration"),
        ("missing", "2.8.1", ["2.8.0", "2.8.2"], ["2.8.0", "2.8.1"], "bring the file back"),
        ("newer", "2.9.0", ["2.8.0"], ["2.8.0", "2.9.0"], "update faultgraph"),
        ("out_of_order", "2.8.2", ["2.8.1", "2.8.2", "2.8.10"], ["2.8.1", "2.8.10"], "above"),
    ],
)
def test_a_disagreement_is_named_with_its_fix(
    kind: str, version: str, scripts: list[str], applied: list[str], fix: str
) -> None:
    here = [script(v.rstrip("*"), "RETURN 2;" if "*" in v else "RETURN 1;") for v in scripts]
    problem = compare(here, chain(*(script(v) for v in applied))).problems[0]
    assert (problem.kind, problem.version) == (kind, version)
    assert fix in problem.fix


def test_the_order_is_that_of_the_links_not_of_the_rows() -> None:
    rows = chain(script("2.8.0"), script("2.8.1"), script("2.8.10"))
    ordered = order_chain(list(reversed(rows)))
    assert ordered is not None
    assert [row.version for row in ordered] == [BASELINE, "2.8.0", "2.8.1", "2.8.10"]


@pytest.mark.parametrize(
    "rows",
    [
        [Applied(version="2.8.0")],
        [Applied(version=BASELINE), Applied(version="2.8.0")],
        [
            *chain(script("2.8.0")),
            Applied(version="2.8.1", previous_version=BASELINE),
        ],
        [
            Applied(version=BASELINE, previous_version="2.8.0"),
            Applied(version="2.8.0", previous_version=BASELINE),
        ],
    ],
    ids=["no baseline", "two starts", "fork", "circle"],
)
def test_a_chain_that_is_not_one_line_is_broken(rows: list[Applied]) -> None:
    assert order_chain(rows) is None
    state = compare([script("2.8.0")], rows)
    assert [problem.kind for problem in state.problems] == ["broken_chain"]
    assert state.pending == []
