"""Which photos of jobs a person may look at."""

from sqlalchemy.ext.asyncio import AsyncSession

from assist import store, tables


async def may_see_photo(session: AsyncSession, sha256: str, *, shop: str | None) -> bool:
    """Whether these bytes are evidence of a job of this shop; of any shop where `shop` is None.

    Naming bytes is not sending them: only what its committer sent counts.
    """
    where: dict[str, object] = {"sha256": sha256, "bytes_here": True}
    if shop is not None:
        where["shop"] = shop
    return bool(await store.rows(session, tables.photo, order="evidence", **where))
