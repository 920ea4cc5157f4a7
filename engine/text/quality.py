"""Words for how well something works: "bien", "smooth", "mal", "rough"; and statements of health.

"Freine bien" and "freinage faible" speak of the same thing with opposite quality: the first says
that the second is absent. A statement of health never reports a symptom as present.
"""

import re
from functools import lru_cache

from engine.embedding import fold, normalise
from engine.text.negation import find_negation
from engine.text.polarity import names_a_lack, names_something_wrong
from engine.text.words import content_words

_NO_PROBLEM = re.compile(
    r"\b(?:(?:il )?(?:n')?y a )?(?:pas|aucune?|sans|ni)(?: de| d')? ?"
    r"(?:problemes?|soucis?|difficultes?|anomalies?|peine)"
    r"(?: (?:de|du|des|avec|sur|pour|au|aux|a|d')\b)?"
    r"|\b(?:there (?:is|are) )?(?:no|without|without any|not any|zero) "
    r"(?:problems?|issues?|troubles?|worries|difficulty|faults?)"
    r"(?: (?:with|of|in|on|at|for)\b)?|\bnothing wrong(?: with\b)?|\brien a signaler(?: sur)?"
    r"|\bni a redire\b|\bdu premier coup\b|\bau quart de tour\b|\bfirst time\b"
)
_GOOD = re.compile(
    r"\b(?:bien|parfaite?s?|parfaitement|(?<!la )normale?s?|normaux|normalement|stables?|"
    r"reguliere?s?|regulierement|correcte?s?|correctement|impeccables?|nickel|ok|okay|saine?s?|"
    r"legere?s?|souples?|douce?s?|doux|silencieux|silencieuses?|facilement|"
    r"fine|well|perfect|perfectly|(?<!than )normal|normally|smooth|smoothly|stable|steady|"
    r"properly|correctly|healthy|great|easily|strongly|quiet|crisp)\b"
    r"|(?:\b(?:est|sont|semble|marche|reste|roule|all|is|are|seems?|feels?|works?|still|runs?|goes)"
    r" )(?:tres |vraiment |very |really )?(?:bon|bonne|bons|bonnes|good|firm|ferme|light)$"
)
_BAD = re.compile(
    r"\b(?:mal|mauvais\w*|faibl\w*|mous?|molle|dure?s?|durcit|lente?s?|lentement|instable|irreguli\w*|"
    r"difficil\w*|peine|insuffisan\w*|redui\w*|lourde?s?|bass?e?s?|haute?s?|elevee?s?|trop|"
    r"galere|capricieu\w*|plat|vides?|decharg\w*|morte?s?|bizarre|anormal\w*|"
    r"weak\w*|poor\w*|bad|badly|hard|soft|spongy|heavy|slow|slowly|sluggish|rough|uneven|unstable|"
    r"lumpy|erratic|difficult\w*|low|high|struggl\w*|reluctant|stiff|flat|dead|labou?r\w*|"
    r"unsteady|irregular|abnormal|fault\w*|reduced|takes? ages)\b"
)


@lru_cache(maxsize=4096)
def says_all_is_well(text: str) -> bool:
    """Return whether a text says that something works as it should."""
    plain = fold(normalise(text))
    rest, none_wrong = _NO_PROBLEM.subn(" ", plain)
    rest = _GOOD.sub(" ", rest)
    if _BAD.search(rest) or names_something_wrong(rest) or names_a_lack(rest):
        return False
    if find_negation(rest):
        return False
    return bool(none_wrong or _GOOD.search(plain))


def has_bad_word(text: str) -> bool:
    """Return whether a text has a word for poor quality."""
    return bool(_BAD.search(fold(normalise(text))))


@lru_cache(maxsize=16384)
def is_bad(text: str) -> bool:
    """Return whether a text says of something that it works badly, or not at all."""
    return has_bad_word(text) or names_a_lack(text) or bool(find_negation(text))


@lru_cache(maxsize=16384)
def subject(text: str) -> str:
    """Return what a text speaks of: its words without any quality or negation."""
    plain = _NO_PROBLEM.sub(" ", fold(normalise(text)))
    plain = _BAD.sub(" ", _GOOD.sub(" ", plain))
    negation = find_negation(plain)
    bare = negation.bare if negation else plain
    return " ".join(word for word in content_words(bare) if word.isalnum())


def opens_with_quality(text: str) -> bool:
    """Return whether a text begins with a quality and lacks what has it ("bien à chaud")."""
    plain = fold(normalise(text)).removeprefix("mais ").removeprefix("but ")
    return bool(re.match(rf"(?:{_GOOD.pattern}|{_BAD.pattern})", plain))
