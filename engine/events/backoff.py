"""How long an event waits for its next attempt. Pure."""

from engine.events.services import QueueRules


def backoff(rules: QueueRules, attempts: int, drawn: float) -> float:
    """Return the seconds to wait after an attempt: doubled each time, with jitter, bounded.

    Half of the wait is certain and half is drawn, so that events that failed together are not
    tried again together.

    Args:
        rules: base and bound.
        attempts: made so far, from 1.
        drawn: uniform in 0-1.
    """
    doubled = rules.backoff_s * 2.0 ** min(max(attempts, 1) - 1, 62)
    return min(rules.most_backoff_s, doubled) * (0.5 + 0.5 * drawn)
