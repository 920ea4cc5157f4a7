"""A scan report as text to the codes it lists, with their lines, modules, status and freeze frames.

Only what is written is read: no code is made up, completed or translated. Numbers of the
Volkswagen group stay numbers unless the SAE code stands beside them.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from engine.codes.complete_scan import CompleteScan
from engine.codes.parsing import vag_to_sae
from engine.evidence import ReportedFinding
from engine.scan import words
from engine.scan.frame_lines import frame_value
from graph.errors import InvalidInputError
from graph.taxonomies import TaxFreq
from graph.vocabulary_codes import CodeSystem, DtcStatus

MOST_CHARACTERS = 40_000
MOST_CODES = 150
#: Shown of something that was left out.
_SHOWN = 60
_CODE = re.compile(
    r"(?<![\w-])(?P<base>[PBCU][0-3][0-9A-F]{3})"
    r"(?:(?:[-:]|(?=[0-9A-F]{2}(?!\w)))(?P<byte>[0-9A-F]{2})(?![\w-])"
    r"| (?P<spaced>[0-9A-F]{2})(?= \[))?(?!\w)",
    re.IGNORECASE,
)
#: Makers' own codes, where tools print them: at the start of a line, or Renault's anywhere.
_OWN = re.compile(
    r"(?<![\w-])(?P<own>DF\d{3,4})(?!\w)"
    r"|^\W*(?P<number>\d{5})(?=\s+-\s)"
    r"|^\W*(?P<hex>(?=\d*[A-F])(?=[A-F]*\d)[0-9A-F]{4}|E\d{3})(?=\s*[:;,-]?\s+[^\W\d])",
    re.IGNORECASE,
)
_FRAME_HEADING = re.compile(r"freeze|frame|figé|trame|données|environment", re.IGNORECASE)
_ABOUT_CODES = re.compile(r"codes?|dtcs?|défauts?|faults?", re.IGNORECASE)
#: Longer lines are cut where a word ends, so that no pattern works on a whole page.
_LONGEST_LINE = re.compile(r".{1,1000}(?:[\s,;]|$)|.{1,1000}")
_LIKE_CODE = re.compile(r"(?<![\w-])[PBCU][0-9][0-9A-Z]{2,6}(?![\w-])", re.IGNORECASE)


@dataclass(frozen=True)
class ScanEntry:
    """One code of a report.

    Attributes:
        code: as it is reported on; upper case, failure-type byte behind a hyphen.
        line: from 1.
        module: the control unit it stands under, where one is named.
        description: the tool's own words behind the code.
        is_intermittent: the tool says that it is not there all the time.
    """

    code: str
    line: int
    module: str | None = None
    status: DtcStatus | None = None
    description: str = ""
    is_intermittent: bool = False
    freeze_frame: dict[str, float] = field(default_factory=dict)

    def finding(self) -> ReportedFinding:
        """Return the code as a finding of a diagnosis."""
        often = {"tax_freq": TaxFreq.INTERMITTENT.value} if self.is_intermittent else {}
        return ReportedFinding(
            code=self.code,
            field=f"scan_report.line_{self.line}",
            qualifiers=often,
            status=self.status,
            freeze_frame=self.freeze_frame,
        )


@dataclass(frozen=True)
class IgnoredText:
    """Something that looks like a code and was not taken for one; the reason is a text's key."""

    line: int
    text: str
    reason: str


@dataclass(frozen=True)
class ScanReport:
    """What a report says.

    Attributes:
        says_no_codes: it says somewhere that there are none.
        is_complete: it says that everything was read, and nowhere that something was not.
    """

    entries: tuple[ScanEntry, ...]
    ignored: tuple[IgnoredText, ...]
    modules: tuple[str, ...]
    says_no_codes: bool
    is_complete: bool

    def findings(self) -> tuple[ReportedFinding, ...]:
        """Return its codes as findings of a diagnosis."""
        return tuple(entry.finding() for entry in self.entries)


#: A report that says nothing.
EMPTY_REPORT = ScanReport((), (), (), says_no_codes=False, is_complete=False)


def parse_report(text: str, field_name: str = "text") -> ScanReport:
    """Return what a report says.

    Raises:
        InvalidInputError: it is longer, or lists more codes, than is read at once.
    """
    if len(text) > MOST_CHARACTERS:
        raise InvalidInputError(
            f"the report has {len(text)} characters, at most {MOST_CHARACTERS} are read",
            field=field_name,
            fix="send the part that lists the codes",
            key="scan.too_long",
            values={"count": str(len(text)), "most": str(MOST_CHARACTERS)},
        )
    reading = _Reading()
    for number, line in enumerate(text.splitlines(), start=1):
        for piece in _LONGEST_LINE.findall(line) or [line]:
            reading.read(number, piece)
    if len(reading.entries) > MOST_CODES:
        raise InvalidInputError(
            f"the report lists {len(reading.entries)} codes, at most {MOST_CODES} are read",
            field=field_name,
            fix="send one control unit after the other",
            key="scan.too_many",
            values={"count": str(len(reading.entries)), "most": str(MOST_CODES)},
        )
    return ScanReport(
        entries=tuple(reading.entries),
        ignored=tuple(reading.ignored),
        modules=tuple(dict.fromkeys(reading.modules)),
        says_no_codes=words.NO_CODES.search(text) is not None,
        is_complete=words.COMPLETE.search(text) is not None
        and words.INCOMPLETE.search(text) is None,
    )


def complete_scan(
    report: ScanReport,
    stated: bool | None,
    systems: Sequence[CodeSystem],
) -> CompleteScan | None:
    """Return that a scan is complete: as the request states it, else as its report does."""
    is_complete = report.is_complete if stated is None else stated
    return CompleteScan(tuple(systems)) if is_complete else None


