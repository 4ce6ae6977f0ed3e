"""Loads what the demonstration chain knows, through use cases: vehicle tables and built-in procedures."""

from functools import cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict
from sqlalchemy.ext.asyncio import AsyncSession

from knowledge.procedures import files, revisions
from knowledge.vehicles import imports, patterns
from knowledge.vehicles.text import Text

AUTHOR = "demo-author"
APPROVER = "demo-approver"
"""The demonstration's author and approver; two people, as approval demands."""

VEHICLES = Path(__file__).with_name("vehicles.yaml")


class WaitingCar(BaseModel):
    """A car that waits in a demonstration shop, for a repair order of its own."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    vin: str
    plate: str
    mileage_km: int
    complaint: Text


async def load_knowledge(session: AsyncSession, *, now: int) -> int:
    """Import the vehicle tables, draft and approve every built-in procedure; a second time changes nothing.

    Args:
        session: written to, not committed.
        now: UTC microseconds.

    Returns:
        The number of procedures that are approved.
    """
    await imports.import_table(session, "demonstration", patterns.read(VEHICLES), by=AUTHOR, now=now)
    library = files.library()
    for procedure in library:
        version = await revisions.draft(session, procedure, by=AUTHOR, now=now)
        await revisions.approve(session, version, by=APPROVER, now=now)
    return len(library)


@cache
def waiting_cars() -> tuple[WaitingCar, ...]:
    """The cars that wait, in the order in which the demonstration leads through them."""
    rows = yaml.safe_load(VEHICLES.read_text(encoding="utf-8"))["waiting"]
    return tuple(WaitingCar.model_validate(row) for row in rows)
