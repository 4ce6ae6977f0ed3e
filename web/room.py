"""Says of whatever fails on a full disk which folder has no room left."""

import contextlib
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryFile

from sqlalchemy.exc import DBAPIError

from knowledge.encoders.errors import ExportFailed
from vision.errors import ModelMissing
from web.errors import DatabaseFull, DatabaseUnreachable, FolderFull
from web.outages import is_full

LEAST_BYTES = 65_536
"""SQLite opens no file with less: it shares 32 KiB among its processes, beside the first pages."""

_MAY_BE_IT = (OSError, DBAPIError, DatabaseUnreachable, ExportFailed, ModelMissing)
"""What fails for want of room, or for another reason."""


@contextlib.contextmanager
def room_said(var: Path, file: Path | None) -> Iterator[None]:
    """Run the block; SQLite tells of a full disk in many words, so the room is measured after a failure.

    Args:
        var: Folder of everything that is made at run time.
        file: SQLite's; none where the database is a server.

    Raises:
        FolderFull: something failed, and a folder has no room.
        DatabaseFull: the database's own machine has none.
    """
    try:
        yield
    except _MAY_BE_IT as error:
        folders = [file.parent, var] if file else [var]
        full = [folder for folder in folders if not _has_room(folder)]
        if is_full(error) and not full:
            if file is None and isinstance(error, DBAPIError):
                raise DatabaseFull from error
            full = folders
        if full:
            raise FolderFull(folder=full[0].absolute()) from error
        raise


def _has_room(folder: Path) -> bool:
    try:
        with TemporaryFile(dir=folder) as tried:
            tried.write(bytes(LEAST_BYTES))
    except OSError as error:
        return not is_full(error)
    return True
