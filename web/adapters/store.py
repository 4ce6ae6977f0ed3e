"""All SQL of background tasks, uploads and answers to writes."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import Update, column, func, inspect, literal, select, table, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from web.adapters import tables

_VERSION = table("alembic_version", column("version_num"))

Payload = Mapping[str, str]


@dataclass(frozen=True)
class Task:
    """Something to be done outside any request. `id` is that of the event that asked for it."""

    id: str
    kind: str
    payload: Payload
    tries: int = 0


def is_postgresql(session: AsyncSession) -> bool:
    """Whether the session speaks to PostgreSQL."""
    return session.get_bind().dialect.name == "postgresql"


async def answers(session: AsyncSession) -> None:
    """Ask the database for something that needs no table; raises where it does not answer."""
    await session.execute(select(literal(1)))


async def rows(session: AsyncSession, names: Collection[str]) -> dict[str, int]:
    """How many rows each of the tables holds, where it is there."""
    connection = await session.connection()
    there = await connection.run_sync(lambda sync: inspect(sync).get_table_names())
    return {
        name: (await session.scalar(select(func.count()).select_from(table(name)))) or 0
        for name in sorted(set(names) & set(there))
    }


async def revision(session: AsyncSession) -> str | None:
    """The revision that the schema says it has; None where it says none."""
    connection = await session.connection()
    if not await connection.run_sync(lambda sync: inspect(sync).has_table(_VERSION.name)):
        return None
    return (await session.execute(select(_VERSION.c.version_num))).scalar()


async def insert_task(session: AsyncSession, task: Task, now: int) -> bool:
    """A new task's row; False if the task is known."""
    dialect = postgresql if is_postgresql(session) else sqlite
    statement = dialect.insert(tables.task).values(
        id=task.id,
        kind=task.kind,
        payload=dict(task.payload),
        state="waiting",
        tries=0,
        due_us=now,
        cause="",
        made_us=now,
    )
    made = await session.execute(statement.on_conflict_do_nothing().returning(tables.task.c.id))
    return made.first() is not None


async def is_due(session: AsyncSession, now: int) -> bool:
    """Whether a task waits to be done now."""
    c = tables.task.c
    statement = select(c.id).where(c.state == "waiting", c.due_us <= now).limit(1)
    return (await session.execute(statement)).first() is not None


async def claim_task(session: AsyncSession, now: int, lease_us: int) -> Task | None:
    """Take the task that is due longest, so that no other worker takes it until `lease_us` later.

    A task whose worker died is due again when its lease ends.
    """
    c = tables.task.c
    due = (
        select(c.id)
        .where(c.state == "waiting", c.due_us <= now)
        .order_by(c.due_us, c.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    statement = (
        update(tables.task)
        .where(c.id == due.scalar_subquery())
        .values(due_us=now + lease_us, tries=c.tries + 1)
        .returning(c.id, c.kind, c.payload, c.tries)
    )
    row = (await session.execute(statement)).first()
    return Task(row.id, row.kind, row.payload, row.tries) if row else None


async def renew_task(session: AsyncSession, task: Task, due_us: int) -> None:
    """Let a task's lease end later, unless somebody else has claimed it since."""
    await session.execute(_as_claimed(task).values(due_us=due_us))


async def set_state(session: AsyncSession, task: Task, state: str, *, cause: str, due_us: int) -> None:
    """Say how a task stands, unless somebody else has claimed it since."""
    await session.execute(_as_claimed(task).values(state=state, cause=cause, due_us=due_us))


def _as_claimed(task: Task) -> Update:
    c = tables.task.c
    return update(tables.task).where(c.id == task.id, c.tries == task.tries)


async def insert_upload(session: AsyncSession, person: str, sha256: str, size: int, *, now: int) -> None:
    """That somebody sent these bytes; nothing if they did so before."""
    dialect = postgresql if is_postgresql(session) else sqlite
    statement = dialect.insert(tables.upload).values(person=person, sha256=sha256, size=size, at_us=now)
    await session.execute(statement.on_conflict_do_nothing())


async def uploaded(session: AsyncSession, person: str, sha256: str) -> bool:
    """Whether somebody sent these bytes themselves."""
    c = tables.upload.c
    statement = select(c.sha256).where(c.person == person, c.sha256 == sha256)
    return (await session.execute(statement)).first() is not None


async def open_answer(session: AsyncSession, person: str, key: str, body_hash: str, *, now: int) -> bool:
    """Take a key; a concurrent twin waits here for the first to commit. False if it is taken."""
    dialect = postgresql if is_postgresql(session) else sqlite
    statement = dialect.insert(tables.answer).values(
        person=person, key=key, body_hash=body_hash, answer="", at_us=now
    )
    made = await session.execute(statement.on_conflict_do_nothing().returning(tables.answer.c.key))
    return made.first() is not None


async def set_answer(session: AsyncSession, person: str, key: str, answer: str) -> None:
    """Keep what was answered."""
    c = tables.answer.c
    await session.execute(update(tables.answer).where(c.person == person, c.key == key).values(answer=answer))


async def answer(session: AsyncSession, person: str, key: str) -> tuple[str, str]:
    """The body's hash and the answer under a key that is taken."""
    c = tables.answer.c
    row = (await session.execute(select(c.body_hash, c.answer).where(c.person == person, c.key == key))).one()
    return row.body_hash, row.answer
