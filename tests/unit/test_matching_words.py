"""Keywords, entities and codes of a text, and whether vehicles go together."""

from dataclasses import replace

import pytest

from engine.cards.content import Bilingual, CardContent
from engine.cards.indexing import index_of
from engine.matching.coverage import AskedVehicle, CardVehicles, asked_vehicle, vehicle_fit
from engine.matching.entities import EntityIndex, EntityKind, EntityName, codes_in
from engine.matching.extracting import Extractor
from engine.matching.keywords import Rarity, Term, shared_terms, terms_of, tokens_of, words_of
from engine.matching.scoring import VehicleFit
from engine.matching.stages import code_forms, quoted
from engine.matching.subsystem_words import subsystem_names
from engine.vehicle import RecognisedVehicle
from graph.vocabulary import Locale
from graph.vocabulary_records import SubsystemCategory
from tests.fakes.trigram_embedder import TrigramEmbedder

NAMES = EntityIndex(
    [
        EntityName("part.hose", EntityKind.PART, Locale.EN, "Vacuum hose"),
        EntityName("part.hose", EntityKind.PART, Locale.FR, "Durite de dépression"),
        EntityName("part.battery_12v", EntityKind.PART, Locale.EN, "12 V battery"),
        *(EntityName(key, EntityKind.SUBSYSTEM, at, name) for key, at, name in subsystem_names()),
    ]
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("charging", "charge"),
        ("batteries", "battery"),
        ("démarre", "démarrer"),
        ("equilibrage", "équilibrage"),
        ("injecteurs", "injecteur"),
        ("ACCÉLÉRATION", "acceleration"),
    ],
)
def test_forms_of_a_word_share_a_token(one: str, other: str) -> None:
    left, right = (words_of(word)[0] for word in (one, other))
    assert tokens_of(left) & tokens_of(right)


def test_small_words_and_what_everybody_says_are_no_keywords() -> None:
    assert words_of("Le client dit que la voiture a un problème depuis 3 jours") == []
    assert words_of("The customer says: it whistles!") == ["whistles"]


def test_rare_words_come_first_and_repeated_ones_count_more() -> None:
    rarity = Rarity([{"engin"}, {"engin", "whistl"}, {"engin"}])
    terms = terms_of("engine whistles engine", rarity, Locale.EN)
    assert [term.said for term in terms] == ["engine", "whistles"]
    assert terms_of("engine whistles", rarity, Locale.EN)[0].said == "whistles"
    assert terms[0].weight == pytest.approx(1.0 + 0.6931471805599453)


def test_a_thing_counts_only_when_none_of_its_words_does() -> None:
    hose = Term("hose", frozenset({"hose"}))
    thing = Term("part.hose", frozenset({"part.hose"}), covers=frozenset({"vacuum", "hose"}))
    terms = (hose, thing)
    assert shared_terms(terms, [0, 1]) == (hose,)
    assert shared_terms(terms, [1]) == (thing,)
    assert shared_terms(terms, []) == ()


@pytest.mark.parametrize(
    ("said", "ids"),
    [
        ("the vacuum hoses leak", {"part.hose"}),
        ("durite de dépression fendue", {"part.hose"}),
        ("12 V battery flat", {"part.battery_12v"}),
        ("the battery is flat", {"subsystem.battery"}),
        ("défaut d'équilibrage des cellules", {"subsystem.bms"}),
        ("cell balancing fault", {"subsystem.bms"}),
        ("it whistles", set()),
    ],
)
def test_parts_and_subsystems_are_recognised_in_both_languages(said: str, ids: set[str]) -> None:
    assert {entity.id for entity in NAMES.recognise(said)} == ids


def test_of_overlapping_names_the_longest_counts() -> None:
    found = NAMES.recognise("battery management error")
    assert [entity.id for entity in found] == ["subsystem.bms"]


def test_codes_are_taken_out_of_a_text() -> None:
    codes, left = codes_in("P0171 and p 0300-00, E401 then 98000 km, dans ma Clio")
    assert codes == ("P0171", "P0300-00", "E401")
    assert "E401" not in left
    assert "98000" in left


def test_a_code_is_also_looked_for_without_its_failure_type() -> None:
    assert code_forms(["p0171-00", " e 401 ", "BMS_7"]) == ("P0171-00", "P0171", "E401", "BMS_7")
    assert quoted(['a"b', "c\\"]) == '"a\\"b" "c\\\\"'


