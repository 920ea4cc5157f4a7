"""Guessing passwords gets slower with each failure, and nobody is locked out for long by others."""

import pytest

from engine.users.errors import TooManyAttemptsError
from engine.users.throttle import ADDRESS, PAIR, LoginThrottle


class Clock:
    """A time that a test turns."""

    now = 1000.0

    def __call__(self) -> float:
        """Return it."""
        return self.now


def wait_of(throttle: LoginThrottle, name: str, address: str) -> int:
    """Return the seconds that an attempt has to wait; 0: it was taken."""
    try:
        throttle.attempt(name, address)
    except TooManyAttemptsError as error:
        return int(error.details["retry_after_s"])
    return 0


def test_each_further_failure_takes_twice_as_long() -> None:
    clock = Clock()
    throttle = LoginThrottle(clock)
    assert [wait_of(throttle, "ann", "a") for _ in range(PAIR.free)] == [0] * PAIR.free
    waits = []
    for _ in range(12):
        waits.append(wait_of(throttle, "ann", "a"))
        clock.now += waits[-1]
        assert wait_of(throttle, "ann", "a") == 0
    assert waits == [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900]


def test_a_wait_is_not_lengthened_by_trying_in_vain() -> None:
    clock = Clock()
    throttle = LoginThrottle(clock)
    for _ in range(PAIR.free):
        throttle.attempt("ann", "a")
    for _ in range(50):
        with pytest.raises(TooManyAttemptsError):
            throttle.attempt("ann", "a")
    clock.now += 1
    assert wait_of(throttle, "ann", "a") == 0


def test_somebody_elsewhere_is_hardly_held_up_by_a_guesser() -> None:
    clock = Clock()
    throttle = LoginThrottle(clock)
    for number in range(60):
        wait_of(throttle, "ann", f"bot{number}")
        clock.now += 31
    assert wait_of(throttle, "ann", "garage") == 0


def test_many_names_from_one_address_are_slowed_down() -> None:
    throttle = LoginThrottle(Clock())
    waits = [wait_of(throttle, f"name{number}", "a") for number in range(ADDRESS.free + 1)]
    assert waits == [0] * ADDRESS.free + [1]


def test_success_forgets_the_failures() -> None:
    throttle = LoginThrottle(Clock())
    for _ in range(100):
        throttle.attempt("ann", "a")
        throttle.succeeded("ann", "a")
    assert wait_of(throttle, "ann", "a") == 0


def test_an_hour_later_all_is_forgotten_and_memory_is_bounded(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("engine.users.throttle._MOST_KEPT", 30)
    clock = Clock()
    throttle = LoginThrottle(clock)
    for _ in range(10):
        wait_of(throttle, "ann", "a")
    clock.now += 3601
    assert wait_of(throttle, "ann", "a") == 0
    for number in range(100):
        wait_of(throttle, f"n{number}", f"a{number}")
    assert len(throttle._failures) <= 30
