"""Make the writer that the settings mean: the template, unless a language model is configured."""

from urllib.parse import urlsplit

from engine.drafting.discovery import DraftWriter
from engine.drafting.language_model import Endpoint, LanguageModelWriter
from engine.drafting.template import TemplateWriter
from graph.errors import ConfigurationError
from graph.settings import Settings

_HERE = frozenset({"localhost", "127.0.0.1", "::1"})


def make_draft_writer(settings: Settings) -> DraftWriter:
    """Return the writer of drafts.

    Raises:
        ConfigurationError: the address is none, the model is not named, the key would be sent in
            the clear, or the model may take longer than an event is leased for.
    """
    template = TemplateWriter()
    if settings.llm_url is None:
        return template
    place = urlsplit(settings.llm_url)
    if place.scheme not in {"http", "https"} or not place.hostname:
        raise _wrong("FAULTGRAPH_LLM_URL", "is no address", "https://host/v1")
    if not settings.llm_model:
        raise _wrong("FAULTGRAPH_LLM_MODEL", "is not set", "the name that the interface knows")
    if settings.llm_key and place.scheme == "http" and place.hostname not in _HERE:
        raise _wrong("FAULTGRAPH_LLM_URL", "would send the key in the clear", "an https address")
    if settings.llm_timeout_s >= settings.event_lease_s:
        # The lease would run out while the model writes, and another worker would ask it again.
        lease = f"less than FAULTGRAPH_EVENT_LEASE_S, {settings.event_lease_s} seconds"
        raise _wrong("FAULTGRAPH_LLM_TIMEOUT_S", "is as long as the lease of an event", lease)
    key = settings.llm_key.get_secret_value() if settings.llm_key else None
    endpoint = Endpoint(settings.llm_url, settings.llm_model, key, settings.llm_timeout_s)
    return LanguageModelWriter(endpoint, template)


def _wrong(name: str, why: str, wanted: str) -> ConfigurationError:
    return ConfigurationError(f"{name} {why}", field=name, fix=f"set it to {wanted}, or unset all")
