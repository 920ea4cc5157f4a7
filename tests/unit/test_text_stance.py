"""Hedges, the past, statements of health, denied functions and what is vague."""

import pytest

from engine.text.attitude import attitude_of, is_ceased, over
from engine.text.groups import group_of, groups_in
from engine.text.matching import AliasText
from engine.text.negation import find_negation
from engine.text.objects import names_no_complaint, objects_in
from engine.text.polarity import denies_a_function
from engine.text.quality import is_bad, says_all_is_well, subject
from engine.text.splitting import halves
from engine.text.vocabulary import Vocabulary, vocabulary_of


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("peut-être une fuite", "une fuite"),
        ("je ne sais pas si elle fume", "elle fume"),
        ("not sure if it smokes", "it smokes"),
        ("maybe it leaks", "it leaks"),
    ],
)
def test_a_hedge_is_taken_out(text: str, rest: str) -> None:
    attitude = attitude_of(text)
    assert attitude.is_hedged
    assert attitude.text == rest


@pytest.mark.parametrize("text", ["elle cale parfois", "sometimes stalls", "fumée noire"])
def test_what_happens_sometimes_is_no_hedge(text: str) -> None:
    assert not attitude_of(text).is_hedged


@pytest.mark.parametrize("text", ["plus maintenant", "not any more", "mais plus maintenant"])
def test_an_end_is_known(text: str) -> None:
    assert is_ceased(text)


def test_what_was_so_is_denied_now() -> None:
    assert over("avant ça calait") == "ça cale plus"
    assert over("it used to stall") == "no longer it stall"


@pytest.mark.parametrize(
    "text",
    ["freine bien", "idle is smooth", "direction légère", "no problem with the brakes",
     "sans souci à froid", "battery is fine"],
)  # fmt: skip
def test_a_statement_of_health_is_known(text: str) -> None:
    assert says_all_is_well(text)


@pytest.mark.parametrize(
    "text",
    ["la pédale est bien molle", "ne freine pas bien", "freine mal", "fumée noire",
     "plus chaud que la normale", "perte de puissance"],
)  # fmt: skip
def test_a_complaint_is_no_statement_of_health(text: str) -> None:
    assert not says_all_is_well(text)


def test_good_and_bad_share_their_subject() -> None:
    assert subject("direction légère") == subject("direction dure") == "direction"
    assert is_bad("direction dure")
    assert not is_bad("direction")


@pytest.mark.parametrize(
    "text",
    ["ne freine plus", "la voiture ne freine pas", "plus de freins", "no brakes",
     "it no longer accelerates", "won't charge"],
)  # fmt: skip
def test_a_denied_function_is_a_symptom(text: str) -> None:
    negation = find_negation(text)
    assert negation is not None
    assert denies_a_function(text, negation.bare)


@pytest.mark.parametrize(
    "text", ["no brake squeal", "no brake pedal wobble", "pas de frein bloqué"]
)
def test_a_malfunction_that_names_a_function_is_none(text: str) -> None:
    negation = find_negation(text)
    assert negation is not None
    assert not denies_a_function(text, negation.bare)


def test_a_group_is_its_noun_alone() -> None:
    smoke = group_of("fumée à l'échappement")
    assert smoke is not None
    assert smoke.name == "smoke"
    assert group_of("fumée noire") is None
    assert [group.name for group in groups_in("la clim sent mauvais")] == ["smell"]


@pytest.mark.parametrize("text", ["il pleut", "batterie neuve", "bruit", "noise"])
def test_things_and_weather_are_no_complaint(text: str) -> None:
    assert names_no_complaint(text)


def test_things_are_found_in_the_singular() -> None:
    assert objects_in("les portières grincent") == {"portiere"}
    assert not names_no_complaint("les portières grincent")


def test_a_part_is_cut_between_telling_words_only() -> None:
    assert ("ralenti instable", "siffle à l'accélération") in halves(
        "ralenti instable siffle à l'accélération"
    )
    assert all(right != "pas" for _, right in halves("le lanceur ne bouge pas"))
    assert all(find_negation(left) is None for left, _ in halves("no brake squeal or noise"))


class _Index:
    """Three aliases whose version can be set."""

    def __init__(self) -> None:
        self.at = 1
        self.reads = 0

    def version(self) -> int:
        return self.at

    def sample(self, limit: int) -> list[AliasText]:
        self.reads += 1
        texts = ("fumée noire", "fumée bleue", "rough idle")
        rows = [AliasText(f"a{at}", text, f"o{at}") for at, text in enumerate(texts)]
        return rows[:limit]


def test_aliases_are_read_once_for_each_version() -> None:
    index = _Index()
    first = vocabulary_of(index)  # type: ignore[arg-type]
    assert vocabulary_of(index) is first  # type: ignore[arg-type]
    assert index.reads == 1
    index.at = 2
    assert vocabulary_of(index) is not first  # type: ignore[arg-type]
    assert index.reads == 2


def test_a_vocabulary_knows_members_and_words() -> None:
    vocabulary = Vocabulary(1, tuple(_Index().sample(3)))
    smoke = group_of("smoke")
    assert smoke is not None
    assert set(vocabulary.members(smoke)) == {"o0", "o1"}
    assert set(vocabulary.containing(("fumee",))) == {"o0", "o1"}
    assert vocabulary.names("o2", "idle")
    assert not vocabulary.is_of("o2", smoke)
