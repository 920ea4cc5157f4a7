"""Where a part may be two symptoms that nothing separates ("ralenti instable siffle")."""

from engine.text.negation import find_negation
from engine.text.objects import names_no_complaint
from engine.text.words import content_words

_MIN_WORDS = 3
_MAX_WORDS = 16
_MAX_SPLITS = 6
#: Words that begin the denial of something new.
_DENIALS = frozenset(("aucun", "aucune", "no", "never", "ne", "il", "elle", "ça", "it"))


def halves(text: str) -> list[tuple[str, str]]:
    """Return the ways to cut a text between two telling words; none within a denial.

    A cut never parts a negation from what it denies: where the first half is negated, the second
    must be negated by itself.
    """
    words = text.split()
    if not _MIN_WORDS <= len(words) <= _MAX_WORDS:
        return []
    found = []
    for at in range(1, len(words)):
        left, right = " ".join(words[:at]), " ".join(words[at:])
        is_free = find_negation(left) is None or find_negation(right) is not None
        is_told = not names_no_complaint(left) and not names_no_complaint(right)
        if is_free and is_told and _is_cut(words[at - 1], words[at]):
            found.append((left, right))
    return found[:_MAX_SPLITS]


def _is_cut(before: str, after: str) -> bool:
    return _tells(before) and (_tells(after) or after.lower() in _DENIALS)


def _tells(word: str) -> bool:
    return any(one.isalnum() for one in content_words(word))
