"""The words of a description that nothing explains."""

import re
from collections.abc import Collection, Iterator

from engine.vehicle.description_words import DescriptionWords
from engine.vehicle.words import Word, word_set

_UNIT = "ch|cv|hp|bhp|ps|kw|kwh|km|cm3|cc|nm|soupapes|valves|cylindres|cylinders"
_NUMBER = re.compile(r"\d+(\.\d+)?")
_UNIT_ONLY = re.compile(_UNIT)
#: Power, volume, capacity, valves: they tell no engine by themselves.
_QUANTITY = re.compile(rf"\d+(\.\d+)?({_UNIT})|\d{{1,2}}v")
_POWER = re.compile(r"\d{2,3}")
_ENGINE_LIKE = re.compile(r".*\d.*[a-z.].*|.*[a-z.].*\d.*|\d{2,}")
#: Body, gearbox, small words and politeness: understood, and no name.
NOISE = word_set(
    "4motion 4wd 4x4 an and annee au auto automatic automatique automobile avec awd berline "
    "boite box break bva bvm cabriolet camionnette car coupe cylindree de des du en engine "
    "estate et fourgon from full gearbox hatchback in is isn la le les limousine litre litres "
    "ma manual manuelle mon moteur moto motor motorbike motorcycle my of on quattro rickshaw "
    "saloon scooter sedan serie series sw the transmission tuktuk turbo type un une van vehicle "
    "vehicule version voiture wagon with year"
)

Run = tuple[Word, ...]


def leftovers(
    description: DescriptionWords, used: Collection[int], badges: Collection[int]
) -> tuple[Run, ...]:
    """Return the runs of words that are not used; a badge stays with the number beside it.

    Args:
        description: the words.
        used: positions that a make, a model, an engine or a powertrain explains.
        badges: positions of badges that are not part of a found engine.
    """
    keys = description.keys
    unknown: set[int] = set()
    for at, key in enumerate(keys):
        if not key or at in used:
            continue
        letter = len(key) == 1 and key.isalpha()  # a name only after one: "Corsa D", "un, d'une"
        if at - 1 in unknown if letter else not _is_noise(keys, at, badges):
            unknown.add(at)
    for at in sorted(badges):
        if {at - 1, at + 1} & {place for place in unknown if _NUMBER.fullmatch(keys[place])}:
            unknown.add(at)
    return tuple(
        tuple(dict.fromkeys(description.words[at] for at in run)) for run in _runs(sorted(unknown))
    )


def mentions_an_engine(runs: Collection[Run]) -> bool:
    """Return whether unexplained words look like an engine: "1.33", "EP6", "320i"."""
    return any(_ENGINE_LIKE.fullmatch(word.key) for run in runs for word in run)


def spelled(run: Run) -> str:
    """Return a run as it was written."""
    return " ".join(dict.fromkeys(word.said for word in run))


def _is_noise(keys: tuple[str, ...], at: int, badges: Collection[int]) -> bool:
    key = keys[at]
    after = keys[at + 1] if at + 1 < len(keys) else ""
    before = keys[at - 1] if at else ""
    if key in NOISE or _QUANTITY.fullmatch(key):
        return True
    if _NUMBER.fullmatch(key):
        return bool(_UNIT_ONLY.fullmatch(after)) or (
            at - 1 in badges and bool(_POWER.fullmatch(key))
        )
    return bool(_UNIT_ONLY.fullmatch(key) and _NUMBER.fullmatch(before))


def _runs(places: list[int]) -> Iterator[list[int]]:
    run: list[int] = []
    for at in places:
        if run and at != run[-1] + 1:
            yield run
            run = []
        run.append(at)
    if run:
        yield run
