"""Passwords: what is good enough, and what is stored of them."""

import pytest

from engine.users import passwords
from engine.users.passwords import check_password_rules, hash_password, is_outdated, is_password
from graph.errors import InvalidInputError

GOOD = "deux vélos sous la pluie"


def test_a_long_password_without_digits_is_good() -> None:
    assert check_password_rules(GOOD, "m.durand") == GOOD


@pytest.mark.parametrize(
    ("password", "key"),
    [
        ("short words", "password.length"),
        ("x" * 257, "password.length"),
        ("password1234", "password.common"),
        ("Azertyuiop123", "password.common"),
        ("m.durand12345", "password.common"),
        ("FaultGraph2026", "password.common"),
        ("abababababababab", "password.common"),
    ],
)
def test_a_password_that_is_easy_to_guess_is_refused_by_its_reason(password: str, key: str) -> None:
    with pytest.raises(InvalidInputError) as caught:
        check_password_rules(password, "m.durand")
    assert caught.value.key == key
    assert password not in f"{caught.value.message} {caught.value.fix} {caught.value.values}"


def test_the_same_letters_are_the_same_password_on_every_keyboard() -> None:
    composed, apart = "un café très serré", "un cafe\u0301 tre\u0300s serre\u0301"
    stored = hash_password(check_password_rules(apart, "m"))
    assert is_password(stored, composed)
    assert is_password(stored, apart)
    assert not is_password(stored, "un cafe tres serre")


def test_a_hash_is_argon2id_with_a_salt_of_its_own() -> None:
    first, second = hash_password(GOOD), hash_password(GOOD)
    assert first.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    assert first != second
    assert not is_outdated(first)
    assert is_outdated(first.replace("m=65536", "m=1024"))


def test_without_a_user_a_password_is_checked_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []

    class Hasher:
        def verify(self, stored: str, _password: str) -> bool:
            asked.append(stored)
            return True

    monkeypatch.setattr(passwords, "_HASHER", Hasher())
    assert not is_password(None, "whatever")
    assert asked == [passwords._NOBODY]


def test_a_broken_hash_lets_nobody_in() -> None:
    assert not is_password("", GOOD)
    assert not is_password("$argon2id$broken", GOOD)
