"""Builds everything once from the settings; tests build the same with fakes."""

import contextlib
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryFile
from typing import TYPE_CHECKING

from sqlalchemy.ext.asyncio import AsyncSession

from assist.caller import Caller, Ports, UserId
from knowledge.vehicles import imports
from knowledge.vehicles.decoders.makers import MakersDecoder
from knowledge.vehicles.decoders.port import Decoder
from knowledge.vehicles.decoders.vpic import VpicDecoder
from web.adapters.blobs import BlobStore, FolderBlobs
from web.adapters.bus import Bus, LocalBus, NatsBus
from web.adapters.store import uploaded
from web.database import Database, open_database
from web.demo import shown
from web.errors import FolderFull, FolderUnwritable
from web.identity import logins, people
from web.identity.logins import Doorkeeper, Rules
from web.identity.passwords import Passwords
from web.identity.tokens import KEY_FILE, Signer, signing_key
from web.outages import is_full
from web.searching import FOLDER, Searching
from web.settings import Settings
from web.texts import Texts, load

if TYPE_CHECKING:
    from knowledge.encoders.port import Encoder

Clock = Callable[[], int]
MODELS = "models"


def now_us() -> int:
    """UTC microseconds."""
    return time.time_ns() // 1_000


@dataclass(frozen=True)
class Deps:
    """What the edge and the worker are made of.

    Attributes:
        doorkeeper: Signs people in.
        searching: The manual's search, opened when first needed.
        ports: What assist needs of the edge.
        now: UTC microseconds.
    """

    settings: Settings
    database: Database
    blobs: BlobStore
    bus: Bus
    texts: Texts
    doorkeeper: Doorkeeper
    ports: Ports
    searching: Searching
    now: Clock


def build(settings: Settings) -> Deps:
    """Everything, as the settings say; opens no connection yet.

    Raises:
        FolderUnwritable, FolderFull: see `make_folder`.
    """
    make_folder(settings.var)
    database = open_database(settings.database, pool_size=settings.database_pool)
    blobs = FolderBlobs(settings.var / "photos")
    doorkeeper = Doorkeeper(database, Passwords(), Signer(signing_key(settings.var)), _rules(settings))
    return Deps(
        settings=settings,
        database=database,
        blobs=blobs,
        bus=NatsBus(settings.nats_url) if settings.nats_url else LocalBus(),
        texts=load(),
        doorkeeper=doorkeeper,
        ports=ports(doorkeeper, now_us, demo=settings.demo),
        searching=Searching(settings.var / FOLDER, partial(_encoder, settings)),
        now=now_us,
    )


OWNERS_ONLY = 0o700
"""The mode of the folder: it holds the hashes of passwords and the secrets of suppliers."""


def make_folder(var: Path) -> None:
    """Make the folder for everything that is made at run time, if it is not there.

    Raises:
        FolderUnwritable: it cannot be made, or nothing can be written in it.
        FolderFull: there is no room for it.
    """
    try:
        var.mkdir(mode=OWNERS_ONLY, parents=True, exist_ok=True)
        if (var / KEY_FILE).exists():  # a folder of Shifu's, so it may be shut to everybody else
            with contextlib.suppress(PermissionError):  # another account's, which lets us write
                var.chmod(OWNERS_ONLY)
        with TemporaryFile(dir=var):
            pass
    except OSError as error:
        refusal = FolderFull if is_full(error) else FolderUnwritable
        raise refusal(folder=var.absolute()) from error


def ports(doorkeeper: Doorkeeper, now: Clock, *, demo: bool) -> Ports:
    """What assist needs of the edge."""
    return Ports(
        verify=_verifier(doorkeeper, now),
        sent=uploaded,
        names=_names,
        decoders=_decoders(),
        scenes=shown.urls if demo else _nothing,
    )


def _rules(settings: Settings) -> Rules:
    return Rules(
        access_s=settings.access_token_s,
        refresh_days=settings.refresh_token_days,
        attempts=settings.login_attempts,
        window_s=settings.login_window_s,
    )


def _verifier(doorkeeper: Doorkeeper, now: Clock) -> Callable[[str, str, Caller], Awaitable[Caller | None]]:
    async def verify(login: str, password: str, by: Caller) -> Caller | None:
        found = await logins.verify(doorkeeper, login, password, address=f"witness of {by.user}", now=now())
        return Caller(UserId(found.id), found.shop, frozenset(found.roles)) if found else None

    return verify


async def _names(session: AsyncSession, ids: frozenset[str]) -> Mapping[str, str]:
    return await people.names(session, ids)


def _decoders() -> Callable[[AsyncSession], Awaitable[Sequence[Decoder]]]:
    lists = (VpicDecoder(), MakersDecoder(newest_model_year=time.gmtime().tm_year + 1))

    async def decoders(session: AsyncSession) -> Sequence[Decoder]:
        return (await imports.decoder(session), *lists)

    return decoders


def _nothing(_check: str) -> tuple[str, ...]:
    return ()


def _encoder(settings: Settings) -> "Encoder":
    from knowledge.encoders.choice import open_encoder  # noqa: PLC0415 - the encoder loads with the first search

    return open_encoder(settings.search_encoder, settings.var / MODELS)
