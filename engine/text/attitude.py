"""How sure a text is, and whether it speaks of the past: hedges and what has ceased."""

import re
from dataclasses import dataclass

from engine.embedding import normalise

#: Said to be uncertain; "sometimes" is not here, what happens sometimes is present.
_HEDGE = re.compile(
    r"\b(?:(?:mais |et )?je (?:ne |n')?(?:sais|suis) (?:pas|plus)(?: trop| vraiment| tr[eè]s)?"
    r"(?: s[uû]re?| certaine?)? ?(?:si |qu'|que |de |du |d')?"
    r"|(?:pas|plus) (?:s[uû]re?|certaine?)(?: si| que| du| de| qu'| d')?"
    r"|aucune id[eé]e (?:si|de|d')|(?:j'ai|il y a) un doute (?:sur|quant)|peut[- ][eê]tre"
    r"(?: bien)?(?: que| qu')?"
    r"|il se peut que?|possible qu(?:e |')|possiblement|[eé]ventuellement|j'ignore si"
    r"|(?:i'm |i am |am )?(?:not|n't) (?:really |quite |too |entirely )?(?:sure|certain)"
    r"(?: if| whether| that| about)?"
    r"|(?:i )?(?:do not|don't|dont|cannot|can't|couldn't|can not) (?:really )?"
    r"(?:know|tell|say) (?:if|whether)|no idea (?:if|whether)"
    r"|unsure (?:if|whether|about)|(?:i )?wonder (?:if|whether)"
    r"|may ?be|perhaps|possibly|might (?:be|have|also)?)(?=\W|\w|$)"
)
_CEASED = (
    r"(?:plus|pas) (?:maintenant|aujourd'hui|en ce moment)|(?:maintenant|aujourd'hui)? ?c'est "
    r"(?:fini|termin[eé]|pass[eé])|(?:maintenant|aujourd'hui) (?:plus|c'est bon)|plus du tout"
    r"|(?:it )?(?:not|does not|doesn't|doesnt|no longer|no more)(?: any ?more| now| any longer)?"
    r"|(?:now )?(?:it(?:'s| has| is) )?(?:stopped|gone)(?: now)?|it (?:doesn't|does not) now"
)
_IS_CEASED = re.compile(rf"^(?:mais |et |but |and )?(?:{_CEASED})$")
_ENDS_CEASED = re.compile(
    r"^(?=.*\b(?:avant|used to|previously|before)\b)(?P<before>.*?\w)[\s,]*(?:mais |but )?"
    r"(?:plus maintenant|not any ?more|not now|no longer|pas maintenant|plus aujourd'hui)$"
)
_ENGLISH_PAST = re.compile(r"\b(?:used to|previously|before|was|were|had)\b")
_IMPERFECT = re.compile(r"\b(?!fait|avait|était)(\w{3,})ait\b")
_PAST = re.compile(
    r"\b(?:avant|auparavant|previously|before|il y a (?:un an|quelques mois)|used to)\b ?"
)


@dataclass(frozen=True)
class Attitude:
    """What is left of a text without its hedge and its past.

    Attributes:
        text: the words that name the symptom.
        is_hedged: the speaker is not sure.
    """

    text: str
    is_hedged: bool = False


def attitude_of(said: str) -> Attitude:
    """Return how a text stands to what it names; a text that is only a hedge stays as it is."""
    plain = normalise(said)
    hedged = _HEDGE.search(plain)
    if hedged:
        rest = " ".join(_HEDGE.sub(" ", plain).split()).strip(" ,'")
        return Attitude(rest or said, is_hedged=True)
    ended = _ENDS_CEASED.match(plain)
    if ended:
        return Attitude(over(ended["before"]))
    return Attitude(said)


def is_ceased(said: str) -> bool:
    """Return whether a text only says that what came before it is over ("plus maintenant")."""
    return bool(_IS_CEASED.match(normalise(said)))


def speaks_of_past(said: str) -> bool:
    """Return whether a text says that something was so ("used to stall", "avant ça calait")."""
    plain = normalise(said)
    return bool(_PAST.search(plain) or _IMPERFECT.search(plain))


def over(said: str) -> str:
    """Return the denial of what a text says was so: "ça calait avant" becomes "ça cale plus"."""
    plain = normalise(said)
    is_english = bool(_ENGLISH_PAST.search(plain))
    now = _IMPERFECT.sub(r"\1e", _PAST.sub(" ", plain))
    now = " ".join(now.split()).strip(" ,")
    return f"no longer {now}" if is_english else f"{now} plus"
