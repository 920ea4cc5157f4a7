"""Settings from the environment: what is wrong is named, what is secret is not."""

import os

import pytest

from graph.errors import ConfigurationError
from graph.settings import Settings, load_settings

SECRET = "mysecretkey"


@pytest.fixture(autouse=True)
def _clean(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name.startswith(("FAULTGRAPH_", "NEO4J_")):
            monkeypatch.delenv(name)


def _refused() -> ConfigurationError:
    with pytest.raises(ConfigurationError) as caught:
        load_settings()
    return caught.value


def test_a_wrong_setting_is_named_by_its_variable_and_its_value_is_not_repeated(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("FAULTGRAPH_API_KEY", SECRET)
    error = _refused()
    assert error.field == "FAULTGRAPH_API_KEY"
    assert "16" in error.message
    assert "FAULTGRAPH_API_KEY" in str(error.fix)
    assert SECRET not in f"{error.message} {error.fix} {error.details}"
    assert error.__cause__ is error.__context__ is None


def test_every_wrong_setting_is_named_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FAULTGRAPH_API_PORT", "eighty")
    monkeypatch.setenv("FAULTGRAPH_LOCALE", "de")
    error = _refused()
    assert "FAULTGRAPH_API_PORT: " in error.message
    assert "FAULTGRAPH_LOCALE: " in error.message
    assert len(error.details["problems"]) == 2


def test_the_errors_of_pydantic_itself_hide_the_input() -> None:
    with pytest.raises(ValueError, match="api_key") as caught:
        Settings.model_validate({"api_key": SECRET})
    assert SECRET not in str(caught.value)


def test_an_empty_variable_is_an_unset_one(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NEO4J_URI", "NEO4J_PASSWORD", "FAULTGRAPH_API_KEY", "FAULTGRAPH_API_PORT"):
        monkeypatch.setenv(name, "")
    settings = load_settings()
    assert settings.is_local
    assert (settings.neo4j_password, settings.api_key) == (None, None)
    assert settings.api_port == 8000


def test_a_catalogue_link_with_an_unknown_placeholder_is_refused_at_the_start(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("FAULTGRAPH_CATALOGUE_URL", "https://shop.example/{part_id}/{price}")
    assert "'price'" in _refused().message
    monkeypatch.setenv("FAULTGRAPH_CATALOGUE_URL", "https://shop.example/{part_id}/{locale}")
    assert load_settings().catalogue_url == "https://shop.example/{part_id}/{locale}"


def test_a_garage_is_named_by_a_slug(monkeypatch: pytest.MonkeyPatch) -> None:
    assert load_settings().garage_id == "garage_local"
    monkeypatch.setenv("FAULTGRAPH_GARAGE_ID", "Garage Dupont")
    assert _refused().field == "FAULTGRAPH_GARAGE_ID"
