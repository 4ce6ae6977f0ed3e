"""How a version comes to be used: one person writes it, another approves it, and it never changes after."""

from sqlalchemy.ext.asyncio import AsyncSession

from knowledge import event_store
from knowledge.procedures import store
from knowledge.procedures.errors import ApproverIsAuthor, NumberTaken, UnknownVersion
from knowledge.procedures.models import Procedure, Version


async def draft(session: AsyncSession, procedure: Procedure, *, by: str, now: int) -> Version:
    """The version of this content, kept as a draft of `by`; the same content again changes nothing.

    Raises:
        NumberTaken: another content of this procedure already has its number.
    """
    known = await store.numbered(session, procedure.id, procedure.number)
    if known == procedure.version:
        return procedure.version
    if known is not None:
        raise NumberTaken(procedure=procedure.id, number=procedure.number)
    await store.add(session, procedure, author=by, now=now)
    await _log(session, procedure, "procedure.drafted", by=by, now=now)
    return procedure.version


async def approve(session: AsyncSession, version: str, *, by: str, now: int) -> None:
    """Make a version the one that is offered; approving it again changes nothing.

    Raises:
        UnknownVersion: no version has this hash.
        ApproverIsAuthor: `by` wrote it.
    """
    row = await store.find(session, version)
    if row is None:
        raise UnknownVersion(version=version)
    if row.author == by:
        raise ApproverIsAuthor(procedure=row.procedure.id, number=row.procedure.number)
    if await store.is_approved(session, row.procedure.version):
        return
    await store.approve(session, row.procedure, approver=by, now=now)
    await _log(session, row.procedure, "procedure.approved", by=by, now=now)


async def approved(session: AsyncSession) -> list[Procedure]:
    """The newest approved version of each procedure."""
    return await store.approved(session)


async def version(session: AsyncSession, version: str) -> Procedure:
    """The content of a version, approved or not.

    Raises:
        UnknownVersion: no version has this hash.
    """
    row = await store.find(session, version)
    if row is None:
        raise UnknownVersion(version=version)
    return row.procedure


async def _log(session: AsyncSession, procedure: Procedure, type_: str, *, by: str, now: int) -> None:
    data = {"procedure": procedure.id, "version": procedure.version, "number": procedure.number}
    await event_store.append(session, f"procedure:{procedure.id}", type_, data, by=by, now=now)
