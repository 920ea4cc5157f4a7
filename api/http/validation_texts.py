"""What a refused field says in French; English is what pydantic says."""

from collections.abc import Mapping
from typing import Any

from graph.vocabulary import Locale

#: By pydantic's stable error type; placeholders are the values of its context.
FRENCH: dict[str, str] = {
    "missing": "ce champ est obligatoire",
    "extra_forbidden": "ce champ n'existe pas",
    "enum": "valeurs admises : {expected}",
    "literal_error": "valeurs admises : {expected}",
    "int_parsing": "il faut un nombre entier",
    "int_type": "il faut un nombre entier",
    "int_from_float": "il faut un nombre entier, sans décimales",
    "int_parsing_size": "ce nombre est trop grand",
    "float_parsing": "il faut un nombre",
    "float_type": "il faut un nombre",
    "finite_number": "il faut un nombre fini",
    "bool_parsing": "il faut true ou false",
    "bool_type": "il faut true ou false",
    "string_type": "il faut un texte",
    "string_unicode": "ce texte n'est pas de l'Unicode valable",
    "string_too_short": "ce texte est trop court : au moins {min_length} caractères",
    "string_too_long": "ce texte est trop long : au plus {max_length} caractères",
    "string_pattern_mismatch": "ce texte n'a pas la forme attendue : {pattern}",
    "greater_than": "la valeur doit être supérieure à {gt}",
    "greater_than_equal": "la valeur doit être au moins {ge}",
    "less_than": "la valeur doit être inférieure à {lt}",
    "less_than_equal": "la valeur doit être au plus {le}",
    "too_short": "il faut au moins {min_length} éléments",
    "too_long": "il faut au plus {max_length} éléments",
    "list_type": "il faut une liste",
    "dict_type": "il faut un objet",
    "model_type": "il faut un objet",
    "model_attributes_type": "il faut un objet",
    "none_required": "il faut null",
    "not_a_moment": "il faut une date et une heure avec fuseau, comme 2026-01-31T08:00:00Z",
    "timezone_aware": "il faut une date et une heure avec fuseau, comme 2026-01-31T08:00:00Z",
    "not_supported_yet": "pas encore pris en charge : ne l'envoyez pas, ou envoyez null",
}
_OTHER = "cette valeur n'est pas admise"


def said(problem: Mapping[str, Any], locale: Locale) -> str:
    """Return what a problem of pydantic's says in a language, never the refused value."""
    if locale is Locale.EN:
        return str(problem["msg"])
    values = {
        key: str(value).replace(" or ", " ou ") for key, value in problem.get("ctx", {}).items()
    }
    try:
        return FRENCH.get(problem["type"], _OTHER).format(**values)
    except (KeyError, IndexError):
        return _OTHER
