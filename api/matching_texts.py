"""What the explanation of a match, and why it is degraded, say in both languages."""

from api.wording import ErrorText
from graph.vocabulary import Locale

_FR, _EN = Locale.FR, Locale.EN
#: Sentences by the keys of ``engine.matching.explaining`` and of ``Degraded``.
_TEXTS: dict[str, dict[Locale, str]] = {
    "signature": {
        _FR: "même signature de panne",
        _EN: "the same failure signature",
    },
    "signature_fast": {
        _FR: "même signature de panne : cette étape suffit, les autres n'ont pas été faites",
        _EN: "the same failure signature: this stage is enough, the others did not run",
    },
    "codes": {_FR: "codes en commun : {matched}", _EN: "codes in common: {matched}"},
    "codes_fast": {
        _FR: "tous les codes de la fiche sont présents ({matched}) : cette étape suffit",
        _EN: "all codes of the card are there ({matched}): this stage is enough",
    },
    "codes_none": {_FR: "aucun code en commun", _EN: "no code in common"},
    "keyword": {_FR: "mots en commun : {matched}", _EN: "words in common: {matched}"},
    "keyword_none": {_FR: "aucun mot en commun", _EN: "no word in common"},
    "semantic": {
        _FR: "le sens est proche à {value}",
        _EN: "the meaning is alike by {value}",
    },
    "semantic_none": {
        _FR: "le sens n'a pas été comparé",
        _EN: "the meaning was not compared",
    },
    "vehicle_exact": {_FR: "la fiche couvre ce véhicule", _EN: "the card covers this vehicle"},
    "vehicle_same_make": {
        _FR: "la fiche est d'un véhicule de la même marque",
        _EN: "the card is of a vehicle of the same make",
    },
    "vehicle_unknown": {
        _FR: "on ne sait pas si la fiche vaut pour ce véhicule",
        _EN: "it is not known whether the card holds for this vehicle",
    },
    "vehicle_incompatible": {
        _FR: "la fiche est d'autres véhicules",
        _EN: "the card is of other vehicles",
    },
    "effectiveness": {
        _FR: "ce que la fiche a résolu jusqu'ici : facteur {value}",
        _EN: "what the card has solved so far: factor {value}",
    },
    "effectiveness_unused": {
        _FR: "la fiche n'a jamais servi : facteur {value}",
        _EN: "the card was never used: factor {value}",
    },
    "limits": {_FR: "un score reste entre 0 et 1", _EN: "a score stays between 0 and 1"},
    "no_match": {_FR: "aucune fiche ne correspond", _EN: "no card matches"},
    "calibrated_probability": {
        _FR: "probabilité de la panne selon le moteur : {value} %",
        _EN: "probability of the fault by the engine: {value} %",
    },
    "no_embedder": {
        _FR: "aucun modèle de langue n'est disponible : seuls les codes, les mots et le véhicule"
        " ont été comparés",
        _EN: "there is no embedding model: only codes, words and the vehicle were compared",
    },
    "embedder_failed": {
        _FR: "le modèle de langue n'a pas répondu : seuls les codes, les mots et le véhicule ont"
        " été comparés",
        _EN: "the embedding model failed: only codes, words and the vehicle were compared",
    },
    "no_vector_index": {
        _FR: "l'index vectoriel des fiches manque : seuls les codes, les mots et le véhicule ont"
        " été comparés",
        _EN: "the vector index of the cards is missing: only codes, words and the vehicle were"
        " compared",
    },
}
#: French by ``FaultgraphError.key``.
MATCHING_ERRORS: dict[str, ErrorText] = {
    "match.nothing": ErrorText(
        "il n'y a rien à rapprocher",
        "donnez symptom_text, error_codes ou signature_hash",
    ),
    "match.pending_role": ErrorText(
        "voir les fiches en attente demande le rôle {needed}, le vôtre est {role}",
        "omettez include_pending, ou adressez-vous à un expert",
    ),
}


def matching_text(key: str, locale: Locale) -> str:
    """Return the sentence of a key; it may have ``{matched}`` and ``{value}``."""
    return _TEXTS[key][locale]
