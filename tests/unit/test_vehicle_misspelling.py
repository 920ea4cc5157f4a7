"""A misspelt name is its own model, doubtful, or unknown; never another existing model."""

from collections import defaultdict
from collections.abc import Iterator

import pytest

from engine.vehicle import VehicleDescription, match
from engine.vehicle.makes_models import family_label
from engine.vehicle.searching import search_vehicles
from engine.vehicle.words import compact, keys_of
from tests.unit.test_vehicle_recognising import seen, shipped_names

_LETTERS = "aeioursnxk"
#: So many edits apart, all kinds of them and all places come up; each one takes 20 s in all.
_EVERY = 3
_ROMAN = {"I", "II", "III", "IV", "V", "VI", "VII"}


def _makes() -> dict[str, str]:
    return {make.id: make.label for make in shipped_names().makes}


def _spellings() -> dict[str, set[str]]:
    """Return which models an exact spelling names."""
    found: dict[str, set[str]] = defaultdict(set)
    for model in shipped_names().models:
        for name in (model.label, family_label(model.label), *model.aliases):
            for form in (name, f"{_makes()[model.make_id or '']} {name}"):
                found[compact(keys_of(form))].add(model.id)
    return found


def _one_edit(name: str) -> Iterator[str]:
    """Yield a name with one letter dropped, doubled, exchanged or swapped with the next.

    Numbers, numerals and single letters tell generations ("308", "Golf VI", "Corsa F"): an edit of
    one is another name, not a misspelt one.
    """
    words = name.split()
    for at, word in enumerate(words):
        if word in _ROMAN or sum(map(str.isalpha, word)) < 3:
            continue
        for place, letter in enumerate(word):
            if not letter.isalpha():
                continue
            other = _LETTERS[place % len(_LETTERS)]
            following = word[place + 1 : place + 2]
            for changed in (
                word[:place] + word[place + 1 :],
                word[:place] + letter + word[place:],
                word[:place] + other + word[place + 1 :],
                word[:place] + following + letter + word[place + 2 :],
            ):
                yield " ".join([*words[:at], changed, *words[at + 1 :]])


@pytest.mark.parametrize("model", shipped_names().models, ids=lambda model: str(model.id))
def test_one_edit_of_a_shipped_name_is_itself_or_doubtful_but_never_another(model: object) -> None:
    label, own, make = model.label, model.id, _makes()[model.make_id]  # type: ignore[attr-defined]
    spelt = _spellings()
    for edited in list(dict.fromkeys(_one_edit(label)))[::_EVERY]:
        for text in (edited, f"{make} {edited}"):
            if spelt.get(compact(keys_of(text)), {own}) != {own}:
                continue  # the edit spells another model's name
            found = seen(text)
            assert found.model_id in {None, own}, f"{text!r} became {found.label!r}"
            if found.ambiguous:
                assert label in found.ambiguous, f"{text!r} may be {found.ambiguous}"


def test_most_edits_beside_the_make_are_put_right() -> None:
    right = total = 0
    for model in shipped_names().models:
        for edited in list(_one_edit(model.label))[:: 3 * _EVERY]:
            found = seen(f"{_makes()[model.make_id or '']} {edited}")
            right += found.model_id == model.id or model.label in found.ambiguous
            total += 1
    assert right / total > 0.6  # 67 % when it was written


@pytest.mark.parametrize(
    ("text", "model", "engine"),
    [
        ("clio 4 1.5dci", "model.renault_clio_4", "engine.renault_k9k"),
        ("golf 7 tdi 105", "model.vw_golf_7", None),
        ("peugot 308 puretech", "model.peugeot_308_2", "engine.psa_eb2"),
        ("R1200GS", "model.bmw_r1200gs", None),
        ("BMW r 1200 gs", "model.bmw_r1200gs", None),
        ("pcx125", "model.honda_pcx_125", None),
        ("renault cilo 4", "model.renault_clio_4", None),
        ("vw gofl VII", "model.vw_golf_7", None),
        ("Tesla Moel 3", "model.tesla_model_3", None),
    ],
)
def test_words_of_the_workshop_are_recognised(text: str, model: str, engine: str | None) -> None:
    found = seen(text)
    assert (found.model_id, found.engine_id) == (model, engine)


@pytest.mark.parametrize(
    "text",
    ["Kia Niro", "Peugeot e-2008", "Audi A3 8P", "Opel Corsa D", "Honda Civic", "Peugeot 380"],
)
def test_an_existing_model_that_the_graph_lacks_becomes_no_other(text: str) -> None:
    assert seen(text).model_id is None


def test_what_was_not_recognised_comes_with_suggestions() -> None:
    assert seen("Gofl 7").did_you_mean[0] == "Volkswagen Golf VII"
    assert "Renault Zoe" in seen("Zeo").did_you_mean
    assert seen("Renault Clio IV").did_you_mean == ()
    assert seen("zzzzzz 12").did_you_mean == ()


def test_a_word_that_nearly_makes_it_another_model_leaves_it_open() -> None:
    found = seen("Renault Kangoo Z.B.")
    assert (found.model_id, found.ambiguous) == (None, ("Kangoo II", "Kangoo Z.E."))


def test_the_search_puts_first_what_a_diagnosis_would_take() -> None:
    hits = search_vehicles(shipped_names(), "clio 4 1.5dci", 3)
    assert {hit.id for hit in hits if hit.similarity == 1.0} == {
        "make.renault",
        "model.renault_clio_4",
        "engine.renault_k9k",
    }
    assert search_vehicles(shipped_names(), "qashkai", 1)[0].id == "model.nissan_qashqai_2"
    assert search_vehicles(shipped_names(), "qqqqqq", 5) == []


def test_a_make_alone_names_no_model() -> None:
    found = match(shipped_names(), VehicleDescription(text="Tesla"))
    assert (found.make_id, found.model_id, found.ambiguous) == ("make.tesla", None, ())
