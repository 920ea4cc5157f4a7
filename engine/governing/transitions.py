"""Which status of knowledge may follow which (KG v2.8.8)."""

from graph.errors import ConflictError
from graph.vocabulary import KnowledgeStatus

DRAFT, REVIEW = KnowledgeStatus.DRAFT, KnowledgeStatus.REVIEW
ACTIVE, DEPRECATED = KnowledgeStatus.ACTIVE, KnowledgeStatus.DEPRECATED

#: DRAFT → REVIEW → ACTIVE → DEPRECATED; a review may fail, and what was deprecated is reworked.
TRANSITIONS: dict[KnowledgeStatus, tuple[KnowledgeStatus, ...]] = {
    DRAFT: (REVIEW,),
    REVIEW: (ACTIVE, DRAFT),
    ACTIVE: (DEPRECATED,),
    DEPRECATED: (DRAFT,),
}


def check_transition(before: KnowledgeStatus, after: KnowledgeStatus) -> None:
    """Refuse a step that the life cycle does not have.

    Raises:
        ConflictError: names the steps that are possible from here.
    """
    allowed = TRANSITIONS[before]
    if after not in allowed:
        names = ", ".join(status.value for status in allowed)
        raise ConflictError(
            f"from {before.value} it cannot become {after.value}",
            field="status",
            fix=f"possible from {before.value}: {names}",
            details={"status": before.value, "allowed": [status.value for status in allowed]},
            key="status.transition",
            values={"before": before.value, "after": after.value, "allowed": names},
        )
