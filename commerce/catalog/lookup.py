"""Finds parts by a number: any maker's, any age, however it was typed."""

from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from commerce.catalog import store
from commerce.catalog.numbers import normalise
from commerce.catalog.parts import Part
from commerce.catalog.supersession import newest


@dataclass(frozen=True)
class Found:
    """A part by its number. `chain` leads from the number that was given to the part that is sold now."""

    part: Part
    chain: tuple[Part, ...]

    @property
    def replaced(self) -> bool:
        """Whether the number that was given is no longer sold."""
        return len(self.chain) > 1


async def by_number(session: AsyncSession, text: str) -> list[Found]:
    """Every part that a number leads to, following the makers' replacements to what is sold now.

    Args:
        session: reads only.
        text: the number as typed, with or without blanks and hyphens.

    Returns:
        Nothing where no part bears it; several where two makers use the same number.

    Raises:
        NumberUnreadable: the text cannot be a part number.
        SupersessionCircle: the catalogue's replacements run in a circle.
    """
    bearing = await store.by_number(session, normalise(text))
    edges = await store.edges(session) if bearing else []
    chains = [newest(part.id, edges) for part in bearing]
    parts = await store.by_ids(session, {step for chain in chains for step in chain})
    return [Found(parts[chain[-1]], tuple(parts[step] for step in chain)) for chain in chains]
