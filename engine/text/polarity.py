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
    r"\b(?:pertes?|perd\w*|probl\w+|d[eé]fauts?|bruits?|fuit\w*|odeurs?|fum\w+|voyants?|"
    r"t[eé]moins?|vibr\w+|trembl\w+|trous?|coups?|rat[eé]s?|grinc\w+|criss\w+|couin\w+|siffl\w+|"
    r"claqu\w+|cogn\w+|cal(?:e|es|ent|age)|broute\w*|hoquet\w*|secou\w+|racl\w+|frott\w+|"
    r"patin\w+|brûl\w+|brul\w+|surchauff\w+|surconsomm\w+|bloqu\w+|instab\w+|clignot\w+|"
    r"ferraille|cliquet\w+|ronfl\w+|grond\w+|hurl\w+|saccad\w+|à-coups?|"
    r"loss|los\w+|issues?|problems?|faults?|failures?|troubles?|"
    r"nois\w+|leak\w*|smell\w*|smok\w+|lights?|lamps?|warnings?|drops?|squeal\w*|squeak\w*|"
    r"grind\w*|rattl\w+|knock\w*|whistl\w+|hiss\w*|judder\w*|shudder\w*|shak\w+|drag\w*|"
    r"stall\w*|misfir\w*|jerk\w*|hesitat\w+|overheat\w*|burn\w*|stuck|stick\w*|binding|"
    r"flicker\w*|whin\w+|clunk\w*|click\w*|surg\w+|fade|pulsat\w+|wobbl\w+|scrap\w+)\b"
)
_FUNCTION = re.compile(
    r"d[eé]marr(?!eu)|red[eé]marr|fonctionn|march|r[eé]pon[ds]|r[eé]action|avanc|boug|tien[st]|repar|"
    r"reprise|puissance|chauffage|recharg|charg|assistance|allum|affich|d[eé]clench|enclench|"
    r"verrouill|ferm|ouvr|connect|frein|acc[eé]l|refroidi|climatis|braqu|"
    r"start(?!er)|work|respon|mov(?:e|ing)|hold|fir(?:e|ing)|crank|charg(?:e|es|ing)$|power$|heat$|"
    r"heating$|catch|kick|turn|engag|lock|unlock|open|clos(?:e|ing)|brak|accelerat|cool(?:s|ing)?$|"
    r"steer|shift"
)
#: What the starter does; denying it is read by the aliases alone.
_TURNS = re.compile(r"tourn|entra[iî]n|crank|turn|spin|ralenti|idl")
#: After "no power", words that do not make another noun of it ("no brake pedal" is a pedal).
_GOES_ON = re.compile(
    r"(?:at|on|in|when|while|to|under|from|above|after|going|uphill|any|today|now|whatsoever|and|"
    r"or|but|the|up|below|beyond|past|until|since|all|left|for|if|unless|with|assist\w*)$"
)
_DENIED = (
    re.compile(r"\bn(?:e |')(?:se |s'|me |m'|veut |peut )?(\w+)(?: plus| pas| jamais| rien)"),
    re.compile(r"\b(?:pas|plus|aucune?|sans)(?: du tout)? (?:de |d'|moyen de )?(\w+)"),
    re.compile(r"\b(\w+) (?:pas|plus)\b(?! de | d')"),
    re.compile(
        r"(?:n't|\b(?:wont|doesnt|dont|cant|isnt|cannot|not|never|no longer))(?: any)? (\w+)"
    ),
)
_DENIED_NOUN = re.compile(r"\b(?:no|without)(?: any)? (\w+)(?: (\w+))?")


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
    denied = [match[1] for pattern in _DENIED for match in pattern.finditer(text)]
    for noun in _DENIED_NOUN.finditer(text):
        following = noun[2] or ""
        if not following or _GOES_ON.match(following) or _FUNCTION.match(following):
            denied.append(noun[1])
    return any(_FUNCTION.match(word) for word in denied)


@lru_cache(maxsize=4096)
def names_something_wrong(text: str) -> bool:
    """Return whether the text names a malfunction: a noise, a leak, a loss, a warning."""
    return bool(_WRONG.search(normalise(text)))


def function_words(text: str) -> list[str]:
    """Return the words for what a car does, in order ("démarre", "braking")."""
    words = re.findall(r"[^\W\d_]+", normalise(text))
    return [word for word in words if _FUNCTION.match(word) or _TURNS.match(word)]
