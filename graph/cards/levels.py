"""How a card's displayed confidence and its success read (section 9, "levels", "effectiveness")."""

from graph.vocabulary_records import ConfidenceLevel

_FROM = (
    (0.9, ConfidenceLevel.VERIFIED),
    (0.7, ConfidenceLevel.HIGH),
    (0.4, ConfidenceLevel.MEDIUM),
)


def confidence_level(score: float) -> ConfidenceLevel:
    """Return the level of a confidence from 0 to 1."""
    return next((level for least, level in _FROM if score >= least), ConfidenceLevel.LOW)
