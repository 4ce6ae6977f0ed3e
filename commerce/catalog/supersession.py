"""Which number takes the place of which. Pure over loaded edges."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from commerce.errors import SupersessionCircle
from commerce.ids import PartId

EdgeKind = Literal["supersedes", "interchange"]


@dataclass(frozen=True)
class Edge:
    """One typed step between two parts: `new` may stand in for `old`, since a time, by a source's word.

    `supersedes` means that the maker ended the old number; `interchange` that another maker's part does the
    same work, while the old one is still sold.
    """

    old: PartId
    new: PartId
    kind: EdgeKind
    since_us: int
    source: str


def newest(part: PartId, edges: Iterable[Edge]) -> tuple[PartId, ...]:
    """The chain from a part to the one that is sold now, the part itself first.

    Only `supersedes` is followed; a part that nothing replaces is a chain of one.

    Raises:
        SupersessionCircle: the numbers replace each other in a circle.
    """
    following = {edge.old: edge.new for edge in edges if edge.kind == "supersedes"}
    chain = [part]
    while chain[-1] in following:
        step = following[chain[-1]]
        if step in chain:
            raise SupersessionCircle(number=part)
        chain.append(step)
    return tuple(chain)


def superseded_by(part: PartId, edges: Iterable[Edge]) -> tuple[PartId, ...]:
    """Every older part whose place this one took, oldest first."""
    before = [edge for edge in edges if edge.kind == "supersedes"]
    older: list[PartId] = []
    front = {part}
    while front:
        front = {edge.old for edge in before if edge.new in front} - {part, *older}
        older = [*sorted(front), *older]
    return tuple(older)
