"""Makes the application from its parts; makes nothing else."""

import contextlib
from collections.abc import AsyncIterator, Mapping
from functools import partial
from types import ModuleType
from typing import Any

import structlog
from fastapi import APIRouter, Depends, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from sqlalchemy.exc import DBAPIError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from assist.errors import AssistError
from commerce.errors import CommerceError
from knowledge.errors import KnowledgeError
from vision.errors import VisionError
from web.errors import (
    CONTENT_TYPE,
    Coded,
    DatabaseUnreachable,
    DiskFull,
    NotFound,
    RequestInvalid,
    WebError,
    problem,
)
from web.guards import Guards
from web.pages import DIST, Pages
from web.routes import demo, identity, jobs, people, photos, pictures, repair_orders, vehicles
from web.routes.doors import PREFIX, guard
from web.texts import preferred
from web.version import VERSION
from web.wiring import Deps

ROOTS: tuple[type[Exception], ...] = (WebError, AssistError, CommerceError, KnowledgeError, VisionError)
"""Every root of errors of ours."""

NOUNS: tuple[ModuleType, ...] = (
    demo,
    identity,
    jobs,
    people,
    photos,
    pictures,
    repair_orders,
    vehicles,
)
"""Every module of routes."""

_log = structlog.get_logger(__name__)


class Internal(WebError):
    """Something that should not happen. Values: none."""

    code = "internal"


def create_app(deps: Deps) -> ASGIApp:
    """The application: `/api`, `/ws` and the pages."""
    app = FastAPI(
        title="Shifu",
        version=VERSION,
        lifespan=partial(_lifespan, deps),
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
    )
    app.state.deps = deps
    app.include_router(api())
    _answer_errors(app)
    app.mount("/", Pages(DIST, deps.texts, deps.settings.lang))
    return Guards(app, refuse=partial(_refuse, app))


def api() -> APIRouter:
    """Every route below `/api`, guarded."""
    router = APIRouter(prefix=PREFIX, dependencies=[Depends(guard)])
    for noun in NOUNS:
        router.include_router(noun.router)
    return router


@contextlib.asynccontextmanager
async def _lifespan(deps: Deps, _app: FastAPI) -> AsyncIterator[None]:
    await deps.bus.start()
    try:
        yield
    finally:
        await deps.bus.stop()
        await deps.database.close()


def _answer_errors(app: FastAPI) -> None:
    for root in ROOTS:
        app.add_exception_handler(root, _coded)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(DBAPIError, _database)
    app.add_exception_handler(Exception, _unexpected)


def answer(request: Request, error: Coded, headers: Mapping[str, str] | None = None) -> Response:
    """An error as problem details in the caller's language."""
    deps: Deps = request.app.state.deps
    lang = preferred(request.headers.get("accept-language"), deps.settings.lang)
    details = problem(deps.texts, error, lang)
    return JSONResponse(
        details.model_dump(), status_code=details.status, media_type=CONTENT_TYPE, headers=dict(headers or {})
    )


async def _coded(request: Request, error: Exception) -> Response:
    assert isinstance(error, Coded)  # noqa: S101 - every root has a code
    retry = error.values().get("retry_s")
    return answer(request, error, {"Retry-After": retry} if retry else None)


async def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)  # noqa: S101 - registered for nothing else
    first: dict[str, Any] = error.errors()[0]
    field = ".".join(str(part) for part in first["loc"])
    return answer(request, RequestInvalid(field=field[:200], problem=str(first["msg"])[:200]))


async def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101 - registered for nothing else
    if error.status_code in {404, 405}:
        return answer(request, NotFound())
    return answer(request, RequestInvalid(field="", problem=str(error.detail)[:200]))


async def _database(request: Request, error: Exception) -> Response:
    if "disk is full" in str(error) or "DiskFull" in type(error.__cause__).__name__:
        return answer(request, DiskFull())
    assert isinstance(error, DBAPIError)  # noqa: S101 - registered for nothing else
    if error.connection_invalidated or "locked" in str(error):
        url = request.app.state.deps.database.engine.url.render_as_string(hide_password=True)
        return answer(request, DatabaseUnreachable(url=url))
    return await _unexpected(request, error)


async def _unexpected(request: Request, error: Exception) -> Response:
    _log.error("request.failed", path=request.url.path, exc_info=error)
    return answer(request, Internal())


async def _refuse(app: FastAPI, scope: Scope, receive: Receive, send: Send, error: Exception) -> None:
    scope["app"] = app
    await (await _coded(Request(scope), error))(scope, receive, send)
