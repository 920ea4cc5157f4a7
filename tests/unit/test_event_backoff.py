"""How long an event waits, and what is kept of an error."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.events.backoff import backoff
from engine.events.processing import kind_of
from engine.events.services import QueueRules
from graph.errors import DatabaseError, InvalidInputError

RULES = QueueRules(backoff_s=1.0, most_backoff_s=300.0)


@pytest.mark.parametrize(
    ("attempts", "drawn", "seconds"),
    [(1, 0.0, 0.5), (1, 1.0, 1.0), (2, 1.0, 2.0), (4, 0.5, 6.0), (9, 1.0, 256.0), (10, 1.0, 300.0)],
)
def test_the_wait_doubles_with_jitter_up_to_its_bound(
    attempts: int, drawn: float, seconds: float
) -> None:
    assert backoff(RULES, attempts, drawn) == seconds


@given(st.integers(1, 10**9), st.floats(0, 1))
def test_no_wait_is_longer_than_the_longest(attempts: int, drawn: float) -> None:
    assert 0.5 <= backoff(RULES, attempts, drawn) <= 300.0


@pytest.mark.parametrize(
    ("error", "kept"),
    [
        (ValueError("Jane Doe"), "ValueError"),
        (
            DatabaseError("Jane Doe", details={"neo4j_code": "Neo.Transient"}),
            "DatabaseError: database_error: Neo.Transient",
        ),
        (
            InvalidInputError("Jane Doe", field="parts", key="card.unknown"),
            "InvalidInputError: card.unknown: field parts",
        ),
    ],
)
def test_what_is_kept_of_an_error_repeats_no_words(error: Exception, kept: str) -> None:
    assert kind_of(error) == kept
