"""Jobs of the person's shop. What happens in a job is said on the socket."""

from dataclasses import replace

from fastapi import APIRouter

from assist import seeing, technician
from assist.messages.record import Record
from assist.messages.views import JobView
from assist.records import reading
from web.routes import shapes
from web.routes.doors import CallerDep, DepsDep, OnceDep, ReadDep
from web.socket.policies import scope

router = APIRouter()


@router.get("/jobs")
async def every(session: ReadDep, by: CallerDep, deps: DepsDep) -> shapes.Jobs:
    """Open jobs, newest first, and those finished within a day."""
    return shapes.Jobs(items=tuple(await seeing.jobs(session, by=by, now=deps.now(), ports=deps.ports)))


@router.post("/jobs", status_code=201)
async def start(body: shapes.JobBody, by: CallerDep, deps: DepsDep, once: OnceDep) -> shapes.JobStartedView:
    """A new job on the approved version of a procedure, claimed at once where the device is named."""

    async def run() -> shapes.JobStartedView:
        job = await technician.start_job(
            once.session, body.repair_order, body.procedure, by=by, now=once.now, ports=deps.ports
        )
        if body.device:
            holder = replace(by, device=body.device)
            await technician.hold(once.session, job, by=holder, now=once.now, ports=deps.ports)
        return shapes.JobStartedView(job=job)

    return await once.answer(body, shapes.JobStartedView, run)


@router.get("/jobs/{job}")
async def one(job: str, session: ReadDep, by: CallerDep, deps: DepsDep) -> JobView:
    """The job as this person may see it now."""
    return await seeing.job_view(
        session, job, viewer=by.user, shop=scope(by.shop, by.roles), ports=deps.ports
    )


@router.get("/jobs/{job}/record")
async def job_record(job: str, session: ReadDep, by: CallerDep, deps: DepsDep) -> Record:
    """What was done, when, by whom, on which version, with which photo and which part."""
    return await reading.job_record(session, job, shop=scope(by.shop, by.roles), ports=deps.ports)
