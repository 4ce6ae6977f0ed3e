"""The vehicle identification number: what it is made of and what it says by itself."""

from typing import NewType

from knowledge.vehicles.errors import InvalidVin, VinCharacter, VinLength

__all__ = [
    "InvalidVin",
    "Vin",
    "check_digit",
    "check_digit_ok",
    "check_digit_required",
    "model_years",
    "parse",
]

Vin = NewType("Vin", str)

LENGTH = 17
ALPHABET = frozenset("0123456789ABCDEFGHJKLMNPRSTUVWXYZ")
"""Source: ISO 3779:2009, 4.3: no I, O or Q."""

_VALUES = {character: int(character) for character in "0123456789"} | dict(
    zip(
        "ABCDEFGHJKLMNPRSTUVWXYZ",
        (1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4, 5, 7, 9, 2, 3, 4, 5, 6, 7, 8, 9),
        strict=True,
    )
)
_WEIGHTS = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)
"""Source: 49 CFR 565.15 tables III and IV; GB 16735-2019 annex A gives the same."""

_YEAR_LETTERS = "ABCDEFGHJKLMNPRSTVWXY123456789"
_FIRST_YEAR = 1980
_CYCLE = len(_YEAR_LETTERS)
"""Source: 49 CFR 565.15 table VII: thirty characters, from A for 1980, then again from A for 2010."""

_EUROPE = frozenset("STUVWXYZ")
"""First characters of Europe's makers. Source: ISO 3780:2009."""


def parse(text: str) -> Vin:
    """The VIN in a text that a person typed or a scanner read.

    Blanks and hyphens are dropped and letters raised; a wrong check digit is left to the caller.

    Raises:
        VinLength: not 17 characters remain.
        VinCharacter: a character that no VIN contains, such as I, O or Q.
    """
    vin = "".join(text.split()).replace("-", "").upper()
    if len(vin) != LENGTH:
        raise VinLength(length=str(len(vin)), vin=vin[:40])
    for position, character in enumerate(vin, start=1):
        if character not in ALPHABET:
            raise VinCharacter(character=character, position=str(position), vin=vin)
    return Vin(vin)


def check_digit(vin: Vin) -> str:
    """The character that position 9 should hold: 0 to 9 or X.

    Source: 49 CFR 565.15(c); GB 16735-2019 annex A.
    """
    total = sum(_VALUES[character] * weight for character, weight in zip(vin, _WEIGHTS, strict=True))
    return "0123456789X"[total % 11]


def check_digit_ok(vin: Vin) -> bool:
    """Whether position 9 is the check digit of the other sixteen."""
    return vin[8] == check_digit(vin)


def check_digit_required(vin: Vin) -> bool:
    """Whether a maker of this region has to put a check digit there; Europe's need not."""
    return vin[0] not in _EUROPE


def model_years(vin: Vin, *, until: int) -> tuple[int, ...]:
    """The model years that position 10 can mean, newest first, none after `until`.

    The character repeats every thirty years, so there are several; empty if it is no year at all (0, U or Z).
    """
    index = _YEAR_LETTERS.find(vin[9])
    if index < 0:
        return ()
    return tuple(reversed(range(_FIRST_YEAR + index, until + 1, _CYCLE)))
