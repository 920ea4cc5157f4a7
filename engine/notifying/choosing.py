"""Make the notifier that the settings name."""

from collections.abc import Callable
from importlib.metadata import entry_points

from engine.notifying.log import LogNotifier
from engine.notifying.notifier import Notifier
from engine.notifying.webhook import WebhookNotifier
from graph.errors import ConfigurationError
from graph.settings import Settings

#: Entry points of this group are called with the settings and return a ``Notifier``.
GROUP = "faultgraph.notifiers"
Factory = Callable[[Settings], Notifier]


def make_notifier(settings: Settings) -> Notifier:
    """Return the notifier that FAULTGRAPH_NOTIFY names.

    Raises:
        ConfigurationError: nobody knows it, or what it needs is not set.
    """
    built_in: dict[str, Factory] = {"log": lambda _settings: LogNotifier(), "webhook": _webhook}
    factory = built_in.get(settings.notify) or _installed(settings.notify)
    if factory is None:
        known = sorted({*built_in, *(entry.name for entry in entry_points(group=GROUP))})
        raise ConfigurationError(
            f"there is no notifier {settings.notify!r}",
            field="FAULTGRAPH_NOTIFY",
            fix=f"one of {', '.join(known)}; others are entry points of {GROUP}",
        )
    return factory(settings)


def _installed(name: str) -> Factory | None:
    found = tuple(entry_points(group=GROUP, name=name))
    factory: Factory | None = found[0].load() if found else None
    return factory


def _webhook(settings: Settings) -> Notifier:
    for name in ("webhook_url", "webhook_secret"):
        if getattr(settings, name) is None:
            variable = f"FAULTGRAPH_{name.upper()}"
            raise ConfigurationError(
                f"FAULTGRAPH_NOTIFY=webhook needs {variable}",
                field=variable,
                fix=f"set {variable}",
            )
    assert settings.webhook_url is not None  # noqa: S101 - told apart above
    assert settings.webhook_secret is not None  # noqa: S101
    return WebhookNotifier(settings.webhook_url, settings.webhook_secret.get_secret_value())
