"""The queue of reviews on the socket: that it moved, never what is in it."""

from assist import store
from assist.errors import ChannelUnknown
from assist.messages import arguments
from assist.messages.resume import SubOpened
from vision.tables import log
from web.socket.connection import Connection
from web.socket.hub import QUEUE


async def open_queue(connection: Connection, asked: arguments.SubOpenData) -> SubOpened:
    """Where the history of all reviews stands.

    Raises:
        ChannelUnknown: a single review has no channel that is followed.
    """
    if asked.ch != f"review:{QUEUE}":
        raise ChannelUnknown(ch=asked.ch)
    async with connection.door.database.reading() as session:
        newest = await store.newest(session, (log,))
    return SubOpened(ch=asked.ch, epoch="", head=newest[log.name])
