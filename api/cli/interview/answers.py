"""Read one typed answer, in either language: yes, no, don't know, undo, why, stop, or a choice."""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from graph.vocabulary import DTC_PATTERN


class Reply(StrEnum):
    """What a typed line means."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"
    UNDO = "undo"
    WHY = "why"
    STOP = "stop"
    CHOICE = "choice"
    CODES = "codes"
    WRONG = "wrong"
    UNCLEAR = "unclear"


#: Words for each reply, without accents, in French and English; single letters work in both.
_WORDS: dict[Reply, frozenset[str]] = {
    Reply.YES: frozenset({"o", "oui", "y", "yes", "ok", "vrai", "true"}),
    Reply.NO: frozenset({"n", "non", "no", "nope", "faux", "false", "none", "aucun", "aucune"}),
    Reply.UNKNOWN: frozenset(
        {
            *("?", "sp", "nsp", "dk", "idk", "inconnu", "unknown", "sais pas", "no idea"),
            *("je ne sais pas", "je sais pas", "aucune idee", "i don't know", "i dont know"),
            *("don't know", "dont know"),
        }
    ),
    Reply.UNDO: frozenset({"u", "undo", "back", "r", "retour", "annuler", "b"}),
    Reply.WHY: frozenset({"w", "why", "why?", "why ?", "p", "pourquoi", "pourquoi ?", "pourquoi?"}),
    Reply.STOP: frozenset({"q", "quit", "stop", "fin", "end", "s", "exit"}),
}
_CODE = re.compile(DTC_PATTERN)
#: "wrong 2": line 2 of what was understood is not what was meant.
_WRONG = re.compile(r"(?:wrong|not|faux|pas) (\d+)")
#: What keyboards and phones type for an apostrophe.
_APOSTROPHES = str.maketrans(dict.fromkeys("\u2018\u2019\u02bc\u00b4\u0060", "'"))
#: What may stand between two codes.
_BETWEEN_CODES = re.compile(r"[\s,;/+]+(?:(?:et|and)\s+)?")


@dataclass(frozen=True)
class Answer:
    """A typed line, read.

    Attributes:
        choice: number, from 0, of the chosen value or of the line that was misread.
        codes: trouble codes of a reply ``codes``, upper case.
    """

    reply: Reply
    choice: int = 0
    codes: tuple[str, ...] = ()


def read_answer(line: str, choices: int = 0) -> Answer:
    """Return what a line means.

    Args:
        line: as typed.
        choices: how many numbered values there are to choose from; 0 for a yes/no question.
    """
    words = _plain(line)
    if choices and words.isdecimal() and 1 <= int(words) <= choices:
        return Answer(Reply.CHOICE, choice=int(words) - 1)
    if misread := _WRONG.fullmatch(words):
        return Answer(Reply.WRONG, choice=int(misread[1]) - 1)
    codes = tuple(part.upper() for part in _BETWEEN_CODES.split(words) if part)
    if codes and all(_CODE.match(code) for code in codes):
        return Answer(Reply.CODES, codes=codes)
    found = next((reply for reply, known in _WORDS.items() if words in known), Reply.UNCLEAR)
    if choices and found in (Reply.YES, Reply.NO):
        return Answer(Reply.UNCLEAR)  # "which one?" is not answered by yes
    return Answer(found)


def _plain(line: str) -> str:
    """Return the line in lower case, without accents, curly quotes and outer spaces."""
    straight = line.strip().casefold().translate(_APOSTROPHES)
    folded = unicodedata.normalize("NFKD", straight)
    return "".join(sign for sign in folded if not unicodedata.combining(sign)).rstrip(".! ")
