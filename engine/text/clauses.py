"""Split a complaint into statements and their parts; pure, closed word lists, no model.

A full stop, semicolon or line break ends a statement. Inside a statement a comma or a word such
as "et", "mais", "with" only *may* separate two symptoms: each part and each run of parts becomes
a ``Reading``, and ``engine.text.understanding`` keeps the readings that match best.
"""

import re
import unicodedata
from dataclasses import dataclass, replace

from engine.embedding import TYPOGRAPHIC, fold, normalise
from engine.text.attitude import attitude_of, is_ceased, over, speaks_of_past
from engine.text.codes import CodeMention, find_codes
from engine.text.negation import Negation, find_negation, negated_by
from engine.text.polarity import function_words
from engine.text.quality import opens_with_quality, says_all_is_well
from engine.text.splitting import halves
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
#: Parts of a statement up to which each part may also be two symptoms.
MAX_SPLIT_PARTS = 8
_TAKES_WITH = re.compile(
    r"\b(?:probl[eè]mes?|soucis?|ennuis?|difficult[eé]s?|problems?|issues?|troubles?|wrong|worries)$",
    re.IGNORECASE,
)
_STILL_HEDGED = re.compile(r"^(?:ou|or|ni|nor) | (?:si|s'|if|whether)\b", re.IGNORECASE)
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
    """The smallest piece of a statement, with the word or comma before it.

    Attributes:
        said: as written.
        text: what is searched: without its hedge, with the word it borrows from its neighbour.
        is_hedged: the speaker is not sure of it.
    """

    said: str
    start: int
    end: int
    connector: str
    text: str
    negation: Negation | None
    is_hedged: bool = False

    @property
    def is_well(self) -> bool:
        """Whether it says that something works as it should."""
        return says_all_is_well(self.text)


@dataclass(frozen=True)
class Reading:
    """A run of parts, read as one symptom.

    Attributes:
        said: as written.
        text: what is searched.
        first: number of its first part within the statement.
        last: number of its last part.
        negation: how it is negated, if it is.
        variants: other wordings that share a word with a neighbour ("[fumée] bleue").
        is_hedged: the speaker is not sure of it.
        is_well: it says that something works as it should.
        splits: ways to read it as two symptoms without a word between them.
    """

    said: str
    text: str
    first: int
    last: int
    negation: Negation | None
    variants: tuple[str, ...] = ()
    is_hedged: bool = False
    is_well: bool = False
    splits: tuple[tuple["Reading", "Reading"], ...] = ()


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
            key="text.too_long",
            values={"count": len(text), "most": MAX_CHARACTERS},
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
            key="text.too_many",
            values={"count": count, "most": MAX_PARTS},
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
        if found and _is_object_of(said, found):
            continue
        if re.search(r"[\w\x00]", said):
            _add(parts, said, start, end, connector)
            connector = ""
        if found:
            word = (found["after"] or found["word"] or ("," if "," in found[0] else "")).lower()
            connector = word or connector
            start = found.end()
    return parts


def _is_object_of(said: str, found: re.Match[str]) -> bool:
    """Return whether "with" belongs to the noun before it ("no problem with the brakes")."""
    word = (found["after"] or found["word"] or "").lower()
    return word in ("with", "avec") and bool(_TAKES_WITH.search(said))


def _add(parts: list[Part], said: str, start: int, end: int, connector: str) -> None:
    """Append a part, or let it end the one before ("used to stall, not any more")."""
    before = parts[-1] if parts else None
    if before and is_ceased(said) and speaks_of_past(before.text):
        text = over(before.text)
        parts[-1] = replace(before, end=end, text=text, negation=find_negation(text))
        return
    carried = connector if before and before.negation else ""
    attitude = attitude_of(said)
    text = attitude.text
    if before and opens_with_quality(text) and not function_words(text):
        text = " ".join([*function_words(before.text)[:1], text])
    is_still = bool(_STILL_HEDGED.search(f"{connector} {said}"))
    hedged = attitude.is_hedged or (before is not None and before.is_hedged and is_still)
    parts.append(Part(said, start, end, connector, text, negated_by(carried, text), hedged))


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
    return Part(said, part.start, part.end, part.connector, said, find_negation(said))


def _readings(text: str, parts: tuple[Part, ...]) -> tuple[Reading, ...]:
    readings = []
    for first in range(len(parts)):
        for last in range(first, min(first + MAX_RUN, len(parts))):
            if first == last:
                readings.append(_single(parts, first))
            elif _may_be_one(parts[first : last + 1]):
                readings.append(_run(text, parts, first, last))
    return tuple(readings)


def _single(parts: tuple[Part, ...], at: int) -> Reading:
    part = parts[at]
    splits: tuple[tuple[Reading, Reading], ...] = ()
    if len(parts) <= MAX_SPLIT_PARTS and not part.is_hedged and not part.is_well:
        splits = tuple((_half(left, at), _half(right, at)) for left, right in halves(part.text))
    return Reading(
        part.said,
        part.text,
        at,
        at,
        part.negation,
        _variants(parts, at),
        part.is_hedged,
        part.is_well,
        splits,
    )


def _half(text: str, at: int) -> Reading:
    return Reading(text, text, at, at, find_negation(text), is_well=says_all_is_well(text))


def _run(text: str, parts: tuple[Part, ...], first: int, last: int) -> Reading:
    said = text[parts[first].start : parts[last].end].replace("\x00", " ").strip()
    run = parts[first : last + 1]
    searched = said
    if any(part.text != part.said for part in run):
        searched = ", ".join(part.text for part in run)
    hedged = any(part.is_hedged for part in run)
    return Reading(said, searched, first, last, find_negation(searched), is_hedged=hedged)


def _may_be_one(run: tuple[Part, ...]) -> bool:
    """Return whether parts may be one symptom: what works well is not what works badly."""
    named: set[str] = set()
    for part in run:
        if part.is_well:
            named |= set(map(_stem, function_words(part.text)))
    if not any(part.is_well for part in run):
        return True
    ill = [part for part in run if not part.is_well]
    return bool(ill) and all(
        part.negation is not None and named.isdisjoint(map(_stem, function_words(part.text)))
        for part in ill
    )


def _stem(word: str) -> str:
    return fold(word)[:4]


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
    joined = following.connector in _LISTS or following.text.lower().startswith(("ni ", "nor "))
    return joined and (part.negation is None) == (following.negation is None)


def _bare(part: Part) -> str:
    return part.negation.bare if part.negation else normalise(part.text)
