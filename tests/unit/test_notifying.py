"""Notifications: signed, tried a few times, never redirected, and never words in a log."""

import hashlib
import hmac
import json
import logging
from collections.abc import Iterator
from importlib.metadata import EntryPoint

import pytest

from engine.notifying import choosing
from engine.notifying.choosing import make_notifier
from engine.notifying.log import LogNotifier
from engine.notifying.notifier import Notification, Notifier
from engine.notifying.webhook import Patience, WebhookNotifier, check_url
from graph.errors import ConfigurationError, NotificationError
from graph.settings import Settings
from tests.builders.receiver import Receiver, receiving

SECRET = "a secret of sixteen characters"
TOLD = Notification("card_draft", "fc_1", "garage_a", "a draft waits", "é: look at fc_1", "dlv_1")
QUICK = Patience(attempts=3, timeout_s=0.3, first_wait_s=0.5)


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as opened:
        yield opened


def notifier(receiver: Receiver, waits: list[float], patience: Patience = QUICK) -> WebhookNotifier:
    return WebhookNotifier(
        f"{receiver.url}/in", SECRET, patience, waits.append, lambda: 1_700_000_000.9
    )


def test_a_message_is_signed_so_that_the_receiver_can_check_it(receiver: Receiver) -> None:
    notifier(receiver, []).notify(TOLD)
    headers, body = receiver.received[0]
    assert json.loads(body) == {
        "kind": "card_draft",
        "subject_id": "fc_1",
        "garage_id": "garage_a",
        "title": "a draft waits",
        "body": "é: look at fc_1",
        "delivery_id": "dlv_1",
    }
    wanted = hmac.new(SECRET.encode(), b"1700000000." + body, hashlib.sha256).hexdigest()
    assert headers["X-Faultgraph-Signature"] == f"t=1700000000,v1={wanted}"
    assert headers["X-Faultgraph-Delivery"] == "dlv_1"
    assert SECRET not in str(receiver.received)


@pytest.mark.parametrize("failure", [500, 503, 429, 408, "silence", "hang up"])
def test_what_may_pass_is_tried_again_with_longer_waits(
    receiver: Receiver, failure: int | str
) -> None:
    receiver.answers = [failure, failure, 200]
    waits: list[float] = []
    notifier(receiver, waits).notify(TOLD)
    assert (len(receiver.received), waits) == (3, [0.5, 1.0])
    assert len({body for _, body in receiver.received}) == 1


def test_tries_are_bounded_and_so_are_waits(receiver: Receiver) -> None:
    receiver.answers = [500]
    waits: list[float] = []
    patience = Patience(attempts=6, timeout_s=0.3, first_wait_s=1.0, longest_wait_s=4.0)
    with pytest.raises(NotificationError, match="answered 500"):
        notifier(receiver, waits, patience).notify(TOLD)
    assert (len(receiver.received), waits) == (6, [1.0, 2.0, 4.0, 4.0, 4.0])


@pytest.mark.parametrize("answer", [301, 302, 307, 308, 304, 400, 401, 404, 410])
def test_a_redirect_is_not_followed_and_a_refusal_not_repeated(
    receiver: Receiver, answer: int
) -> None:
    receiver.answers = [answer]
    with pytest.raises(NotificationError, match=f"answered {answer}"):
        notifier(receiver, []).notify(TOLD)
    assert receiver.paths == ["/in"]


def test_a_receiver_that_is_not_there_is_an_error_without_its_address(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG, "faultgraph")
    with receiving() as gone:
        url = f"{gone.url}/hook?token=abc"
    with pytest.raises(NotificationError) as failed:
        WebhookNotifier(url, SECRET, QUICK, lambda _s: None).notify(TOLD)
    for said in (failed.value.message, str(failed.value.details), caplog.text):
        assert "abc" not in said
        assert SECRET not in said
        assert "look at" not in said
    assert "dlv_1" in caplog.text


@pytest.mark.parametrize(
    "url", ["https://a.example/x", "http://127.0.0.1:9/x", "http://localhost/x", "http://[::1]:8/x"]
)
def test_messages_go_to_https_or_to_this_machine(url: str) -> None:
    assert check_url(url) == url


@pytest.mark.parametrize(
    "url",
    [
        "http://a.example/x",
        "http://127.0.0.1.a.example/x",
        "http://localhost.a.example/x",
        "ftp://127.0.0.1/x",
        "https:///x",
        "https://[::1",
        "https://a:99999/x",
        "a.example",
        "",
    ],
)
def test_other_addresses_are_refused_without_repeating_them(url: str) -> None:
    with pytest.raises(ConfigurationError) as refused:
        check_url(url)
    assert not url or url not in refused.value.message


def test_the_log_says_ids_and_no_words(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "faultgraph.notify")
    LogNotifier().notify(TOLD)
    assert "card_draft fc_1 of garage_a (dlv_1)" in caplog.text
    assert "draft waits" not in caplog.text


def test_the_settings_choose(monkeypatch: pytest.MonkeyPatch) -> None:
    assert isinstance(make_notifier(Settings()), LogNotifier)
    whole = Settings(notify="webhook", webhook_url="https://a.example", webhook_secret=SECRET)
    assert isinstance(make_notifier(whole), WebhookNotifier)
    for lacking in (
        Settings(notify="webhook", webhook_url="https://a.example"),
        Settings(notify="webhook", webhook_secret=SECRET),
        Settings(notify="pigeon"),
    ):
        with pytest.raises(ConfigurationError):
            make_notifier(lacking)

    class Pigeon:
        def notify(self, notification: Notification) -> None:
            """Fly."""

    def pigeon(_settings: Settings) -> Notifier:
        return Pigeon()

    class Planted(EntryPoint):
        def load(self) -> object:
            return pigeon

    planted = Planted("pigeon", "x:y", choosing.GROUP)
    monkeypatch.setattr(choosing, "entry_points", lambda **_wanted: (planted,))
    assert isinstance(make_notifier(Settings(notify="pigeon")), Pigeon)
