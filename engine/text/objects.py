"""Things on a car and circumstances: words that name no malfunction by themselves; closed lists.

An object that a complaint names must be one that the observable's aliases know: "l'essuie-glace
fait du bruit" is not about an alternator. Words are folded and without plural.
"""

from functools import lru_cache

from engine.text.words import content_words


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: Nouns of things and systems. Which of them the graph knows is read from its aliases.
OBJECTS = _words(
    # body and glass
    "porte portiere portes serrure poignee coffre hayon capot aile calandre retro retroviseur "
    "vitre "
    "fenetre lunette parebrise brise carrosserie peinture rouille toit capote essuie glace balai "
    "lave joint becquet attelage galerie door boot trunk tailgate hood bonnet wing mirror window "
    "windscreen windshield bodywork paint paintwork rust roof sunroof wiper washer hinge towbar "
    "bumper fender spoiler handle hatch "
    # cabin and comfort
    "siege banquette dossier tete ceinture moquette plafond tapis accoudoir airbag volant klaxon "
    "avertisseur allume cigare usb prise clim climatisation autoradio radio poste gps navigation "
    "bluetooth ecran camera telephone haut parleur antenne telecommande cle alarme antivol horn "
    "seat seatbelt belt headrest carpet ceiling airbag dashcam stereo speaker speakers satnav nav "
    "screen touchscreen phone aerial antenna remote fob key alarm immobiliser conditioning aircon "
    "infotainment cruise regulateur limiteur radar stationnement aide "
    # lighting and signals
    "phare feu feux clignotant ampoule plafonnier antibrouillard eclairage headlight headlamp bulb "
    "indicator blinker foglight taillight "
    # wheels, suspension, steering
    "pneu pneumatique jante roulement amortisseur suspension ressort rotule cardan triangle "
    "cremaillere parallelisme tyre tire rim bearing shock absorber suspension spring joint "
    "wishbone driveshaft strut alignment puncture "
    # transmission
    "embrayage boite vitesse gearbox clutch gear transmission differential differentiel "
    # engine and others that the graph mostly knows
    "batterie battery alternateur alternator demarreur starter turbo injecteur injector bougie "
    "radiateur radiator ventilateur fan pompe pump courroie frein brake pedale pedal plaquette pad "
    "disque disc echappement exhaust filtre filter durite hose borne cable huile oil"
)
#: When, where and in what weather; also newness. None of them is a complaint.
CIRCUMSTANCES = _words(
    "pleut pluie humide humidite neige gel gele froid chaud hiver ete matin soir nuit jour jours "
    "semaine mois ans hier vite lentement autoroute ville route virage cote descente parking "
    "garage arret feu bouchon rouge neuf neuve neuves recent recente change changee remplace "
    "remplacee revise revision fois depuis toujours souvent parfois temps moteur "
    "rain rains raining rainy wet damp snow frost cold hot warm winter summer morning evening "
    "night day days week weeks month months year years yesterday motorway highway town city road "
    "bend "
    "uphill downhill traffic new recent recently changed replaced serviced service always often "
    "sometimes time times since engine weather outside"
)
_GENERAL = _words(
    "bruit noise nois sound son probleme problem souci issue panne trouble defaut fault"
)


_MIN_PLURAL = 4


@lru_cache(maxsize=8192)
def objects_in(text: str) -> frozenset[str]:
    """Return the things that a text names, folded and in the singular."""
    return frozenset(
        single for word in content_words(text) if (single := _singular(word)) in OBJECTS
    )


@lru_cache(maxsize=8192)
def names_no_complaint(text: str) -> bool:
    """Return whether a text only names things, circumstances or "a noise", and denies nothing."""
    words = content_words(text)
    return bool(words) and all(
        word.isalnum() and _singular(word) in OBJECTS | CIRCUMSTANCES | _GENERAL for word in words
    )


def _singular(word: str) -> str:
    if word in OBJECTS or len(word) < _MIN_PLURAL:
        return word
    return word.removesuffix("s").removesuffix("x")
