"""What is told, and what an adapter must do."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class Notification:
    """Something that waits for a person.

    Attributes:
        kind: what happened, such as ``card_draft``.
        subject_id: id of the card or ticket; who may see it looks it up there.
        garage_id: whose it is.
        title: one line made of fixed words and ids: no personal data, no free text, no secret.
        body: the same, longer.
        delivery_id: the same when it is told again, so that a receiver can drop the second one.
    """

    kind: str
    subject_id: str
    garage_id: str
    title: str
    body: str
    delivery_id: str


class Notifier(Protocol):
    """Tells somebody; other adapters are entry points of ``faultgraph.notifiers``."""

    def notify(self, notification: Notification) -> None:
        """Tell of something, or raise; it may be told more than once.

        Raises:
            NotificationError: it was not delivered; telling again later is safe.
        """