CLIO = AskedVehicle(
    "make.renault", frozenset({"clio4"}), None, frozenset({"k9k", "h4bt"}), frozenset({"renault"})
)
PETROL = AskedVehicle("make.renault", frozenset({"clio4"}), "h4bt", frozenset({"k9k", "h4bt"}))
ANY_CLIO = AskedVehicle("make.renault", frozenset({"clio3", "clio4"}))
ATHER = asked_vehicle(RecognisedVehicle(), "Ather")
_RENAULT = frozenset({"make.renault"})


def of_models(*ids: str, make: frozenset[str] = _RENAULT) -> CardVehicles:
    return CardVehicles(model_ids=frozenset(ids), make_ids=make)


def of_engines(*ids: str) -> CardVehicles:
    return CardVehicles(engine_ids=frozenset(ids), make_ids=_RENAULT)


@pytest.mark.parametrize(
    ("card", "asked", "fit"),
    [
        (of_models("clio4"), CLIO, VehicleFit.EXACT),
        (of_engines("k9k"), CLIO, VehicleFit.EXACT),
        (of_engines("k9k"), PETROL, VehicleFit.INCOMPATIBLE),
        (of_engines("h4bt"), PETROL, VehicleFit.EXACT),
        (of_models("clio4"), PETROL, VehicleFit.EXACT),
        (of_models("megane3"), CLIO, VehicleFit.SAME_MAKE),
        (of_models("clio4"), ANY_CLIO, VehicleFit.SAME_MAKE),
        (of_models("clio3", "clio4"), ANY_CLIO, VehicleFit.EXACT),
        (of_models("p208", make=frozenset({"make.peugeot"})), CLIO, VehicleFit.INCOMPATIBLE),
        (CardVehicles(make_words=("Renault",)), CLIO, VehicleFit.SAME_MAKE),
        (CardVehicles(make_words=("Ather",)), CLIO, VehicleFit.INCOMPATIBLE),
        (CardVehicles(make_words=("ATHER",)), ATHER, VehicleFit.SAME_MAKE),
        (CardVehicles(make_words=("Ola",)), ATHER, VehicleFit.UNKNOWN),
        (CardVehicles(), CLIO, VehicleFit.UNKNOWN),
        (of_models("clio4"), AskedVehicle(), VehicleFit.UNKNOWN),
        (CardVehicles(is_universal=True, make_words=("Ather",)), CLIO, VehicleFit.UNKNOWN),
    ],
)
def test_vehicles_go_together_by_model_engine_and_make(
    card: CardVehicles, asked: AskedVehicle, fit: VehicleFit
) -> None:
    assert vehicle_fit(card, asked) is fit


CONTENT = CardContent(
    title=Bilingual("Fuite à la durite de dépression", "Leak at the vacuum hose"),
    subsystem_category=SubsystemCategory.FUEL_AIR,
    symptom_text="ralenti instable P0171",
    symptoms=("symptom.whistle",),
    tags=("Hose", "turbo"),
)
EXTRACTOR = Extractor(1, Rarity(), NAMES, {"symptom.whistle": ("siffle à l'accélération",)})


def test_a_card_is_of_the_subsystem_that_its_author_says_whatever_its_words_sound_like() -> None:
    content = replace(CONTENT, description=Bilingual(fr="le filtre est chargé, la batterie bonne"))
    found = {token for token in index_of(content, None, EXTRACTOR).keywords if "subsystem" in token}
    assert found == {"subsystem.fuel_air"}


def test_the_index_of_a_card_has_words_of_both_languages_things_and_symptoms() -> None:
    index = index_of(CONTENT, TrigramEmbedder(), EXTRACTOR)
    assert {"vacuum", "durit", "part.hose", "subsystem.fuel_air", "siffl"} <= set(index.keywords)
    assert "p0171" not in index.keywords
    assert list(index.keywords) == sorted(set(index.keywords))
    assert len(index.tags) == len(set(index.tags)) == 6
    assert {"leak", "vacuum"} <= set(index.tags)
    assert "hose" not in index.tags  # the author chose it
    assert index.embedding is not None
    assert len(index.embedding) == TrigramEmbedder().dimension
    assert index_of(CONTENT, TrigramEmbedder(), EXTRACTOR) == index


def test_without_an_embedder_a_card_has_no_vector() -> None:
    assert index_of(CONTENT, None, EXTRACTOR).embedding is None
