"""Drawings of steps, outlines to shoot again by, and rendered photos: the same for everybody."""

import asyncio
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Response
from fastapi import Path as InPath

import knowledge.library
from assist.messages.model import Text
from vision import publishing
from web.demo import shown
from web.errors import NotDemonstration, NotFound
from web.routes.doors import DepsDep, ReadDep
from web.routes.shapes import Scene, SceneKind, Scenes

router = APIRouter()
Slug = Annotated[str, InPath(pattern=r"^[a-z0-9][a-z0-9_-]{0,63}$")]
PICTURES = Path(next(iter(knowledge.library.__path__))) / "pictures"
_A_DAY = {"Cache-Control": "public, max-age=86400"}
_LABELS: Mapping[SceneKind, Text] = {
    "good": Text(zh="合格", en="good"),
    "faulty": Text(zh="有问题", en="faulty"),
    "unusable": Text(zh="看不清", en="unusable"),
}


@router.get("/pictures/{name}.svg")
async def picture(name: Slug) -> Response:
    """A drawing of ours."""
    return Response(await _bytes(PICTURES / f"{name}.svg"), media_type="image/svg+xml", headers=_A_DAY)


@router.get("/ghosts/{check}.png")
async def ghost(check: Slug, session: ReadDep, deps: DepsDep) -> Response:
    """The outline of a check's good photos, to be laid over the camera."""
    bank = await publishing.current(session, check)
    if bank is None:
        raise NotFound
    png = await asyncio.to_thread(_ghost, deps.settings.var, bank.version)
    return Response(png, media_type="image/png", headers={"Cache-Control": "no-cache"})


@router.get("/demo/scenes/{check}")
async def scenes(check: Slug, deps: DepsDep) -> Scenes:
    """The rendered photos of a check."""
    if not deps.settings.demo:
        raise NotDemonstration
    found = [scene for scene in shown.scenes() if shown.path(deps.settings.var, check, scene.name).is_file()]
    return Scenes(
        scenes=tuple(
            Scene(name=scene.name, kind=scene.shown, label=_LABELS[scene.shown], url=url)
            for scene, url in zip(shown.scenes(), shown.urls(check), strict=True)
            if scene in found
        )
    )


@router.get("/demo/scenes/{check}/{name}.jpg")
async def scene(check: Slug, name: Slug, deps: DepsDep) -> Response:
    """One rendered photo, taken anew with every request."""
    if not deps.settings.demo:
        raise NotDemonstration
    file = shown.path(deps.settings.var, check, name)
    photo = shown.taken(await _bytes(file))
    return Response(photo, media_type="image/jpeg", headers={"Cache-Control": "no-store"})


async def _bytes(file: Path) -> bytes:
    try:
        return await asyncio.to_thread(file.read_bytes)
    except FileNotFoundError:
        raise NotFound from None


@lru_cache(maxsize=32)
def _ghost(var: Path, version: str) -> bytes:
    from vision.banks import open_bank  # noqa: PLC0415 - loads numpy's and the detector's code

    return open_bank(var / "banks", version).ghost
