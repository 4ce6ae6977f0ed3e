"""Signing in, staying signed in, signing out."""

from typing import Annotated, Literal, cast

from fastapi import APIRouter, Cookie, Request, Response

from assist.messages.model import Text
from web.errors import NotSignedIn, OriginRefused
from web.identity import logins
from web.identity.logins import DAY_US, SECOND_US
from web.identity.models import Person
from web.routes import shapes
from web.routes.doors import DepsDep, PersonDep
from web.settings import Settings
from web.wiring import Deps

COOKIE = "shifu_refresh"
router = APIRouter()
RefreshCookie = Annotated[str, Cookie(alias=COOKIE, max_length=256)]


def user(person: Person) -> shapes.User:
    """The person as pages know them."""
    return shapes.User(
        id=person.id,
        login=person.login,
        name=person.name,
        roles=tuple(sorted(person.roles)),
        shop=person.shop,
        shop_name=Text(zh=person.shop_name["zh"], en=person.shop_name["en"]),
        lang=cast("Literal['zh', 'en']", person.lang),
    )


@router.post("/login")
async def login(
    *, body: shapes.LoginBody, request: Request, response: Response, deps: DepsDep
) -> shapes.SignedIn:
    """A new session for a login and its password."""
    address = request.client.host if request.client else "unknown"
    signed = await logins.sign_in(deps.doorkeeper, body.login, body.password, address=address, now=deps.now())
    return _answer(signed, response, deps)


@router.post("/refresh")
async def refresh(
    *, request: Request, response: Response, deps: DepsDep, shifu_refresh: RefreshCookie = ""
) -> shapes.SignedIn:
    """A fresh access token for the session of the cookie."""
    _own_page(request, deps.settings)
    if not shifu_refresh:
        raise NotSignedIn
    signed = await logins.refresh(deps.doorkeeper, shifu_refresh, now=deps.now())
    return _answer(signed, response, deps)


@router.post("/logout", status_code=204)
async def logout(
    request: Request, response: Response, deps: DepsDep, shifu_refresh: RefreshCookie = ""
) -> None:
    """End the session of the cookie, and take the cookie back."""
    _own_page(request, deps.settings)
    if shifu_refresh:
        await logins.sign_out_by_secret(deps.doorkeeper, shifu_refresh, now=deps.now())
    response.delete_cookie(COOKIE, path="/api", httponly=True, samesite="strict")


@router.get("/me")
async def me(person: PersonDep) -> shapes.User:
    """Who is signed in."""
    return user(person)


def _answer(signed: logins.SignedIn, response: Response, deps: Deps) -> shapes.SignedIn:
    if signed.refresh:
        response.set_cookie(
            COOKIE,
            signed.refresh,
            max_age=deps.settings.refresh_token_days * DAY_US // SECOND_US,
            path="/api",
            httponly=True,
            samesite="strict",
            secure=deps.settings.secure,
        )
    return shapes.SignedIn(
        token=signed.token,
        expires_at=signed.expires_us,
        server_time=deps.now(),
        user=user(signed.person),
    )


def _own_page(request: Request, settings: Settings) -> None:
    """The cookie counts only from a page of ours: SameSite keeps other sites out, this keeps out siblings."""
    origin = request.headers.get("origin")
    if origin is not None and origin not in {settings.address, str(request.base_url).rstrip("/")}:
        raise OriginRefused
