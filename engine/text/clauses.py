"""Split a complaint into statements and their parts; pure, closed word lists, no model.

A full stop, semicolon or line break ends a statement. Inside a statement a comma or a word such
as "et", "mais", "with" only *may* separate two symptoms: each part and each run of parts becomes
a ``Reading``, and ``engine.text.understanding`` keeps the readings that match best.
"""

import re
import unicodedata
from dataclasses import dataclass

from engine.embedding import TYPOGRAPHIC, normalise
from engine.text.codes import CodeMention, find_codes
from engine.text.negation import Negation, find_negation, negated_by
from engine.text.word_lists import ABOUT_CODES, ENGLISH, FRENCH
from graph.errors import InvalidInputError
from graph.vocabulary import EvidenceState, Locale

MAX_CHARACTERS = 4000
MAX_PARTS = 40
#: Longest run of parts that is tried as one symptom.
MAX_RUN = 3
#: Longest tail of a list that borrows words from its neighbour ("fumée noire ni bleue").
_SHORT_WORDS = 2

_STATEMENT_END = re.compile(r"[;!?\n\r\u2022|]+|(?<!\d)\.+|\.+(?!\d)")
_CONNECTORS = (
    "et puis", "and then", "par contre", "alors que", "ainsi que", "as well as", "et", "and",
    "puis", "then", "mais", "but", "avec", "with", "ou", "or", "although", "though",
    "however", "pourtant", "cependant", "also", "aussi",
)  # fmt: skip
#: Words that join items of one kind, which may then share a noun.
_LISTS = frozenset(("et", "and", "ou", "or", "&", "+"))
_PART_BREAK = re.compile(
    r"\s*,\s*(?:(?P<after>" + "|".join(_CONNECTORS) + r")\b\s*)?"
    r"|(?:^|\s+)(?P<word>" + "|".join(_CONNECTORS) + r"|&|\+)(?=\s)\s*"
    r"|\s+(?=(?:sans|without|ni|nor)\s)",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w+n't|it's|\w+'|\w+")


@dataclass(frozen=True)
class CodeFinding:
    """A trouble code in the text.

    Attributes:
        said: as written.
        code: SAE J2012 form, or None when it only looks like a code.
        state: absent in "pas de P0300".
    """

    said: str
    code: str | None
    state: EvidenceState


@dataclass(frozen=True)
class Part:
    """The smallest piece of a statement, with the word or comma before it."""

    said: str
    start: int
    end: int
    connector: str
    negation: Negation | None


@dataclass(frozen=True)
class Reading:
    """A run of parts, read as one symptom.

    Attributes:
        said: as written.
        first: number of its first part within the statement.
        last: number of its last part.
        negation: how it is negated, if it is.
        variants: other wordings that share a word with a neighbour ("[fumée] bleue").
    """

    said: str
    first: int
    last: int
    negation: Negation | None
    variants: tuple[str, ...] = ()


@dataclass(frozen=True)
class Statement:
    """What stands between two full stops: its parts, and each way to read them.

    Attributes:
        parts: the smallest pieces, in order.
        readings: each run of up to three parts.
        codes: the trouble codes that were taken out.
        locale: the language it looks to be in, or None.
    """

    parts: tuple[Part, ...]
    readings: tuple[Reading, ...]
    codes: tuple[CodeFinding, ...]
    locale: Locale | None


def split_statements(text: str, field: str = "text") -> tuple[Statement, ...]:
    """Split a complaint; words without letters or digits are nothing and give no statement.

    Raises:
        InvalidInputError: the text is too long or has too many parts; names ``field``.
    """
    if len(text) > MAX_CHARACTERS:
        raise InvalidInputError(
            f"{field} has {len(text)} characters, at most {MAX_CHARACTERS} are read",
            field=field,
            fix="describe the symptoms in a few sentences, or send them as several observables",
        )
    clean = _tidy(text)
    pieces = [piece for piece in _STATEMENT_END.split(clean) if re.search(r"\w", piece)]
    statements = tuple(_statement(piece.strip()) for piece in pieces)
    count = sum(len(statement.parts) + len(statement.codes) for statement in statements)
    if count > MAX_PARTS:
        raise InvalidInputError(
            f"{field} lists {count} findings, at most {MAX_PARTS} are read",
            field=field,
            fix="leave out what is not a symptom, or send several requests",
        )
    return statements


def guess_locale(text: str) -> Locale | None:
    """Return the language whose small words the text has more of, or None when even."""
    words = _WORD.findall(normalise(text))
    french = sum(word in FRENCH for word in words)
    english = sum(word in ENGLISH for word in words)
    french += any(char in "àâçéèêëîïôùûœ" for char in normalise(text))
    if french == english:
        return None
    return Locale.FR if french > english else Locale.EN


def _tidy(text: str) -> str:
    """Return the text as lines of plain words; broken and control characters become spaces."""
    text = text.encode("utf-8", "replace").decode("utf-8").replace("\x00", " ")
    plain = unicodedata.normalize("NFC", text).translate(TYPOGRAPHIC)
    lines = (" ".join(line.split()) for line in plain.splitlines())
    return "\n".join(line for line in lines if line)


def _statement(text: str) -> Statement:
    mentions = find_codes(text)
    for mention in reversed(mentions):
        text = f"{text[: mention.start]}\x00{text[mention.end :]}"
    raw = _parts(text)
    codes = _code_findings(raw, mentions)
    kept = tuple(part for part in raw if "\x00" not in part.said or _has_words(part.said))
    parts = tuple(_without_codes(part) for part in kept)
    return Statement(parts, _readings(text, parts), codes, guess_locale(text))


def _parts(text: str) -> list[Part]:
    parts: list[Part] = []
    start, connector = 0, ""
    for found in [*_PART_BREAK.finditer(text), None]:
        end = found.start() if found else len(text)
        said = text[start:end].strip()
        if re.search(r"[\w\x00]", said):
            carried = connector if parts and parts[-1].negation else ""
            negation = negated_by(carried, said)
            parts.append(Part(said, start, end, connector, negation))
            connector = ""
        if found:
            word = (found["after"] or found["word"] or ("," if "," in found[0] else "")).lower()
            connector = word or connector
            start = found.end()
    return parts


def _code_findings(parts: list[Part], mentions: list[CodeMention]) -> tuple[CodeFinding, ...]:
    left = iter(mentions)
    findings = []
    for part in parts:
        before = ""
        for piece in part.said.split("\x00")[:-1]:
            before += piece
            mention = next(left)
            negated = part.negation is not None and (
                find_negation(before) is not None or part.connector in ("or", "ou")
            )
            state = EvidenceState.ABSENT if negated else EvidenceState.PRESENT
            findings.append(CodeFinding(mention.said, mention.code, state))
    return tuple(findings)


def _has_words(said: str) -> bool:
    words = re.findall(r"[\w']+", said.replace("\x00", " ").lower())
    return any(word not in ABOUT_CODES for word in words)


def _without_codes(part: Part) -> Part:
    if "\x00" not in part.said:
        return part
    said = " ".join(part.said.replace("\x00", " ").split()).strip(" :-()")
    return Part(said, part.start, part.end, part.connector, find_negation(said))


def _readings(text: str, parts: tuple[Part, ...]) -> tuple[Reading, ...]:
    readings = []
    for first in range(len(parts)):
        for last in range(first, min(first + MAX_RUN, len(parts))):
            if first == last:
                part = parts[first]
                readings.append(
                    Reading(part.said, first, last, part.negation, _variants(parts, first))
                )
            else:
                said = text[parts[first].start : parts[last].end].replace("\x00", " ").strip()
                readings.append(Reading(said, first, last, find_negation(said)))
    return tuple(readings)


def _variants(parts: tuple[Part, ...], at: int) -> tuple[str, ...]:
    """Return wordings of a short part of a list that borrow from the part beside it."""
    own = _bare(parts[at]).split()
    if len(own) > _SHORT_WORDS or not own:
        return ()
    found = []
    if at and _is_same_list(parts[at - 1], parts[at]):
        before = _bare(parts[at - 1]).split()
        if len(own) < len(before) <= len(own) + _SHORT_WORDS:
            found.append(" ".join(before[: -len(own)] + own))
    if at + 1 < len(parts) and _is_same_list(parts[at], parts[at + 1]):
        after = _bare(parts[at + 1]).split()
        if len(after) == len(own) + 1:
            found.append(" ".join(own + after[len(own) :]))
    return tuple(found)


def _is_same_list(part: Part, following: Part) -> bool:
    """Return whether two parts are items of one list, both negated or neither."""
    joined = following.connector in _LISTS or following.said.lower().startswith(("ni ", "nor "))
    return joined and (part.negation is None) == (following.negation is None)


def _bare(part: Part) -> str:
    return part.negation.bare if part.negation else normalise(part.said)
