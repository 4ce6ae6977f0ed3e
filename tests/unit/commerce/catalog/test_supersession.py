"""Which number takes the place of which."""

import pytest

from commerce.catalog.supersession import Edge, EdgeKind, newest, superseded_by
from commerce.errors import SupersessionCircle
from commerce.ids import PartId


def edge(old: str, new: str, kind: EdgeKind = "supersedes") -> Edge:
    return Edge(PartId(old), PartId(new), kind, 0, "the maker")


CHAIN = [edge("a", "b"), edge("b", "c"), edge("c", "d"), edge("d", "x", "interchange")]


@pytest.mark.parametrize(("given", "chain"), [("a", "abcd"), ("c", "cd"), ("d", "d"), ("x", "x")])
def test_a_number_leads_to_what_is_sold_now(given: str, chain: str) -> None:
    """Three replacements are followed to the last; an interchangeable part of another maker is not."""
    assert newest(PartId(given), CHAIN) == tuple(chain)


@pytest.mark.parametrize(("given", "older"), [("d", "abc"), ("b", "a"), ("a", ""), ("x", "")])
def test_a_part_knows_the_numbers_it_replaced(given: str, older: str) -> None:
    """The older numbers of a part are listed, oldest first."""
    assert superseded_by(PartId(given), CHAIN) == tuple(older)


def test_one_part_may_replace_two() -> None:
    """Two old numbers that lead to one part are both listed."""
    assert set(superseded_by(PartId("c"), [edge("a", "c"), edge("b", "c")])) == {"a", "b"}


def test_a_circle_is_refused() -> None:
    """Numbers that replace each other in a circle are refused rather than followed for ever."""
    circle = [edge("a", "b"), edge("b", "c"), edge("c", "a")]
    with pytest.raises(SupersessionCircle):
        newest(PartId("a"), circle)
    assert set(superseded_by(PartId("a"), circle)) == {"b", "c"}
