"""What the start page needs to know before anybody has signed in."""

from typing import cast

from fastapi import APIRouter

from assist.messages.model import Text
from web.adapters import store
from web.demo import logins
from web.identity.models import Role
from web.routes.doors import DepsDep, ReadDep
from web.routes.shapes import Demo, DemoLogin, Health
from web.version import VERSION

router = APIRouter()
WARNING = Text(zh="演示数据，不得用于实车", en="DEMONSTRATION, not for use on a vehicle")


@router.get("/health")
async def health(session: ReadDep) -> Health:
    """Whether the server and its database answer."""
    await store.answers(session)
    return Health(status="ok", version=VERSION)


@router.get("/demo")
async def demo(deps: DepsDep) -> Demo:
    """The demonstration's logins; none elsewhere."""
    found = logins.read(deps.settings.var) if deps.settings.demo else ()
    return Demo(
        demo=deps.settings.demo,
        logins=tuple(
            DemoLogin(
                login=each.login,
                password=each.password,
                role=cast("Role", each.role),
                name=Text(zh=each.zh, en=each.en),
                page=each.page,
            )
            for each in found
        ),
        warning=WARNING,
    )
