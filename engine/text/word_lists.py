"""Closed lists of small words in French and English; no model and no dependency."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: Tell the languages apart; words of both ("on", "plus", "a") are left to the others.
FRENCH = _words(
    "le la les l' un une des du d' de est et pas ne n' je j' il elle on ça ca c' qui que qu' à au "
    "aux dans sur quand avec sans mon ma mes très trop plus mais en se s' y fait"
)
ENGLISH = _words(
    "the an is are was and not no my it i it's when with without on of to in from at very too but "
    "does doesn't don't won't can't isn't has have there its under while after up off out"
)
#: Carry no meaning of their own when words are compared (folded).
STOP_WORDS = _words(
    "le la les l un une des du de d et est a au aux en dans sur ce ca c qui que qu je j il elle on "
    "mon ma mes ton ta sa son se s y ne n pas plus jamais sans aucun aucune ni tres trop bien fait "
    "quand lorsque me m ai suis sont par pour avec voiture vehicule "
    "the an is are was it its i my and of to in on at from with by for be been has have when "
    "no not never without nor any does do did doesn t don isn won can very too so that this there "
    "car vehicle"
)
#: What everybody says at a counter; it tells nothing of a failure (folded).
SAID_BY_ALL = _words(
    "client cliente customer owner dit signale says said reports reported plainte complaint "
    "probleme problemes problem problems issue issues panne fault depuis since apres after avant "
    "before parfois sometimes souvent often toujours always encore still again deja comme like "
    "lors pendant during alors then tout toute tous all peu some quelque quelques une etre etait "
    "was were being avoir avait had gets get got fois time times jour jours day days semaine "
    "semaines week weeks plus moins more less faut doit must need needs peut can could may might "
    "also aussi only seulement very tres auto vehicle vehicles vehicules cars voitures make model "
    "marque modele "
)
NEGATIVES = _words(
    "pas jamais aucun aucune guère guere sans ni non no not never without nor neither none "
    "cannot dont doesnt didnt isnt arent wasnt wont cant hasnt havent"
)
#: French negations that take "de" with them ("pas de", "sans d'…").
TAKE_DE = _words("pas plus jamais sans ni absence guère")
AUXILIARIES = _words("do does did will would can could should has have had")
#: Go with a negation and mean nothing without it ("any", "no longer").
FILLERS = _words("any anymore longer")
#: Only introduce a trouble code ("j'ai lu P0171", "code P0171 stored").
ABOUT_CODES = _words(
    "code codes défaut defaut défauts fault faults dtc obd lu lue j'ai j' ai i read got have has "
    "stored enregistré mémorisé present présent pas de d' no not without sans le la les un the a "
    "an is are et and mais but also aussi valise scan scanner shows affiche donne avec with ni or "
    "ou nor error erreur il y n'y n' it there confirmed confirmé pending in en mémoire memory "
    "never jamais aucun aucune any none ne est sont absent"
)
