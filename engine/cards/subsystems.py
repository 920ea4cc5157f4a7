"""Which subsystem a ticket's category, or a part's, means (section 9, "workflow 2"). Pure."""

from engine.embedding import fold, normalise
from graph.vocabulary_records import SubsystemCategory as S

_NAMED: dict[str, S] = {each.value: each for each in S}
#: Beside the names of the subsystems themselves; folded words, French and English.
_WORDS: dict[str, S] = {
    "batterie": S.BATTERY,
    "cell": S.BATTERY,
    "cellule": S.BATTERY,
    "moteur electrique": S.MOTOR,
    "electric motor": S.MOTOR,
    "moteur": S.MOTOR,
    "controleur": S.CONTROLLER,
    "inverter": S.CONTROLLER,
    "onduleur": S.CONTROLLER,
    "charging": S.CHARGER,
    "charge": S.CHARGER,
    "chargeur": S.CHARGER,
    "dc-dc": S.DC_DC,
    "electrical": S.WIRING,
    "electricite": S.WIRING,
    "electrique": S.WIRING,
    "harness": S.WIRING,
    "faisceau": S.WIRING,
    "combustion engine": S.ENGINE,
    "moteur thermique": S.ENGINE,
    "fuel": S.FUEL_AIR,
    "intake": S.FUEL_AIR,
    "injection": S.FUEL_AIR,
    "carburant": S.FUEL_AIR,
    "admission": S.FUEL_AIR,
    "allumage": S.IGNITION,
    "echappement": S.EXHAUST,
    "emissions": S.EXHAUST,
    "refroidissement": S.COOLING,
    "gearbox": S.TRANSMISSION,
    "boite de vitesses": S.TRANSMISSION,
    "embrayage": S.CLUTCH,
    "brake": S.BRAKES,
    "braking": S.BRAKES,
    "frein": S.BRAKES,
    "freinage": S.BRAKES,
    "freins": S.BRAKES,
    "direction": S.STEERING,
    "chassis": S.SUSPENSION,
    "lighting": S.BODY_ELECTRICS,
    "eclairage": S.BODY_ELECTRICS,
    "can": S.NETWORK,
    "communication": S.NETWORK,
    "reseau": S.NETWORK,
    "air conditioning": S.HVAC,
    "climatisation": S.HVAC,
    "airbag": S.RESTRAINT,
    "tyre": S.TYRES,
    "tire": S.TYRES,
    "pneu": S.TYRES,
    "pneus": S.TYRES,
    "mechanical": S.OTHER,
    "mecanique": S.OTHER,
}


def infer_subsystem(*categories: str | None) -> S:
    """Return the subsystem of the first category that the table has and that says one; else other.

    Args:
        categories: of the ticket, then of the parts that were used.
    """
    found = (_subsystem(category) for category in categories if category)
    return next((each for each in found if each not in {None, S.OTHER}), None) or S.OTHER


def _subsystem(category: str) -> S | None:
    word = fold(normalise(category))
    name = word.replace("-", "_").replace(" ", "_")
    return _NAMED.get(name) or _WORDS.get(word)
