"""The hash of a failure's signature: what it depends on, and what it must not."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from graph.cards.content import Bilingual, CardContent, SignatureConditions
from graph.cards.signature import FailureSignature, signature_hash, signature_of
from graph.vocabulary_records import FailureMode, LoadCondition, SubsystemCategory
from tests.builders.cards import content

IDS = st.lists(st.sampled_from([f"symptom.{name}" for name in "abcdefgh"]), max_size=8)
CODES = st.lists(st.sampled_from(["P0A80", "P0AA6", "E401", "U0111", "DF025"]), max_size=5)
GOLDEN = "0b39cef4c7307a42501cfaac1ffd00cb33c4d8b312ba125362effcf512d7bcd9"


def signature(symptoms: list[str], codes: list[str]) -> FailureSignature:
    return FailureSignature(tuple(symptoms), tuple(codes), SubsystemCategory.BMS)


@given(symptoms=IDS, codes=CODES, seed=st.randoms(use_true_random=False))
def test_order_doubles_case_and_blanks_say_nothing(
    symptoms: list[str], codes: list[str], seed: object
) -> None:
    mixed = [f" {each.upper()} " for each in symptoms + symptoms[:1]]
    seed.shuffle(mixed)  # type: ignore[attr-defined]
    typed = [f"{code.lower()} " for code in reversed(codes)] + codes
    assert signature(mixed, typed).hash == signature(symptoms, codes).hash


@given(left=IDS, right=IDS, codes=CODES, others=CODES)
def test_what_looks_different_has_another_hash(
    left: list[str], right: list[str], codes: list[str], others: list[str]
) -> None:
    same = set(left) == set(right) and set(codes) == set(others)
    assert (signature(left, codes).hash == signature(right, others).hash) is same


def test_a_code_is_the_same_as_its_observable() -> None:
    assert signature(["dtc.sae.P0A80"], []).hash == signature([], ["p0a80"]).hash
    assert signature(["dtc.renault.DF025"], []).hash == signature([], ["DF025"]).hash


def test_subsystem_mode_and_conditions_count_and_words_do_not() -> None:
    plain = content()
    assert len(signature_hash(plain)) == 64
    changed: list[CardContent] = [
        replace(plain, subsystem_category=SubsystemCategory.MOTOR),
        replace(plain, failure_mode=FailureMode.LEAK),
        replace(plain, conditions=SignatureConditions(load_condition=LoadCondition.CHARGING)),
    ]
    hashes = {signature_hash(each) for each in changed}
    assert len(hashes | {signature_hash(plain)}) == 4
    worded = replace(plain, title=Bilingual("autre", "other"), symptom_text="flat", tags=("x",))
    assert signature_hash(worded) == signature_hash(plain)


def test_ways_to_type_a_range_say_nothing() -> None:
    typed = [SignatureConditions(temperature_range=text) for text in ("30-45°C", "30 \u2013 45 °c")]
    first, second = (signature_hash(content(conditions=each)) for each in typed)
    assert first == second


def test_the_hash_never_changes_since_it_is_stored() -> None:
    kept = FailureSignature(
        ("symptom.charging_refused", "dtc.sae.P0A80"),
        ("E401",),
        SubsystemCategory.CHARGER,
        FailureMode.INTERMITTENT,
        SignatureConditions(temperature_range="30-45°C", vehicle_age_months=24),
    )
    assert kept.hash == GOLDEN


def test_a_signature_of_nothing_tells_nothing_apart() -> None:
    assert signature([], []).is_empty
    assert not signature_of(content()).is_empty
