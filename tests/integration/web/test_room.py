"""What is said of a disk without room."""

import errno
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError

from web.errors import DatabaseFull, FolderFull
from web.room import room_said


def full(words: str) -> OperationalError:
    return OperationalError("insert", {}, Exception(words))


@pytest.mark.parametrize("error", [full("database or disk is full"), OSError(errno.ENOSPC, "")], ids=str)
def test_the_folder_of_the_file_is_named(tmp_path: Path, error: Exception) -> None:
    """Whatever had no room, the folder is named, also where there is some again by now."""
    with pytest.raises(FolderFull) as refused, room_said(tmp_path, tmp_path / "elsewhere" / "shifu.sqlite"):
        raise error
    assert refused.value.values() == {"folder": str(tmp_path / "elsewhere")}


def test_a_full_server_is_not_taken_for_a_folder(tmp_path: Path) -> None:
    """A database that is no file has its room elsewhere."""
    with pytest.raises(DatabaseFull), room_said(tmp_path, None):
        raise full("database or disk is full")


def test_what_fails_where_there_is_room_stays_what_it_is(tmp_path: Path) -> None:
    """A failure with another cause is not hidden."""
    with pytest.raises(OperationalError, match="syntax"), room_said(tmp_path, tmp_path / "shifu.sqlite"):
        raise full("syntax error")
