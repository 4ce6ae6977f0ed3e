"""Jobs as people may see them: the view of one, and the lines of a list."""

from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from assist import store
from assist.caller import Caller, Ports
from assist.errors import JobUnknown
from assist.files import file_of, version_of
from assist.guidance.case import position
from assist.guidance.log import states
from assist.guidance.log.store import channel_of
from assist.guidance.state import JobState
from assist.guidance.views import Card, number_of, phase_of, view, words
from assist.memory import JobFile
from assist.messages.views import JobView
from assist.messages.workshop import JobLine
from knowledge.procedures.models import Procedure

KEPT_US = 24 * 3_600 * 1_000_000
"""How long a finished job stays in the list."""


async def job_view(
    session: AsyncSession, job: str, *, viewer: str, shop: str | None, ports: Ports
) -> JobView:
    """The job as this person may see it now.

    Raises:
        JobUnknown: there is no such job in this shop.
    """
    await file_of(session, job, shop, ports.memory)
    state = await states.load(session, ports.memory.states, job)
    if state is None:
        raise JobUnknown(job=job)
    return await view_of(session, state, viewer, ports)


async def view_of(session: AsyncSession, state: JobState, viewer: str, ports: Ports) -> JobView:
    """A job at a known state as a person may see it."""
    file = await file_of(session, state.job, None, ports.memory)
    procedure = await version_of(session, state.version, ports.memory)
    ports.memory.keep_names(await ports.names(session, people(state)))
    return view(state, procedure, _card(file, ports), viewer)


def view_now(job: str, viewer: str, ports: Ports) -> JobView | None:
    """The view from memory alone; nothing where something is not in memory, then ask `job_view`."""
    memory = ports.memory
    state, file = memory.states.get(channel_of(job)), memory.files.get(job)
    procedure = memory.versions.get(state.version) if state is not None else None
    if state is None or file is None or procedure is None or not people(state) <= memory.names.keys():
        return None
    return view(state, procedure, _card(file, ports), viewer)


async def jobs(session: AsyncSession, *, by: Caller, now: int, ports: Ports) -> Sequence[JobLine]:
    """Open jobs of the person's shop, newest first, and those that were started within a day."""
    rows = await store.jobs_of(session, by.shop, finished_since=now - KEPT_US)
    return [await job_line(session, row.id, viewer=by.user, ports=ports) for row in rows]


async def job_line(session: AsyncSession, job: str, *, viewer: str, ports: Ports) -> JobLine:
    """One job in a list."""
    file = await file_of(session, job, None, ports.memory)
    state = await states.load(session, ports.memory.states, job)
    if state is None:
        raise JobUnknown(job=job)
    procedure = await version_of(session, state.version, ports.memory)
    names = await ports.names(session, people(state))
    return _line(state, procedure, file, viewer=viewer, holder_name=names.get(state.holder or "", ""))


def people(state: JobState) -> frozenset[str]:
    """Everybody whose name a view of the job shows."""
    witnesses = {gate.witness for step in state.steps.values() for gate in step.gates.values()}
    named = {state.holder, state.finished_by, *witnesses, *(r.fact.reviewer for r in state.reworks)}
    return frozenset(person for person in named if person)


def _line(state: JobState, procedure: Procedure, file: JobFile, *, viewer: str, holder_name: str) -> JobLine:
    return JobLine(
        job=state.job,
        repair_order=file.repair_order,
        order_number=file.order_number,
        plate=file.vehicle.plate,
        procedure=procedure.id,
        title=words(procedure.title),
        vehicle=file.vehicle.title,
        phase=phase_of(state, procedure),
        current_number=number_of(state, procedure),
        steps=len(procedure.steps),
        holder_name=holder_name,
        mine=viewer in {state.holder, state.finished_by if state.holder is None else None},
        reworks=len({position(procedure, rework.fact.step) for rework in state.reworks}),
        started_at=state.started_at,
        finished_at=state.finished_at,
    )


def _card(file: JobFile, ports: Ports) -> Card:
    return Card(file.order_number, file.vehicle, ports.memory.names, ports.scenes)
