"""How part numbers are read: as makers print them, as people type them, full width or half. Pure."""

import re
import unicodedata
from typing import NewType

from commerce.errors import NumberUnreadable

Number = NewType("Number", str)
"""A normalised number: capital letters and digits, nothing else."""

MOST = 40
"""Characters of the longest number that is looked up."""

_SEPARATORS = re.compile(r"[\s\-‐-―./_·]+")
_SHAPE = re.compile(r"[A-Z0-9]{3,40}")


def normalise(text: str) -> Number:
    """A number as it is compared: no blanks, hyphens, dots or slashes, half width, capitals.

    Raises:
        NumberUnreadable: fewer than 3 or more than 40 characters remain, or one that no number has.
    """
    bare = _SEPARATORS.sub("", unicodedata.normalize("NFKC", text)).upper()
    if not _SHAPE.fullmatch(bare):
        raise NumberUnreadable(number=text[:MOST], most=MOST)
    return Number(bare)
