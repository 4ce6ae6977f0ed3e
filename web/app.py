"""Makes the application from its parts; makes nothing else."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from types import ModuleType

import structlog
from fastapi import APIRouter, Depends, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from sqlalchemy.exc import SQLAlchemyError
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from assist.errors import AssistError
from assist.guidance import timers
from commerce.errors import CommerceError
from knowledge.errors import KnowledgeError
from vision.errors import VisionError
from web import faults, outages
from web.errors import (
    CONTENT_TYPE,
    BodyTooLarge,
    Coded,
    DatabaseFull,
    DatabaseUnreachable,
    MethodRefused,
    NotFound,
    RequestInvalid,
    WebError,
    problem,
)
from web.guards import Guards
from web.hints import Hints
from web.live import mount
from web.pages import DIST, Pages
from web.routes import (
    cars,
    demo,
    identity,
    jobs,
    orders,
    people,
    photos,
    pictures,
    repair_orders,
    reviews,
    search,
    suppliers,
    vehicles,
)
from web.routes.doors import PREFIX, guard
from web.socket.live import Live
from web.socket_door import door
from web.texts import preferred
from web.version import VERSION
from web.wiring import Deps

ROOTS: tuple[type[Exception], ...] = (WebError, AssistError, CommerceError, KnowledgeError, VisionError)
"""Every root of errors of ours."""

NOUNS: tuple[ModuleType, ...] = (
    cars,
    demo,
    identity,
    jobs,
    orders,
    people,
    photos,
    pictures,
    repair_orders,
    reviews,
    search,
    suppliers,
    vehicles,
)
"""Every module of routes."""

CLIENT_LEFT = 499
"""The status of an answer that nobody waits for any more; what nginx calls it."""
WARM_AFTER_S = 3.0
"""The encoder is opened after the first pages, which need it not."""

RETRY_S = 1
"""Before a database that did not answer is asked again."""

_HEADERS: Mapping[str, str] = {"retry_s": "Retry-After", "allow": "Allow"}
"""Values of errors that a header tells too."""

_log = structlog.get_logger(__name__)


class Internal(WebError):
    """Something that should not happen. Values: none."""

    code = "internal"


@dataclass(frozen=True)
class Edge:
    """The application, what runs beside it, and the part that has to hear early that the process ends."""

    app: ASGIApp
    live: Live
    running: Callable[[], AbstractAsyncContextManager[None]]


def create_app(deps: Deps) -> ASGIApp:
    """The application: `/api`, `/ws` and the pages."""
    return edge(deps).app


def edge(deps: Deps) -> Edge:
    """The application with its socket's running part."""
    app = FastAPI(
        title="Shifu",
        version=VERSION,
        lifespan=_lifespan,
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
    )
    app.state.deps = deps
    app.include_router(api())
    _answer_errors(app)
    app.state.live = mount(app, door(deps))
    app.router.default = Pages(DIST, deps.texts, deps.settings.lang)
    return Edge(Guards(app, refuse=partial(_refuse, app)), app.state.live, partial(_lifespan, app))


def api() -> APIRouter:
    """Every route below `/api`, guarded."""
    router = APIRouter(prefix=PREFIX, dependencies=[Depends(guard)])
    for noun in NOUNS:
        router.include_router(noun.router)
    return router


@contextlib.asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    deps: Deps = app.state.deps
    live: Live = app.state.live
    hints = Hints(deps.bus, deps.database, live.wake)
    await hints.start()
    await live.start()
    beside = [
        asyncio.create_task(timers.run(deps.database, clock=deps.now, memory=deps.ports.memory.states)),
        asyncio.create_task(_warm(deps)),
    ]
    try:
        yield
    finally:
        for task in beside:
            task.cancel()
        await asyncio.gather(*beside, return_exceptions=True)
        await live.stop()
        await hints.stop()
        await deps.database.close()


async def _warm(deps: Deps) -> None:
    await asyncio.sleep(WARM_AFTER_S)
    await deps.searching.warm()


def _answer_errors(app: FastAPI) -> None:
    for root in ROOTS:
        app.add_exception_handler(root, _coded)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(SQLAlchemyError, _database)
    app.add_exception_handler(ClientDisconnect, _left)
    app.add_exception_handler(Exception, _unexpected)


def answer(request: Request, error: Coded, headers: Mapping[str, str] | None = None) -> Response:
    """An error as problem details in the caller's language."""
    deps: Deps = request.app.state.deps
    lang = preferred(request.headers.get("accept-language"), deps.settings.lang)
    details = problem(deps.texts, error, lang)
    return JSONResponse(
        details.model_dump(), status_code=details.status, media_type=CONTENT_TYPE, headers=dict(headers or {})
    )


async def _left(_request: Request, _error: Exception) -> Response:
    return Response(status_code=CLIENT_LEFT)  # nobody reads it; the network of a pit is no fault of ours


async def _coded(request: Request, error: Exception) -> Response:
    assert isinstance(error, Coded)  # noqa: S101 - every root has a code
    values = error.values()
    told = {header: values[name] for name, header in _HEADERS.items() if name in values}
    return answer(request, error, told)


async def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)  # noqa: S101 - registered for nothing else
    return answer(request, RequestInvalid(**faults.values(error.errors())))


async def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101 - registered for nothing else
    if error.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        return await _coded(request, MethodRefused(allow=_allowed(request)))
    if error.status_code == HTTPStatus.NOT_FOUND:
        return answer(request, NotFound())
    if isinstance(error.__cause__, BodyTooLarge):  # raised below FastAPI, which hides what stops its reading
        return answer(request, error.__cause__)
    return answer(request, RequestInvalid(field="body", problem="json_invalid"))


def _allowed(request: Request) -> str:
    """Every method that some route at this address is for."""
    path = request.url.path.removeprefix(PREFIX)
    routes = [route for noun in NOUNS for route in noun.router.routes if route.path_regex.match(path)]
    return ", ".join(sorted({method for route in routes for method in route.methods}))


async def _database(request: Request, error: Exception) -> Response:
    if outages.is_full(error):
        return await _coded(request, DatabaseFull())
    if outages.is_gone(error) or outages.is_busy(error):
        return await _coded(request, DatabaseUnreachable(retry_s=RETRY_S))
    return await _unexpected(request, error)


async def _unexpected(request: Request, error: Exception) -> Response:
    route = request.scope.get("route")  # not the path: a VIN may stand in it
    _log.error("request.failed", route=getattr(route, "path", ""), exc_info=error)
    return answer(request, Internal())


async def _refuse(app: FastAPI, scope: Scope, receive: Receive, send: Send, *, error: Exception) -> None:
    scope["app"] = app
    await (await _coded(Request(scope), error))(scope, receive, send)
