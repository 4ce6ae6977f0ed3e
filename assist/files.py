"""What never changes of a job, and the version that it is pinned to; read once, then from memory."""

from sqlalchemy.ext.asyncio import AsyncSession

from assist import store, tables
from assist.errors import JobUnknown
from assist.memory import JobFile, Memory
from assist.messages.model import Text
from assist.messages.views import VehicleLine
from knowledge.procedures import revisions
from knowledge.procedures.models import Procedure, Version


async def file_of(session: AsyncSession, job: str, shop: str | None, memory: Memory) -> JobFile:
    """The file of a job, if it is this shop's.

    Args:
        session: May only read.
        job: The job's id.
        shop: The caller's shop; None for those who work for every shop.
        memory: Where files are kept.

    Raises:
        JobUnknown: there is none, or it is another shop's; nobody learns which.
    """
    file = memory.files.get(job) or await _read(session, job)
    if file is None or shop not in {None, file.shop}:
        raise JobUnknown(job=job)
    memory.keep_file(file)
    return file


async def version_of(session: AsyncSession, version: str, memory: Memory) -> Procedure:
    """The procedure that a job was pinned to.

    Raises:
        knowledge.procedures.errors.VersionUnknown: it was never stored.
    """
    procedure = memory.versions.get(version)
    if procedure is None:
        procedure = await revisions.version(session, Version(version))
        memory.keep_version(version, procedure)
    return procedure


async def _read(session: AsyncSession, job: str) -> JobFile | None:
    row = await store.row(session, tables.job, id=job)
    if row is None:
        return None
    line = VehicleLine(vin=row.vin, plate=row.plate, title=Text.model_validate(row.vehicle))
    return JobFile(job, row.repair_order, row.shop, row.order_number, line)
