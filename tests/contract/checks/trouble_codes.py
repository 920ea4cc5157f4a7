"""Do trouble codes mean what the standard says?

A widespread table has its P0 rows shifted by one: P0420 then reads "Secondary Air Injection
Relay". The anchors below are far apart and differ from their neighbours, so that a shift, a
swap of banks or a swap of cylinders shows. Meanings are facts of SAE J2012 in own words.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

#: Codes that always have to be there.
REQUIRED = ("P0171", "P0300", "P0301", "P0420", "P0430")


@dataclass(frozen=True)
class Anchor:
    """Words, as regular expressions, that a label must (all) and must not (any) hold."""

    fr: tuple[str, ...]
    en: tuple[str, ...]
    never: tuple[str, ...] = ()


_CATALYST_1 = Anchor(
    (r"catalyseur", r"\bbanc 1\b"), (r"catalyst", r"\bbank 1\b"), (r"air injection", r"\b2\b")
)
_CATALYST_2 = Anchor(
    (r"catalyseur", r"\bbanc 2\b"), (r"catalyst", r"\bbank 2\b"), (r"evap", r"\b1\b")
)
ANCHORS: dict[str, Anchor] = {
    "P0101": Anchor(
        (r"débitmètre", r"plage|incohér"), (r"air mass|air flow", r"range|plausib"), (r"too low",)
    ),
    "P0113": Anchor((r"air d'admission", r"haut"), (r"intake air temp", r"high"), (r"\blow\b",)),
    "P0115": Anchor(
        (r"température.*liquide",), (r"coolant temp",), (r"low|high", r"range", r"plage")
    ),
    "P0117": Anchor((r"liquide", r"\bbas\b"), (r"coolant temp", r"\blow\b"), (r"high",)),
    "P0118": Anchor((r"liquide", r"\bhaut\b"), (r"coolant temp", r"\bhigh\b"), (r"\blow\b",)),
    "P0128": Anchor((r"thermostat",), (r"thermostat",), (r"sensor circuit",)),
    "P0171": Anchor(
        (r"pauvre", r"\bbanc 1\b"), (r"\blean\b", r"\bbank 1\b"), (r"rich", r"\b2\b", r"idle")
    ),
    "P0172": Anchor((r"riche", r"\bbanc 1\b"), (r"\brich\b", r"\bbank 1\b"), (r"lean", r"\b2\b")),
    "P0174": Anchor((r"pauvre", r"\bbanc 2\b"), (r"\blean\b", r"\bbank 2\b"), (r"rich", r"\b1\b")),
    "P0299": Anchor((r"suralimentation|turbo",), (r"boost",), (r"overboost",)),
    "P0300": Anchor(
        (r"ratés",), (r"misfire", r"random|multiple"), (r"cylinder \d", r"cylindre \d")
    ),
    "P0335": Anchor((r"vilebrequin",), (r"crankshaft",), (r"camshaft",)),
    "P0340": Anchor((r"arbre à cames",), (r"camshaft",), (r"crankshaft",)),
    "P0401": Anchor((r"egr", r"insuffisant"), (r"egr", r"insufficient"), (r"excess",)),
    "P0402": Anchor((r"egr", r"excessif"), (r"egr", r"excess"), (r"insuff",)),
    "P0420": _CATALYST_1,
    "P0430": _CATALYST_2,
    "P0442": Anchor((r"evap|vapeurs", r"petite"), (r"evap", r"small"), (r"large", r"purge")),
    "P0443": Anchor((r"purge",), (r"purge",), (r"leak", r"flow", r"débit")),
    "P0455": Anchor(
        (r"evap|vapeurs", r"importante|grosse"), (r"evap", r"large|gross"), (r"small",)
    ),
    "P0480": Anchor((r"ventilateur 1",), (r"fan 1",), (r"\b2\b",)),
    "P0500": Anchor((r"vitesse du véhicule",), (r"vehicle speed",), (r"idle",)),
    "P0506": Anchor((r"ralenti", r"\bbas\b"), (r"idle", r"lower|\blow\b"), (r"high",)),
    "P0507": Anchor((r"ralenti", r"\bhaut\b"), (r"idle", r"high"), (r"\blow",)),
    "P0562": Anchor((r"tension", r"\bbasse\b"), (r"voltage", r"\blow\b"), (r"high",)),
    "P0563": Anchor((r"tension", r"\bhaute\b"), (r"voltage", r"\bhigh\b"), (r"\blow\b",)),
    "P0700": Anchor((r"boîte|transmission",), (r"transmission|gearbox",), (r"torque converter",)),
    "P0A80": Anchor((r"batterie", r"remplacer"), (r"battery", r"replace"), (r"cooling",)),
    "P0AA6": Anchor((r"isolement",), (r"isolation",), (r"contactor",)),
}
#: Misfire of one cylinder: the number stands in the code and must stand in the label.
ANCHORS |= {
    f"P030{n}": Anchor((r"ratés", rf"\b{n}\b"), (r"misfire", rf"\b{n}\b"), (r"random|plusieurs",))
    for n in range(1, 9)
}
#: Primary circuit of one ignition coil, lettered in the order of the codes.
ANCHORS |= {
    f"P035{n}": Anchor((r"bobine", rf"\b{letter}\b"), (r"coil", rf"\b{letter}\b"))
    for n, letter in enumerate("ABCDEFGH", start=1)
}


def anchor_problems(labels: Mapping[str, tuple[str, str]]) -> list[str]:
    """Return each code of (French, English) labels that does not mean what the standard says."""
    return [
        f"{code} cannot mean {said!r}: {why}"
        for code, (fr, en) in sorted(labels.items())
        if code in ANCHORS
        for said, wanted in ((fr, ANCHORS[code].fr), (en, ANCHORS[code].en))
        for why in _faults(said, wanted, ANCHORS[code].never)
    ]


def missing_codes(codes: Iterable[str]) -> list[str]:
    """Return the required codes that are not there."""
    return sorted(set(REQUIRED) - set(codes))


def shifted(labels: Mapping[str, tuple[str, str]], by: int) -> dict[str, tuple[str, str]]:
    """Return the labels as a table shows them whose rows have slipped."""
    codes, meanings = sorted(labels), [labels[code] for code in sorted(labels)]
    return dict(zip(codes, meanings[by:] + meanings[:by], strict=True))


def _faults(said: str, wanted: tuple[str, ...], never: tuple[str, ...]) -> list[str]:
    missing = [f"lacks {word}" for word in wanted if not re.search(word, said, re.IGNORECASE)]
    return missing + [f"has {word}" for word in never if re.search(word, said, re.IGNORECASE)]
