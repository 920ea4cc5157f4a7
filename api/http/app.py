"""The HTTP application: made once from settings, closes what it opened."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from fastapi import Depends, FastAPI
from fastapi.routing import APIRoute

from api.auth.permissions import add_permissions
from api.connection import connect, open_reader
from api.http import errors
from api.http.dependencies import SECURITY_SCHEMES, principal_of
from api.http.event_feed import EventFeed
from api.http.middleware import RequestGuard
from api.http.recorded_examples import add_examples
from api.http.routers import AUTH_ROUTERS, EFI_ROUTERS, ROUTERS, SIGN_IN
from api.http.routes import health
from api.http.schemas.problem import Problem
from engine.drafting.making import make_draft_writer
from engine.embedding import make_embedder
from engine.users.signing import Signer
from engine.users.throttle import LoginThrottle
from graph.embedder import Embedder
from graph.session import Graph
from graph.settings import Settings, load_settings

PREFIX = "/api/knowledge-graph"
EFI_PREFIX = "/api/efi"
AUTH_PREFIX = "/api/auth"
#: Each group below its prefix, behind sign-in.
_GUARDED = ((PREFIX, ROUTERS), (EFI_PREFIX, EFI_ROUTERS), (AUTH_PREFIX, AUTH_ROUTERS))
_ERRORS = {
    status: {"model": Problem, "content": {"application/problem+json": {}}, "description": text}
    for status, text in (
        (400, "the body is not JSON"),
        (401, "who asks is not known: key, token or password is missing or wrong"),
        (403, "who asks may not do this"),
        (404, "something named does not exist"),
        (409, "it contradicts what is stored; nothing was written"),
        (413, "the body is too large"),
        (422, "a field is wrong; the problem names it"),
        (429, "too many attempts to sign in; Retry-After says how long to wait"),
        (503, "the database does not answer or is not ready"),
        (504, "the database did not answer in time"),
    )
}


def declared_routes() -> list[tuple[str, APIRoute]]:
    """Return each route behind sign-in with the prefix that it is included with."""
    return [
        (prefix, route)
        for prefix, routers in _GUARDED
        for router in routers
        for route in router.routes
        if isinstance(route, APIRoute)
    ]


class Interface(FastAPI):
    """The application, with real answers as the examples of its OpenAPI document."""

    def openapi(self) -> dict[str, Any]:
        """Return the document, made once."""
        if not self.openapi_schema:
            document = add_examples(super().openapi())
            self.openapi_schema = add_permissions(document, declared_routes())
        return self.openapi_schema


def create_app(
    settings: Settings | None = None,
    graph: Graph | None = None,
    embedder: Embedder | None = None,
) -> FastAPI:
    """Return the application. It does not start on a graph with the vectors of another model.

    Args:
        settings: from the environment unless given.
        graph: an open graph to use and leave open; unless given, one is opened and closed.
        embedder: the model of the settings unless given.
    """
    settings = settings or load_settings()

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        opened = graph or connect(settings, for_requests=True)
        try:
            app.state.graph = opened
            app.state.embedder = embedder or make_embedder(settings.embedder)
            app.state.reader = open_reader(opened, app.state.embedder)
            app.state.reader.warm_up()
            app.state.event_feed = EventFeed(opened, settings.event_poll_s, settings.event_streams)
            yield
        finally:
            if graph is None:
                opened.close()

    app = Interface(
        title="faultgraph",
        version="0.1.0",
        summary="Diagnosis of vehicles from symptoms and trouble codes, explained by its graph",
        lifespan=lifespan,
        license_info={"name": "Apache-2.0", "identifier": "Apache-2.0"},
    )
    app.state.settings = settings
    app.state.signer = Signer(settings)
    app.state.throttle = LoginThrottle()
    app.state.draft_writer = make_draft_writer(settings)
    errors.install(app)
    guarded = [*(Depends(scheme) for scheme in SECURITY_SCHEMES), Depends(principal_of)]
    for prefix, routers in _GUARDED:
        for router in routers:
            app.include_router(router, prefix=prefix, dependencies=guarded, responses=_ERRORS)  # type: ignore[arg-type]
    app.include_router(SIGN_IN, prefix=AUTH_PREFIX, responses=_ERRORS)  # type: ignore[arg-type]
    app.include_router(health.router)
    app.add_middleware(RequestGuard, max_body_bytes=settings.max_body_kb * 1024)
    return app
