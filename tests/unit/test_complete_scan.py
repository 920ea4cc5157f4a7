"""Absent codes of a complete scan: exact sums, and none that something speaks of."""

import math

import numpy as np
import pytest

from cypher.rows.code import ScannedCode
from engine.codes.complete_scan import absent_codes, scan_finding
from graph.vocabulary_codes import CodeSystem


def _code(name: str, edges: dict[str, float], leak: float = 0.01, make: str = "SAE") -> ScannedCode:
    return ScannedCode(
        id=f"dtc.{make.lower()}.{name}",
        code=name,
        make=make,
        leak=leak,
        unlisted_rate=0.02,
        edges=[(fault, weight, 4 * weight, 4 - 4 * weight) for fault, weight in edges.items()],
    )


CODES = [
    _code("P0101", {"fault.a": 0.9, "fault.b": 0.3}),
    _code("P0102", {"fault.a": 0.5}, leak=0.002),
    _code("P0103", {}),
]


def test_the_finding_is_none_of_the_codes_for_every_hypothesis() -> None:
    found = scan_finding(CodeSystem.POWERTRAIN, CODES, ["fault.a", "fault.b", "fault.c"], 7)
    rates = {edge[0]: edge[1] for edge in found.edges}
    assert 1 - rates["fault.a"] == pytest.approx(0.1 * 0.5 * 0.99, rel=1e-12)
    assert 1 - rates["fault.b"] == pytest.approx(0.7 * 0.998 * 0.99, rel=1e-12)
    assert 1 - found.leak == pytest.approx(0.99 * 0.998 * 0.99, rel=1e-12)
    assert 1 - found.unlisted_rate == pytest.approx(0.98**3, rel=1e-12)
    assert found.telling["fault.a"] == [("dtc.sae.P0101", 0.9), ("dtc.sae.P0102", 0.5)]


def test_the_counts_have_the_variance_of_the_product_of_the_codes() -> None:
    found = scan_finding(CodeSystem.POWERTRAIN, CODES, ["fault.a"], 0)
    _, weight, alpha, beta, _, _ = found.edges[0]
    assert alpha is not None
    assert beta is not None
    rng = np.random.default_rng(1)
    drawn = 0.99 * (1 - rng.beta(3.6, 0.4, 400_000)) * (1 - rng.beta(2.0, 2.0, 400_000))
    strength = alpha + beta
    assert weight == pytest.approx(alpha / strength)
    assert (1 - weight) * weight / (strength + 1) == pytest.approx(drawn.var(), rel=0.02)


def test_thousands_of_codes_lose_no_digit() -> None:
    codes = [_code(f"P{at:04X}", {"fault.a": 0.012}, leak=0.01) for at in range(3000)]
    found = scan_finding(CodeSystem.POWERTRAIN, codes, ["fault.a"], 0)
    ratio = math.log(1 - found.edges[0][1]) - math.log(1 - found.leak)
    assert ratio == pytest.approx(3000 * (math.log1p(-0.012) - math.log1p(-0.01)), rel=1e-9)
    assert 0.8 < found.leak < 0.9


def test_a_code_that_is_reported_in_any_form_is_not_absent() -> None:
    for reported in ("dtc.sae.P0101", "dtc.acme.P0101", "dtc.sae.P0101-1A"):
        assert [c.code for c in absent_codes(CODES, [reported])] == ["P0102", "P0103"]


def test_a_makes_own_meaning_replaces_the_generic_one() -> None:
    own = _code("P0103", {"fault.a": 0.4}, make="acme")
    assert [code.id for code in absent_codes([*CODES, own], [])] == [
        "dtc.sae.P0101",
        "dtc.sae.P0102",
        "dtc.acme.P0103",
    ]
