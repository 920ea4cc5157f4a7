"""Whether the answer names a cause at all, or says why it does not."""

from engine.inference.abstention import AbstentionRule, abstention_reason
from engine.turn import Turn

#: Until confirmed cases choose it: an answer needs one finding, a first hypothesis that is likelier
#: than a coin would have it among a few, and some distance to the second. Estimates.
RULE = AbstentionRule(findings=1, probability=0.30, margin=0.05)
_UNLISTED_FIRST = "unlisted_first"


def abstains(turn: Turn) -> str | None:
    """Return why no fault is named as the cause, or None when the first one is."""
    reason = abstention_reason(RULE, turn.probabilities, len(turn.findings))
    if reason is not None:
        return reason.value
    faults = turn.posterior.faults
    if not len(faults) or turn.posterior.unlisted >= faults.max():
        return _UNLISTED_FIRST
    return None
