"""Repair orders of a shop: the list, and how an order leaves it."""

from collections.abc import Sequence

import pytest
from sqlalchemy import event

from assist import technician
from assist.caller import Caller
from assist.errors import RepairOrderBusy, RepairOrderUnknown
from assist.messages.workshop import RepairOrderLine, RepairOrderView
from assist.workshop import orders
from tests.fakes.shop import VIN, Shop
from tests.integration.assist.test_rework import taken


async def add(shop: Shop, count: int) -> None:
    """So many more orders."""
    async with shop.database.transaction() as session:
        for _ in range(count):
            shop.now += 1
            new = orders.NewOrder(vin=VIN, plate="A1")
            await orders.open_order(session, new, by=shop.ann, now=shop.now, ports=shop.ports)


async def listed(shop: Shop, *, closed: bool = False) -> tuple[Sequence[RepairOrderLine], bool, int]:
    """The list, whether there are more, and how many statements that took."""
    asked: list[str] = []
    async with shop.database.reading() as session:
        engine = session.get_bind()
        event.listen(engine, "before_cursor_execute", lambda _c, _u, said, *_: asked.append(said))
        lines, more = await orders.orders(session, by=shop.ann, ports=shop.ports, closed=closed)
    return lines, more, len(asked)


async def close(shop: Shop) -> RepairOrderView:
    async with shop.database.transaction() as session:
        return await orders.close_order(session, shop.order, by=shop.ann, ports=shop.ports)


async def reopen(shop: Shop) -> RepairOrderView:
    async with shop.database.transaction() as session:
        return await orders.reopen_order(session, shop.order, by=shop.ann, ports=shop.ports)


async def test_a_long_list_asks_no_more_often_than_a_short_one(shop: Shop) -> None:
    """However many orders are open, the list takes the same few statements."""
    (only,), _, few = await listed(shop)
    assert (only.id, only.jobs) == (shop.order, 1)
    await add(shop, 20)
    lines, more, many = await listed(shop)
    assert (len(lines), more) == (21, False)
    assert many == few <= 4


async def test_the_list_says_that_there_are_more(shop: Shop) -> None:
    """The newest orders are listed, and a word stands for the others."""
    await add(shop, orders.LISTED_MOST)
    lines, more, _ = await listed(shop)
    assert (len(lines), more) == (orders.LISTED_MOST, True)
    assert shop.order not in {line.id for line in lines}


async def test_an_order_is_closed_once_its_jobs_are_done(shop: Shop) -> None:
    """Work under way keeps an order open; a closed one changes lists and can be opened again."""
    with pytest.raises(RepairOrderBusy):
        await close(shop)
    await shop.play()
    await shop.do("job.finish")
    assert (await close(shop)).status == "closed"
    assert (await close(shop)).jobs[0].job == shop.job
    assert (await listed(shop))[0] == []
    assert [line.id for line in (await listed(shop, closed=True))[0]] == [shop.order]
    assert (await reopen(shop)).status == "working"
    assert (await reopen(shop)).status == "working"
    assert [line.id for line in (await listed(shop))[0]] == [shop.order]
    assert (await listed(shop, closed=True))[0] == []


async def test_a_new_job_opens_a_closed_order(shop: Shop) -> None:
    """Whoever begins another procedure on the car finds its order on the list again."""
    await shop.play()
    await shop.do("job.finish")
    await close(shop)
    async with shop.database.transaction() as session:
        await technician.start_job(session, shop.order, "sample", by=shop.ann, now=shop.now, ports=shop.ports)
    assert [line.jobs for line in (await listed(shop))[0]] == [2]


async def test_nobody_closes_another_shops_order(shop: Shop) -> None:
    """Of another shop's order nobody learns that it exists."""
    south = Caller(shop.ann.user, "south", shop.ann.roles)
    async with shop.database.transaction() as session:
        with pytest.raises(RepairOrderUnknown):
            await orders.close_order(session, shop.order, by=south, ports=shop.ports)
        with pytest.raises(RepairOrderUnknown):
            await orders.reopen_order(session, shop.order, by=south, ports=shop.ports)


async def test_work_that_qa_sends_back_opens_its_order_again(shop: Shop) -> None:
    """A closed order of which a finished job has to be done again is on the list."""
    chain = await taken(shop)
    await shop.play()
    await shop.do("job.finish")
    await close(shop)
    review = next(each for each in await chain.queue() if each.subject.step == "washer")
    await chain.judge(review, "rework", "wrong_part")
    assert [line.id for line in (await listed(shop))[0]] == [shop.order]
