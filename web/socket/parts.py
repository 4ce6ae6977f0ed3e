"""The parts chat on the socket: turns, orders, cancellations, and an order's true state."""

from sqlalchemy.ext.asyncio import AsyncSession

from assist import parts_desk, store
from assist.caller import Caller, Ports
from assist.errors import ChannelUnknown
from assist.messages import arguments, commands
from assist.messages.chat import OrderView
from assist.messages.resume import SubOpened
from assist.once import Answer, once
from commerce.tables import event_log
from web.socket.connection import Connection


async def turn(connection: Connection, command: commands.ChatTurn) -> Answer:
    """Answer one turn of the chat, once."""
    door, by = connection.door, connection.caller
    async with door.database.transaction() as session:

        async def run() -> Answer:
            answer = await parts_desk.turn(session, command.data, by=by, now=door.now(), ports=door.ports)
            return Answer(ok=True, data=answer)

        return await once(session, command, by=by, now=door.now(), run=run)


async def order(connection: Connection, command: commands.PartsOrder) -> Answer:
    """Order what was read back, once."""
    door, by = connection.door, connection.caller
    async with door.database.transaction() as session:

        async def run() -> Answer:
            placed = await parts_desk.order(session, command.data, by=by, now=door.now(), ports=door.ports)
            return Answer(ok=True, data=placed)

        return await once(session, command, by=by, now=door.now(), run=run)


async def cancel(connection: Connection, command: commands.PartsCancel) -> Answer:
    """Take an order back, once."""
    door, by = connection.door, connection.caller
    async with door.database.transaction() as session:

        async def run() -> Answer:
            cancelled = await parts_desk.cancel(
                session, command.data.order, by=by, now=door.now(), ports=door.ports
            )
            return Answer(ok=True, data=cancelled)

        return await once(session, command, by=by, now=door.now(), run=run)


async def open_order(connection: Connection, asked: arguments.SubOpenData) -> SubOpened:
    """An order's present state, with its position; what was missed is in its history.

    Raises:
        ChannelUnknown: there is no such order in this person's shop.
    """
    async with connection.door.database.reading() as session:
        head = await store.head(session, event_log, asked.ch)
        if head is None:
            raise ChannelUnknown(ch=asked.ch)
        view = await order_at(session, asked.ch, connection.caller, connection.door.ports)
    return SubOpened(ch=asked.ch, epoch=head.epoch, head=head.head, order=view)


async def order_at(session: AsyncSession, ch: str, by: Caller, ports: Ports) -> OrderView:
    """The order of a channel as it stands.

    Raises:
        OrderUnknown: no such order of this person's shop.
    """
    return await parts_desk.order_view(session, ch.partition(":")[2], by=by, ports=ports)
