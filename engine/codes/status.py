"""What a code's status changes: only "pending and nothing more" is weaker evidence.

A code is pending when its test failed in one driving cycle, and confirmed when it failed in the
next as well (two-trip logic, 13 CCR 1968.2; SAE J1979 services $07 and $03). A pending code either
becomes a confirmed one or passes off. With probability r it is what the code is; else it came about
as it does in a fault that has nothing to do with it, at the leak. So for every hypothesis h

    P(reported pending only | h) = r q_h + (1 - r) leak        0 <= r <= 1

a proper probability, and between q_h and the leak. Odds between two hypotheses then move in the
same direction as for the confirmed code, and never further: for q_a >= q_b,
1 <= (r q_a + (1 - r) leak) / (r q_b + (1 - r) leak) <= q_a / q_b.

Confirmed, permanent and unstated are r = 1: a plain code answers as it is counted in the graph
(section 9, "OBSERVABLE_WEIGHT": nothing else is softened). A permanent code is a confirmed one that
only the vehicle can erase; it says no more about which fault it is.
"""

from collections.abc import Sequence

import numpy as np

from engine.evidence import KnownFinding
from engine.inference.posterior import Floats
from graph.vocabulary_codes import DtcStatus

#: r of a pending code: an assumption, between "says nothing" (0) and "confirmed" (1). Where
#: confirmed cases keep the status, it can be counted.
PENDING_RELIABILITY = 0.6


def report_reliability(known: Sequence[KnownFinding]) -> Floats | None:
    """Return r of each finding, shape (e,), or None when all are 1."""
    pending = [item.status is DtcStatus.PENDING and item.is_present for item in known]
    return np.where(pending, PENDING_RELIABILITY, 1.0) if any(pending) else None
