"""Tells open streams that the log has grown: one look at the database for all of them."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from fastapi.concurrency import run_in_threadpool

from engine.events.listing import log_position
from graph.errors import FaultgraphError, NotReadyError
from graph.session import Graph

LOG = logging.getLogger("faultgraph.http")


class EventFeed:
    """The position of the log, looked at every ``poll_s`` while somebody listens.

    A listener holds no thread and no connection while it waits.
    """

    def __init__(self, graph: Graph, poll_s: float, most: int) -> None:
        """Listen to nothing yet; at most ``most`` listeners at once."""
        self._graph, self._poll_s, self._most = graph, poll_s, most
        self._listeners = 0
        self._position = 0
        self._grown = asyncio.Condition()
        self._looking: asyncio.Task[None] | None = None

    @asynccontextmanager
    async def listening(self) -> AsyncIterator[None]:
        """Take a place for the length of the block.

        Raises:
            NotReadyError: all places are taken.
        """
        if self._listeners >= self._most:
            raise NotReadyError(
                f"{self._most} event streams are open already",
                fix="close one, or raise FAULTGRAPH_EVENT_STREAMS",
                key="event.streams_full",
                values={"most": self._most},
            )
        self._listeners += 1
        if self._looking is None:
            self._looking = asyncio.create_task(self._look())
        try:
            yield
        finally:
            self._listeners -= 1
            if not self._listeners and self._looking is not None:
                self._looking.cancel()
                self._looking = None

    async def beyond(self, position: int, timeout_s: float) -> int:
        """Wait until the log has grown beyond a position; return where it ends then.

        After ``timeout_s`` it returns the same position.
        """
        with suppress(TimeoutError):
            async with asyncio.timeout(timeout_s), self._grown:
                await self._grown.wait_for(lambda: self._position > position)
                return self._position
        return position

    async def _look(self) -> None:
        while True:
            try:
                position = await run_in_threadpool(log_position, self._graph)
            except FaultgraphError as error:
                LOG.warning("the log of events cannot be read: %s", error.code)
            else:
                async with self._grown:
                    self._position = position
                    self._grown.notify_all()
            await asyncio.sleep(self._poll_s)
