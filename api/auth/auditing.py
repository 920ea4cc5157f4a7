"""Write down who asked for which change, once its answer is known and before it is sent."""

import logging

from starlette.concurrency import run_in_threadpool
from starlette.types import Scope

from api.auth.addresses import operation_of, targets_of
from api.auth.permissions import writes
from engine.users.access_log import note_access
from graph.errors import FaultgraphError

LOG = logging.getLogger("faultgraph.http")
#: Nobody is known, or nothing was understood: there is no deed to tell of.
_NOT_NOTED = frozenset({400, 401, 405, 413, 422, 429})


async def note_answer(scope: Scope, status: int) -> None:
    """Note a request that may have written, by whom, and what came of it.

    A route that writes only sometimes says so with ``request.state.wrote``. That the note fails
    does not undo what was done: the log of the server tells of it.
    """
    state = scope["state"]
    principal = state.get("principal")
    if principal is None or status in _NOT_NOTED:
        return
    if not state.get("wrote", writes(scope.get("route"), scope["method"])):
        return
    operation = operation_of(scope)
    try:
        graph = scope["app"].state.graph
        await run_in_threadpool(note_access, graph, principal, operation, targets_of(scope), status)
    except FaultgraphError as error:
        LOG.error("%s by %s was not noted: %s", operation, principal.id, error.code)  # noqa: TRY400
