"""What a technician does with a job: start it, follow it, and say what was done.

Use cases take the session and may flush; the edge commits. Slow work (`prepare`) is done before a session
is opened.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from assist.caller import Caller, Ports
from assist.guidance.facts import Event, Refusal
from assist.messages.commands import Command
from assist.messages.model import Message
from assist.messages.views import JobView
from assist.messages.workshop import JobLine


@dataclass(frozen=True)
class Answer:
    """What a command came to. `replayed` says that it had been answered before."""

    ok: bool
    rev: int | None = None
    data: Message | None = None
    refusal: Refusal | None = None
    replayed: bool = False


@dataclass(frozen=True)
class Prepared:
    """What was found out before the session was opened."""

    witness: str | None = None
    bytes_here: bool = False


async def prepare(command: Command, ports: Ports) -> Prepared:
    """Check a witness's password, or look for a photo's bytes; nothing for other commands."""
    raise NotImplementedError


async def handle(
    session: AsyncSession, command: Command, *, by: Caller, now: int, ports: Ports, prepared: Prepared
) -> Answer:
    """Do one command of a job exactly once: idem, dseq, fence, rev, rule; in this order."""
    raise NotImplementedError


async def start_job(
    session: AsyncSession, repair_order: str, procedure: str, *, by: Caller, now: int, ports: Ports
) -> str:
    """The id of a new job on the approved version of a procedure that applies to this vehicle."""
    raise NotImplementedError


async def view(session: AsyncSession, job: str, *, by: Caller, ports: Ports) -> JobView:
    """The job as this person may see it now."""
    raise NotImplementedError


async def jobs(session: AsyncSession, *, by: Caller, ports: Ports) -> Sequence[JobLine]:
    """Open jobs of the person's shop, newest first, and those finished within a day."""
    raise NotImplementedError


async def bytes_arrived(session: AsyncSession, sha256: str, *, now: int) -> Sequence[Event]:
    """A photo's bytes are stored: gates that waited for them go on to the camera."""
    raise NotImplementedError
