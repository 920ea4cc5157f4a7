"""Pieces are never lost, never made, and never counted below nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.repairs.quantities import Quantities
from graph.errors import ConflictError, InvalidInputError
from graph.vocabulary_records import PartUsageStatus

S = PartUsageStatus
KINDS = (S.USED, S.RETURNED, S.DAMAGED)
MOVES = st.lists(st.tuples(st.sampled_from(KINDS), st.integers(-2, 12)), max_size=20)


@given(st.integers(0, 30), MOVES)
def test_whatever_is_told_the_pieces_add_up(
    allocated: int, moves: list[tuple[PartUsageStatus, int]]
) -> None:
    now = Quantities(allocated)
    for kind, pieces in moves:
        before = now
        try:
            now = now.moved(kind, pieces)
        except (ConflictError, InvalidInputError):
            assert not 1 <= pieces <= before.open
            continue
        assert before.open - now.open == pieces
    assert now.allocated == allocated == now.open + now.used + now.returned + now.damaged
    assert min(now.open, now.used, now.returned, now.damaged) >= 0
    assert now.billed == now.used + now.damaged
    assert (now.status is S.ALLOCATED) == (now.open > 0)


@given(st.integers(1, 30), st.permutations(KINDS), st.data())
def test_the_order_of_movements_does_not_matter(
    allocated: int, order: list[PartUsageStatus], data: st.DataObject
) -> None:
    used = data.draw(st.integers(0, allocated))
    returned = data.draw(st.integers(0, allocated - used))
    wanted = {S.USED: used, S.RETURNED: returned, S.DAMAGED: allocated - used - returned}
    now = Quantities(allocated)
    for kind in order:
        now = now.moved(kind, wanted[kind]) if wanted[kind] else now
    assert now == Quantities(allocated, used, returned, allocated - used - returned)
    assert now.open == 0


@pytest.mark.parametrize(
    ("quantities", "status"),
    [
        (Quantities(2), S.ALLOCATED),
        (Quantities(2, used=1), S.ALLOCATED),
        (Quantities(2, used=1, returned=1), S.USED),
        (Quantities(2, returned=1, damaged=1), S.DAMAGED),
        (Quantities(2, returned=2), S.RETURNED),
    ],
)
def test_the_state_of_the_whole_is_that_of_its_pieces(
    quantities: Quantities, status: PartUsageStatus
) -> None:
    assert quantities.status is status


def test_allocating_is_no_movement() -> None:
    with pytest.raises(InvalidInputError):
        Quantities(2).moved(S.ALLOCATED, 1)
