"""Words that carry a negation of their own: a lack ("dead", "refuse"), a proper function ("start").

Closed lists, used to tell "ne démarre pas" (a symptom) from "ne cale pas" (its absence):
denying what a car should do, or meeting an alias that names a lack, reports the symptom.
"""

import re
from functools import lru_cache

from engine.embedding import normalise

_LACK = re.compile(
    r"\b(?:mort|morte|absente?|panne|[eé]teinte?|refus\w*|impossible|hs|h\.s|muett?e?|inop[eé]rant\w*|"
    r"manqu\w*|manque|d[eé]sactiv[eé]\w*|indisponible|incapable|d[eé]faillant\w*|inactif|inactive|"
    r"dead|absent|missing|fail\w*|refus\w*|unable|inoperative|unavailable|off|lack\w*|disabled)\b"
)
#: Something wrong is named: denying it reports that it is absent ("no power loss").
_WRONG = re.compile(
    r"\b(?:pertes?|perd\w*|probl\w+|d[eé]fauts?|bruits?|fuites?|odeurs?|fum[eé]es?|voyants?|"
    r"t[eé]moins?|vibr\w+|trembl\w+|loss|los\w+|issues?|problems?|faults?|failures?|troubles?|"
    r"nois\w+|leaks?|smells?|smok\w+|lights?|lamps?|warnings?|drops?)\b"
)
_FUNCTION = re.compile(
    r"d[eé]marr|fonctionn|march|r[eé]pon[ds]|r[eé]action|avanc|boug|tien[st]|repart|reprise|"
    r"puissance|chauffage|recharge|charger|assistance|allum|affich|d[eé]clench|enclench|"
    r"verrouill|ferm|ouvr|connect|"
    r"start|work|respon|mov(?:e|ing)|hold|fir(?:e|ing)|crank|charg(?:e|ing)$|power$|heat$|catch|"
    r"kick|turn|engag|lock|unlock|open|clos(?:e|ing)"
)
_DENIED = (
    re.compile(r"\bn(?:e |')(?:se |s'|me |m'|veut |peut )?(\w+)(?: plus| pas| jamais| rien)"),
    re.compile(r"\b(?:pas|plus|aucune?|sans)(?: du tout)? (?:de |d'|moyen de )?(\w+)"),
    re.compile(r"\b(\w+) (?:pas|plus)\b(?! de | d')"),
    re.compile(
        r"(?:n't|\b(?:wont|doesnt|dont|cant|isnt|cannot|not|never|no longer|no|without))"
        r"(?: any)? (\w+)"
    ),
)


@lru_cache(maxsize=16384)
def names_a_lack(text: str) -> bool:
    """Return whether the text says that something is missing, dead or refuses."""
    return bool(_LACK.search(normalise(text)))


@lru_cache(maxsize=4096)
def denies_a_function(said: str, bare: str) -> bool:
    """Return whether what a text denies is something that a car should do ("no power").

    Args:
        said: the text with its negation.
        bare: the text without it; when that names something wrong, no function is denied.
    """
    if _WRONG.search(bare) or _LACK.search(bare):
        return False
    text = normalise(said)
    denied = (match[1] for pattern in _DENIED for match in pattern.finditer(text))
    return any(_FUNCTION.match(word) for word in denied)
