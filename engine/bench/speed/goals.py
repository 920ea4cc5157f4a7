"""The goals of speed: QE1 to QE4 of spec/quality.md, and the ceilings of requirements section 8."""

#: QE1: the evidence read over the empty query, by graph. The shipped graph has the smallest goal.
READ_RATIO = {"seeded": 8.0, "20k": 8.0, "200k": 12.0, "2m": 20.0}
#: QE2: median of the evidence read at 2m over that at 20k.
GROWTH = 3.5
#: QE3: next questions and explanation on top of the ranking, median ms.
ON_TOP_MS = 20.0
#: QE4: free text to symptom at 100,000 texts, p95 ms.
TEXT_P95_MS = 25.0
#: Section 8: stages of matching, p95 ms.
MATCHING_P95_MS = {"exact": 10.0, "keyword": 50.0, "semantic": 200.0}
#: How much longer a stage of matching may take with 50,000 cards than with 1,000, medians.
MATCHING_GROWTH = 2.0
#: Section 8: (typical, most) ms of each path below /api/knowledge-graph.
CEILINGS: dict[str, tuple[float, float]] = {
    "/diagnose": (200.0, 500.0),
    "/diagnose-explained": (400.0, 800.0),
    "/nodes": (50.0, 100.0),
    "/nodes/search": (100.0, 200.0),
    "/risk-profile": (300.0, 600.0),
    "/stats": (100.0, 200.0),
    "/validate": (1000.0, 3000.0),
}


def diagnose_goal_ms(
    read: float, display: float, floor: float, write: float, search: float
) -> float:
    """Return QE1b: the most that a whole diagnosis over HTTP may take, from medians of its run."""
    return 1.5 * (read + display) + 4.0 * floor + write + search
