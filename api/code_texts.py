"""What trouble codes say, in both languages: notes, systems, ranges and failure types.

Ranges and the first digit of the failure-type byte are those of SAE J2012 / ISO 15031-6; the
wording is our own.
"""

from graph.vocabulary import Locale

_FR, _EN = Locale.FR, Locale.EN
Texts = dict[str, dict[Locale, str]]

CODE_NOTES: Texts = {
    "status_pending": {
        _FR: "en attente, pas encore confirmé : indice plus faible",
        _EN: "pending, not confirmed yet: weaker evidence",
    },
    "status_permanent": {
        _FR: "permanent : seul le véhicule l'efface, une fois réparé",
        _EN: "permanent: only the vehicle erases it, once repaired",
    },
    "from_freeze_frame": {
        _FR: "d'après le relevé figé :",
        _EN: "from the freeze frame:",
    },
}
