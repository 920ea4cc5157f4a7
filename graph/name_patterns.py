"""Name patterns of models and engines, as recurring faults state them (G7).

``*`` and ``%`` both mean "anything". A pattern is held against every name of a vehicle: label,
aliases, engine code, each also behind its make, and with a leading displacement moved behind the
name, so that ``TSI 1.4*`` and ``1.4 TSI*`` both find "1.4 TSI (EA111)".
"""

import re
import unicodedata
from collections.abc import Iterable

_LITRES = re.compile(r"^(\d[.,]\d) +(.+?)( *\(.*\))?$")
_ANYTHING = re.compile(r"[*%]+")


def matches(pattern: str, names: Iterable[str]) -> bool:
    """Return whether a pattern holds for one of the names; case and accents do not count."""
    parts = (re.escape(_plain(part)) for part in _ANYTHING.split(pattern))
    wanted = re.compile(".*".join(parts))
    return any(wanted.fullmatch(_plain(name)) for name in names)


def matches_everything(pattern: str) -> bool:
    """Return whether a pattern leaves nothing out."""
    return _ANYTHING.fullmatch(pattern.strip()) is not None


def all_names(said: Iterable[str], make: str) -> frozenset[str]:
    """Return every name that a pattern may mean, given those that are written down and the make."""
    plain = {name for each in said for name in (each, *_turned(each))}
    return frozenset(plain | {f"{make} {name}" for name in plain if make})


def _turned(name: str) -> tuple[str, ...]:
    found = _LITRES.match(name)
    return (f"{found[2]} {found[1]}{found[3] or ''}",) if found else ()


def _plain(text: str) -> str:
    """Return without accents, in one case, with points in numbers and single blanks."""
    bare = unicodedata.normalize("NFKD", text)
    kept = "".join(sign for sign in bare if not unicodedata.combining(sign)).casefold()
    return re.sub(r"\s+", " ", re.sub(r"(?<=\d),(?=\d)", ".", kept))
