"""A name with what matched marked, as safe HTML."""

import html
import re

from engine.searching import likely_same, words_of


def snippet(text: str, words: str) -> str:
    """Return a text as escaped HTML, with ``<mark>`` around the words that a search meant."""
    typed = words_of(words)
    parts = []
    for piece in re.findall(r"[^\W_]+|[\W_]+", text):
        safe = html.escape(piece)
        said = words_of(piece) if piece[0].isalnum() else []
        meant = any(likely_same(word, other) for word in typed for other in said)
        parts.append(f"<mark>{safe}</mark>" if meant else safe)
    return "".join(parts)
