"""What a description says about the powertrain: words, badges ("TDI"), negations ("non hybride").

A badge is what a maker writes on the tail gate; it tells the fuel, and may be part of an engine's
name.
"""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from engine.vehicle.words import compact, word_set
from graph.vocabulary import Powertrain

_PETROL, _DIESEL, _LPG = Powertrain.PETROL.value, Powertrain.DIESEL.value, Powertrain.LPG.value
_HYBRID, _PLUG_IN = Powertrain.HYBRID.value, Powertrain.PLUG_IN_HYBRID.value
_ELECTRIC, _FUEL_CELL = Powertrain.BATTERY_ELECTRIC.value, Powertrain.FUEL_CELL.value
#: Understood, but says nothing about the powertrain: mild hybrids stay petrol or diesel.
_NOTHING = ""
_PHRASES: Mapping[str, tuple[str, ...]] = {
    _NOTHING: (
        *("mildhybride", "microhybride", "semihybride", "hybrideleger", "hybridelegere"),
        *("mhev", "mhd", "hybride48v", "48vhybride", "lighthybride", "48v"),
        *("electriquewindow", "electriquewindows", "vitreelectrique", "vitreselectrique"),
        *("electriqueseat", "electriqueseats", "siegeelectrique", "siegeselectrique"),
        *("directionelectrique", "electriquesteering", "electriquetailgate", "hayonelectrique"),
        *("toitelectrique", "electriqueroof", "retroviseurselectrique", "electriquemirrors"),
        *("freinelectrique", "electriqueparking", "electriquehandbrake"),
    ),
    _PETROL: (
        *("petrol", "gasoline", "essence", "benzine", "unleaded", "sansplomb"),
        *("sp95", "sp98", "sp95e10", "e85", "flexfuel", "ethanol", "bioethanol", "superethanol"),
        *("essencesansplomb",),
    ),
    _DIESEL: ("diesel", "gazole", "gasoil", "turbodiesel"),
    _LPG: ("gpl", "autogas", "gpli"),
    _HYBRID: ("hybride", "hev", "fullhybride", "hsd", "hybridenonrechargeable"),
    _PLUG_IN: (
        *("hybriderechargeable", "rechargeablehybride", "pluginhybride", "hybrideplugin"),
        *("plugin", "phev", "gte"),
    ),
    _ELECTRIC: ("electrique", "100electrique", "toutelectrique", "zeroemission"),
    _FUEL_CELL: (
        *("hydrogene", "hydrogen", "fuelcell", "pileacombustible", "fcev"),
        *("hydrogenfuelcell", "hydrogeneelectrique", "pileahydrogene"),
    ),
}
_BADGES: Mapping[str, tuple[str, ...]] = {
    _PETROL: (
        *("tsi", "tfsi", "fsi", "etsi", "tce", "sce", "puretech", "vti", "thp", "ecoboost"),
        *("tjet", "mpi", "gdi", "tgdi", "twinair", "multiair", "vtec", "ivtec", "digt", "scti"),
    ),
    _DIESEL: (
        *("tdi", "sdi", "dci", "bluedci", "hdi", "ehdi", "bluehdi", "cdti", "tdci", "crdi", "jtd"),
        *("jtdm", "mjet", "mjtd", "multijet", "cdi", "d4d", "dti", "did", "dtec", "idtec"),
        *("ecoblue", "bluetec"),
    ),
}
_WORDS = {phrase: kind for kind, phrases in _PHRASES.items() for phrase in phrases}
_BADGE_WORDS = {badge: kind for kind, badges in _BADGES.items() for badge in badges}
#: Words of phrases that are near to names of the graph ("micro", not a misspelt "Micra").
_PHRASE_WORDS = word_set(
    "cell fuel leger legere light micro mild pile plomb plug rechargeable semi"
)
_LONGEST = 4
_NEGATORS = word_set("not non no pas sans without ni neither nor never isn aucun aucune")
#: Words that may stand between a negator and what it negates, or between two negated words.
_BETWEEN = word_set("a an un une de d du le la l the t is est of any moteur engine version")
_OR = word_set("or ou ni nor")


@dataclass
class StatedPowertrain:
    """What the words say.

    Attributes:
        kinds: powertrains that are stated, each with the positions of its words.
        excluded: powertrains that are denied.
        used: positions of all understood words.
        badges: positions of badges among them.
    """

    kinds: dict[str, set[int]] = field(default_factory=dict)
    excluded: set[str] = field(default_factory=set)
    used: set[int] = field(default_factory=set)
    badges: set[int] = field(default_factory=set)


def powertrain_vocabulary() -> AbstractSet[str]:
    """Return the words that mean a powertrain, badges left out."""
    return _WORDS.keys()


def spelling_words() -> AbstractSet[str]:
    """Return every word with a meaning here, which is then no misspelt name."""
    return _WORDS.keys() | _BADGE_WORDS.keys() | _PHRASE_WORDS


def stated_powertrain(keys: Sequence[str]) -> StatedPowertrain:
    """Read the powertrain words of a description, given as keys in order."""
    found = StatedPowertrain()
    at, negator, after_negated = 0, -1, False
    while at < len(keys):
        length, kind, badge = _term_at(keys, at)
        if length:
            _note(found, range(at, at + length), kind, badge=badge, negator=negator)
            after_negated, negator = negator >= 0, -1
        elif keys[at] in _NEGATORS or (after_negated and keys[at] in _OR):
            negator, length = at, 1
        else:
            length = 1
            if keys[at] not in _BETWEEN:
                negator, after_negated = -1, False
        at += length
    return found


def _term_at(keys: Sequence[str], at: int) -> tuple[int, str, bool]:
    """Return the length, the meaning and whether it is a badge; length 0 when there is none."""
    for length in range(min(_LONGEST, len(keys) - at), 0, -1):
        run = keys[at : at + length]
        if all(run) and (phrase := compact(run)) in _WORDS:
            return length, _WORDS[phrase], False
    if keys[at] in _BADGE_WORDS:
        return 1, _BADGE_WORDS[keys[at]], True
    return 0, _NOTHING, False


def _note(found: StatedPowertrain, places: range, kind: str, *, badge: bool, negator: int) -> None:
    found.used.update(places)
    if badge:
        found.badges.update(places)
    if negator >= 0:
        found.used.update(range(negator, places.start))
    if kind == _NOTHING:
        return
    if negator >= 0:
        found.excluded.add(kind)
        if kind == _HYBRID:
            found.excluded.add(_PLUG_IN)
    else:
        found.kinds.setdefault(kind, set()).update(places)
