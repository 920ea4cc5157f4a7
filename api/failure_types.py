"""What the failure-type byte of a three-byte trouble code says, in our own words.

The first digit is the group and the second the way it failed, as SAE J2012-DA and ISO 15031-6
define them and as makers print them in their service data. A value that is not here, or of groups
A to E, is reserved; group F is for the maker.
"""

from api.code_texts import Texts
from graph.vocabulary import Locale

_GROUPS = """
0|défaut général|general failure
1|électricité du circuit|electrical state of the circuit
2|allure du signal|shape of the signal
3|fréquence ou durée du signal|timing or frequency of the signal
4|intérieur du calculateur|inside the control unit
5|programmation|programming
6|contrôle de vraisemblance|plausibility by calculation
7|mécanique|mechanics
8|messages du réseau|messages on the bus
9|composant|component
F|propre au constructeur ou au fournisseur|of the maker or supplier
"""
_BYTES = """
00|aucune précision|nothing more is said
01|défaut électrique, sans précision|electrical failure, not said which
02|défaut du signal, sans précision|signal failure, not said which
03|défaut de modulation (fréquence, rapport cyclique)|modulation failure (frequency, duty cycle)
04|défaut interne du calculateur|failure inside the control unit
05|défaut de programmation|programming failure
06|défaut trouvé par calcul|failure found by calculation
07|défaut mécanique|mechanical failure
08|défaut d'un message ou du bus|bus or message failure
09|défaut du composant|component failure
11|court-circuit à la masse|short to ground
12|court-circuit au plus batterie|short to battery
13|circuit ouvert|open circuit
14|court-circuit à la masse ou circuit ouvert|short to ground or open circuit
15|court-circuit au plus ou circuit ouvert|short to battery or open circuit
16|tension trop basse|voltage too low
17|tension trop haute|voltage too high
18|courant trop faible|current too low
19|courant trop fort|current too high
1A|résistance trop faible|resistance too low
1B|résistance trop forte|resistance too high
1C|tension hors plage|voltage out of range
1D|courant hors plage|current out of range
1E|résistance hors plage|resistance out of range
1F|contact intermittent|intermittent contact
21|amplitude du signal trop faible|signal amplitude too low
22|amplitude du signal trop forte|signal amplitude too high
23|signal bloqué bas|signal stuck low
24|signal bloqué haut|signal stuck high
25|forme du signal incorrecte|wrong signal shape
26|le signal change trop lentement|signal changes too slowly
27|le signal change trop vite|signal changes too fast
28|niveau de repos du signal décalé|signal bias shifted
29|signal non valable|invalid signal
2F|signal erratique|erratic signal
31|aucun signal|no signal
32|temps bas trop court|low time too short
33|temps bas trop long|low time too long
34|temps haut trop court|high time too short
35|temps haut trop long|high time too long
36|fréquence trop basse|frequency too low
37|fréquence trop haute|frequency too high
38|fréquence incorrecte|wrong frequency
39|trop peu d'impulsions|too few pulses
3A|trop d'impulsions|too many pulses
41|somme de contrôle fausse|wrong checksum
42|défaut de mémoire|memory failure
43|défaut d'une mémoire particulière|special memory failure
44|défaut de mémoire de données|data memory failure
45|défaut de mémoire de programme|program memory failure
46|défaut de mémoire d'étalonnage|calibration memory failure
47|chien de garde ou processeur de surveillance|watchdog or safety processor
48|défaut du logiciel de surveillance|supervision software failure
49|panne électronique interne|internal electronic failure
4A|mauvaise pièce montée|wrong part fitted
4B|température trop haute|temperature too high
51|calculateur non programmé|not programmed
52|fonction non activée|not activated
53|fonction désactivée|deactivated
54|étalonnage manquant|calibration missing
55|non configuré|not configured
56|configuration incorrecte|wrong configuration
61|erreur de calcul du signal|signal calculation failed
62|deux signaux ne concordent pas|two signals disagree
63|délai de protection dépassé|protection timed out
64|signal invraisemblable|implausible signal
65|trop peu de transitions|too few transitions
66|trop de transitions|too many transitions
67|signal incorrect après un événement|signal wrong after an event
68|informations d'événement manquantes|event information missing
71|actionneur bloqué|actuator stuck
72|actionneur bloqué ouvert|actuator stuck open
73|actionneur bloqué fermé|actuator stuck closed
74|actionneur qui patine|actuator slipping
75|position d'urgence non atteinte|emergency position not reached
76|mauvaise position de montage|wrong mounting position
77|position commandée non atteinte|commanded position not reached
78|réglage ou calage incorrect|wrong adjustment or alignment
79|liaison mécanique défaillante|mechanical linkage failed
7A|fuite ou joint défectueux|leak or bad seal
7B|niveau de fluide trop bas|fluid level too low
81|données reçues non valables|invalid data received
82|compteur de messages incorrect|wrong message counter
83|protection des messages fausse|wrong message protection
84|valeur reçue sous la plage|received value below range
85|valeur reçue au-dessus de la plage|received value above range
86|valeur reçue non valable|received value invalid
87|message manquant|message missing
88|bus coupé|bus off
91|hors des paramètres|outside its parameters
92|fonctionnement incorrect|wrong operation
93|ne fonctionne pas|does not work
94|fonctionnement inattendu|unexpected operation
95|montage incorrect|wrong assembly
96|défaut interne du composant|failure inside the component
97|entravé ou bloqué|obstructed or blocked
98|température trop haute|too hot
9A|conditions hors limites|operating conditions out of limits
"""


def _table(rows: str) -> Texts:
    found: Texts = {}
    for row in rows.strip().splitlines():
        key, french, english = row.split("|")
        found[key] = {Locale.FR: french, Locale.EN: english}
    return found


#: By the first digit of the byte.
FAILURE_GROUPS: Texts = _table(_GROUPS)
#: By the whole byte.
FAILURE_TYPES: Texts = _table(_BYTES)