class _Reading:
    """The state while a report is read line by line."""

    def __init__(self) -> None:
        """Start above the first line."""
        self.entries: list[ScanEntry] = []
        self.ignored: list[IgnoredText] = []
        self.modules: list[str] = []
        self._module: str | None = None
        self._status: DtcStatus | None = None
        self._may_follow = False

    def read(self, number: int, line: str) -> None:
        """Read one line: a code, a heading, a value, or a remark on the code above."""
        kept = self._without_other_numbers(number, line)
        found = list(_mentions(kept))
        if found:
            if _status(kept[: found[0][0]]):
                self._status = None
            for entry in _entries(number, kept, found, self._module, self._status):
                self._take(entry, kept)
        elif self._may_follow and (value := frame_value(line)):
            self._attach(*value)
        elif kept != line or not self._heading(line):
            self._remark(kept)
        for match in _LIKE_CODE.finditer(kept):
            if not any(start <= match.start() < end for start, end, _ in found):
                self._ignore(number, match[0], "not_a_code")

    def _without_other_numbers(self, number: int, line: str) -> str:
        for reason, pattern in words.NOT_CODES:
            for match in pattern.finditer(line):
                self._ignore(number, "" if reason in ("vin", "vehicle") else match[0], reason)
            line = pattern.sub(lambda match: " " * len(match[0]), line)
        return line

    def _take(self, entry: ScanEntry, line: str) -> None:
        self._may_follow = False
        before = line[: line.upper().find(entry.code[:5])]
        if words.CLEARED.search(entry.description):
            self._ignore(entry.line, entry.code, "cleared")
            return
        if words.MENTION.search(before):
            self._ignore(entry.line, entry.code, "mention")
            return
        self._may_follow = True
        last = self.entries[-1] if self.entries else None
        if last and last.line >= entry.line - 1 and vag_to_sae(last.code) == entry.code[:5]:
            self.entries[-1] = replace(entry, line=last.line)
            return
        for at, known in enumerate(self.entries):
            if (known.code, known.module) == (entry.code, entry.module):
                self.entries.append(replace(_stronger(known, entry), line=known.line))
                del self.entries[at]
                self._ignore(entry.line, entry.code, "duplicate")
                return
        self.entries.append(entry)

    def _attach(self, name: str, value: float) -> None:
        last = self.entries[-1]
        self.entries[-1] = replace(last, freeze_frame={name: value, **last.freeze_frame})

    def _heading(self, line: str) -> bool:
        """Take a line that names a module or the status of what follows; say whether it does."""
        for pattern in words.MODULE:
            if (match := pattern.match(line)) is None:
                continue
            name = " ".join(match["name"].split())[:_SHOWN]
            status = _status(name)
            self._may_follow = self._may_follow and "f" in name[:1].lower()
            if status is None and not _is_frame_heading(name):
                self._module, self._status = name, None
                self.modules.append(name)
            elif status is not None:
                self._status = status
            return True
        return False

    def _remark(self, line: str) -> None:
        """Take the status of the code above from a line of its own, or that of a section."""
        if words.NO_CODES.search(line):
            self._status, self._may_follow = None, False
            return
        status = _status(line)
        if status is None and not words.INTERMITTENT.search(line):
            return
        if self._may_follow:
            last = self.entries[-1]
            self.entries[-1] = replace(
                last,
                status=last.status or status,
                is_intermittent=last.is_intermittent or bool(words.INTERMITTENT.search(line)),
            )
        elif _ABOUT_CODES.search(line):
            self._status = status

    def _ignore(self, line: int, text: str, reason: str) -> None:
        self.ignored.append(IgnoredText(line, " ".join(text.split())[:_SHOWN], reason))


def _is_frame_heading(name: str) -> bool:
    return (
        re.search(r"freeze|frame|figé|trame|données|environment", name, re.IGNORECASE) is not None
    )


def _mentions(line: str) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and code of each code on a line, in order; numbers only without SAE code."""
    found = [(match.start(), match.end(), _canonical(match)) for match in _CODE.finditer(line)]
    for match in _OWN.finditer(line):
        if match["own"] or not found:
            name = "own" if match["own"] else "number" if match["number"] else "hex"
            found.append((match.start(name), match.end(name), match[name].upper()))
    yield from sorted(found)


def _canonical(match: re.Match[str]) -> str:
    byte = match["byte"] or match["spaced"]
    return (match["base"] + (f"-{byte}" if byte else "")).upper()


def _entries(
    number: int,
    line: str,
    found: list[tuple[int, int, str]],
    module: str | None,
    section: DtcStatus | None,
) -> Iterator[ScanEntry]:
    """Yield the codes of a line; a status behind a code is its own, one before all is of all."""
    common = _status(line[: found[0][0]]) or section
    for at, (_, end, code) in enumerate(found):
        until = found[at + 1][0] if at + 1 < len(found) else len(line)
        behind = line[end:until]
        yield ScanEntry(
            code=code,
            line=number,
            module=module,
            status=_status(behind) or common,
            description=behind.strip(" \t-\u2013:;,|\"'.[]()")[:200],
            is_intermittent=words.INTERMITTENT.search(behind) is not None,
        )


def _status(line: str) -> DtcStatus | None:
    return next((status for pattern, status in words.STATUS if pattern.search(line)), None)


def _stronger(known: ScanEntry, other: ScanEntry) -> ScanEntry:
    """Return the first mention with the surer status of the two; none stated counts as sure."""
    if known.status is DtcStatus.PENDING or other.status is DtcStatus.PERMANENT:
        return replace(known, status=other.status)
    return known
