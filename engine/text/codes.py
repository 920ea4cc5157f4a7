"""Trouble codes written inside a complaint: P0171, "p 0171", P0171-00, and what only looks so."""

import re
from dataclasses import dataclass

from graph.vocabulary import DTC_PATTERN

_VALID = re.compile(DTC_PATTERN)
#: A letter and digits that can only be meant as a code; "C4", "B180" and the like are models.
_CANDIDATE = re.compile(
    r"(?<![\w'])(?:"
    r"(?P<letter>[PBCU])[ ]?(?P<digits>[0-3][0-9A-F]{3})(?:[- ](?P<failure>[0-9A-F]{2})(?!\w))?"
    r"|P[ ]?\d[0-9A-Z]{1,5}"
    r"|[BCU]\d[0-9A-Z]{2,4}\d"
    r")(?!\w)",
    re.IGNORECASE,
)
_YEAR = re.compile(r"[BCU] (?:19|20)\d\d", re.IGNORECASE)


@dataclass(frozen=True)
class CodeMention:
    """A code, or what looks like one, at its place in the text.

    Attributes:
        said: as written.
        code: SAE J2012 form, or None when no such code can exist.
        start: offset of the first character.
        end: offset behind the last character.
    """

    said: str
    code: str | None
    start: int
    end: int


def find_codes(text: str) -> list[CodeMention]:
    """Return every mention of a code in the text, in order."""
    found = []
    for match in _CANDIDATE.finditer(text):
        said = match[0]
        if _YEAR.fullmatch(said) or not any(char.isdigit() for char in said):
            continue
        found.append(CodeMention(said, _canonical(match), match.start(), match.end()))
    return found


def _canonical(match: re.Match[str]) -> str | None:
    if not match["letter"]:
        return None
    code = f"{match['letter']}{match['digits']}".upper()
    if match["failure"]:
        code += f"-{match['failure'].upper()}"
    return code if _VALID.fullmatch(code) else None
