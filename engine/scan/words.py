"""Words of scan tools in French and English, as patterns."""

import re

from graph.vocabulary_codes import DtcStatus

_I = re.IGNORECASE
#: A status, the most telling first: "not confirmed" is pending, and names "confirmed".
STATUS: tuple[tuple[re.Pattern[str], DtcStatus], ...] = (
    (
        re.compile(
            r"\b(?:pending|not (?:yet )?confirmed|unconfirmed|en attente|provisoires?"
            r"|non confirmée?s?)\b|\bmode 0?7\b",
            _I,
        ),
        DtcStatus.PENDING,
    ),
    (re.compile(r"\bpermanente?s?\b|\bmode 0?a\b", _I), DtcStatus.PERMANENT),
    (
        re.compile(
            r"\b(?:confirmed|stored|current|active|present|history|static|memori[sz]ed"
            r"|confirmée?s?|mémorisée?s?|memorisee?s?|stockée?s?|enregistrée?s?|présente?s?"
            r"|actifs?|actives?|historiques?)\b|\bmode 0?3\b",
            _I,
        ),
        DtcStatus.CONFIRMED,
    ),
)
#: The code was there, but is not there all the time.
INTERMITTENT = re.compile(
    r"\b(?:intermittente?s?|sporadic|sporadiques?|not present|passive|inactive|fugitifs?"
    r"|non présente?s?|passifs?|history|historiques?)\b",
    _I,
)
#: The code was erased, or is only spoken of.
CLEARED = re.compile(
    r"(?<!since )(?<!codes )(?<!depuis )\b(?:cleared|erased|deleted|effacée?s?|supprimée?s?)\b", _I
)
MENTION = re.compile(
    r"\b(?:see|refer to|if|related to|caused by|voir|cf|si|lié à|à cause de)\b[^.;]*$", _I
)
NO_CODES = re.compile(
    r"\b(?:no|0|zero|without|aucun|aucune|pas de|sans|néant)\s+"
    r"(?:(?:stored|pending|permanent|confirmed|diagnostic|fault|trouble|error|code|codes|dtcs?)\s*)*"
    r"(?:faults?|codes?|dtcs?|errors?|défauts?|defauts?|erreurs?|pannes?)\b",
    _I,
)
#: The report says that everything was read.
COMPLETE = re.compile(
    r"\b(?:(?:scan|read-?out|diagnosis)\s+(?:is\s+)?complete[d]?|(?:complete|full)\s+(?:system\s+)?scan"
    r"|all\s+(?:systems|modules|control (?:units|modules)|ecus)\s+(?:were\s+)?"
    r"(?:scanned|read|checked)"
    r"|(?:balayage|scan|lecture|diagnostic)\s+(?:est\s+)?complet\w*|test global"
    r"|tous les (?:calculateurs|modules|systèmes) (?:ont été )?(?:lus|interrogés|contrôlés))\b",
    _I,
)
INCOMPLETE = re.compile(
    r"\b(?:incompl[eè]t\w*|not complete[d]?|aborted|interrupted|interrompue?|pas compl[eè]te?"
    r"|non compl[eè]te?|cannot be reached|no response|ne répond pas|sans réponse)\b",
    _I,
)
#: Where a module is named; its name is the group.
MODULE = (
    re.compile(
        r"^\s*(?:address|adresse)\s+[0-9A-F]{2}\s*:\s*(?P<name>[^:]+?)(?:\s+label\S*:.*)?$", _I
    ),
    re.compile(
        r"^\s*(?:module|ecu|control unit|control module|system|calculateur|système|unité)\s*"
        r"[:=]\s*(?P<name>.+?)\s*$",
        _I,
    ),
    re.compile(r"^\s*[=#*\[-]{2,}\s*(?P<name>[^=#*\[\]-][^=#*\[\]]*?)\s*[=#*\]-]{2,}\s*$"),
    re.compile(r"^\s*\[(?P<name>[^\]]+)\]\s*$"),
    re.compile(r"^\s*(?P<name>[A-Za-zÀ-ÿ][\wÀ-ÿ /&().'-]{1,60}?)\s*:\s*$"),
)
#: What looks like a code and is none: the key of the reason, and what is left out.
NOT_CODES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("vin", re.compile(r"\b(?=[A-HJ-NPR-Z]*\d)[A-HJ-NPR-Z0-9]{17}\b", _I)),
    (
        "part_number",
        re.compile(
            r"\b(?:part (?:no|number|n°)|parts?\s*#|hw|sw|hardware|software|serial|série"
            r"|coding|codage|calibration|component|composant|ref(?:erence)?|réf(?:érence)?"
            r"|n° de pièce|pièce|wsc|shop|bootloader|version)\b[^\n:]{0,20}[:#].*$",
            _I,
        ),
    ),
    (
        "vehicle",
        re.compile(
            r"\b(?:vin|plate|licen[cs]e|immatriculation|châssis n°|chassis no)\b\s*[:#].*$", _I
        ),
    ),
    ("date", re.compile(r"\b(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4})\b")),
    ("date", re.compile(r"\b\d{1,2}:\d{2}(?::\d{2})?\b")),
    (
        "mileage",
        re.compile(r"\b(?:mileage|odometer|kilométrage|kilometrage)\b.*$", _I),
    ),
    ("mileage", re.compile(r"(?<![\w,.])\d[\d .,]*\s*(?:km|miles?|mi)\b(?!/)", _I)),
)
