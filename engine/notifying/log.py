"""The notifier that needs nothing: a line in the log."""

import logging

from engine.notifying.notifier import Notification

LOG = logging.getLogger("faultgraph.notify")


class LogNotifier:
    """Writes kind and ids to the log, never the words."""

    def notify(self, notification: Notification) -> None:
        """Write one line."""
        LOG.info(
            "%s %s of %s (%s)",
            notification.kind,
            notification.subject_id,
            notification.garage_id,
            notification.delivery_id,
        )
