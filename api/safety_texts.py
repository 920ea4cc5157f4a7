"""What the safety gate shows and asks to do, in words of both languages (KG v2.8.3, G9)."""

from dataclasses import dataclass

from graph.vocabulary import Locale
from graph.vocabulary_answers import DisplayKind, Hazard, SafetyAction

_FR, _EN = Locale.FR, Locale.EN


@dataclass(frozen=True)
class LevelText:
    """One row of the behaviour table.

    Attributes:
        kind: how a screen shows it.
        display: what it says.
        actions: what to do.
    """

    kind: DisplayKind
    display: dict[Locale, str]
    actions: tuple[SafetyAction, ...]


#: What each safety level shows, and what to do then (KG v2.8.3, behaviour table).
SAFETY_LEVELS: dict[str, LevelText] = {
    "critical": LevelText(
        DisplayKind.FULL_SCREEN_RED_ALERT,
        {_FR: "Alerte rouge : ne roulez plus", _EN: "Red alert: do not drive"},
        (SafetyAction.TOWING, SafetyAction.EMERGENCY_SERVICES),
    ),
    "urgent": LevelText(
        DisplayKind.ORANGE_BANNER,
        {
            _FR: "Bandeau orange : à contrôler sous 24 h",
            _EN: "Orange banner: have it checked within 24 h",
        },
        (SafetyAction.URGENT_WORKSHOP_APPOINTMENT,),
    ),
    "warning": LevelText(
        DisplayKind.YELLOW_INFO,
        {
            _FR: "À surveiller : contrôle recommandé",
            _EN: "Keep an eye on it: a check is advised",
        },
        (SafetyAction.MAINTENANCE_ADVICE,),
    ),
    "normal": LevelText(
        DisplayKind.STANDARD,
        {_FR: "Pas de danger connu", _EN: "No known danger"},
        (SafetyAction.PARTS_CATALOGUE,),
    ),
}

ACTION_TEXTS: dict[SafetyAction, dict[Locale, str]] = {
    SafetyAction.TOWING: {_FR: "Appelez un dépannage", _EN: "Call a breakdown service"},
    SafetyAction.EMERGENCY_SERVICES: {
        _FR: "En cas de danger, appelez les urgences (112)",
        _EN: "In danger, call the emergency number (112)",
    },
    SafetyAction.URGENT_WORKSHOP_APPOINTMENT: {
        _FR: "Prenez un rendez-vous urgent au garage",
        _EN: "Book an urgent garage visit",
    },
    SafetyAction.MAINTENANCE_ADVICE: {
        _FR: "Faites contrôler à la prochaine occasion",
        _EN: "Have it checked at the next occasion",
    },
    SafetyAction.PARTS_CATALOGUE: {
        _FR: "Consultez le catalogue de pièces",
        _EN: "See the parts catalogue",
    },
    SafetyAction.HIGH_VOLTAGE_DO_NOT_TOUCH: {
        _FR: "Haute tension : ne touchez à aucun câble orange, laissez faire un atelier habilité",
        _EN: "High voltage: touch no orange cable, leave it to a qualified workshop",
    },
    SafetyAction.HOT_COOLANT_DO_NOT_OPEN: {
        _FR: "Liquide brûlant sous pression : n'ouvrez pas le circuit à chaud",
        _EN: "Scalding coolant under pressure: do not open the circuit while hot",
    },
}

#: What a hazard of the faults behind a level adds, when the level is not normal.
HAZARD_ACTIONS: dict[Hazard, SafetyAction] = {
    Hazard.HIGH_VOLTAGE: SafetyAction.HIGH_VOLTAGE_DO_NOT_TOUCH,
    Hazard.HOT_COOLANT: SafetyAction.HOT_COOLANT_DO_NOT_OPEN,
}

DRIVING_TEXTS: dict[str, dict[Locale, str]] = {
    "can_drive_no": {_FR: "Ne roulez pas", _EN: "Do not drive"},
    "can_drive_km": {_FR: "Roulez {km} km au plus", _EN: "Drive no more than {km} km"},
    "can_drive_yes": {_FR: "Vous pouvez rouler", _EN: "You may drive"},
    "limited_by": {_FR: "à cause de « {fault} »", _EN: "because of “{fault}”"},
    "sale_allowed": {_FR: "vente normale", _EN: "normal sale"},
    "sale_warned": {_FR: "vente avec avertissement", _EN: "sale with a warning"},
    "sale_disabled": {_FR: "vente désactivée", _EN: "sale disabled"},
    "because": {_FR: "En cause", _EN: "Behind it"},
}


def safety_actions(level: str, hazards: tuple[str, ...], *, can_drive: bool) -> list[SafetyAction]:
    """Return what to do: of the hazards first, then of the level, towing when not to drive."""
    if level == "normal":
        return list(SAFETY_LEVELS[level].actions)
    found = [HAZARD_ACTIONS[Hazard(hazard)] for hazard in hazards]
    found += [] if can_drive else [SafetyAction.TOWING]
    found += SAFETY_LEVELS[level].actions
    return list(dict.fromkeys(found))


def driving_text(max_km: int | None, locale: Locale, *, can_drive: bool) -> str:
    """Return whether to drive on, and how far, in words."""
    if not can_drive:
        return DRIVING_TEXTS["can_drive_no"][locale]
    if max_km is None:
        return DRIVING_TEXTS["can_drive_yes"][locale]
    return DRIVING_TEXTS["can_drive_km"][locale].format(km=max_km)
