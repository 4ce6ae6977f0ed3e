"""A part: one thing of one maker, with one number, and the rule that says which vehicles it fits."""

from dataclasses import dataclass
from typing import Literal

from commerce.ids import PartId
from knowledge.vehicles.conditions import Condition
from knowledge.vehicles.text import Text

Tier = Literal["oe", "oes", "brand", "equal"]


@dataclass(frozen=True)
class Part:
    """One thing that can be bought.

    Attributes:
        number: as the maker prints it.
        tier: oe 原厂, oes 配套, brand 品牌, equal 同质.
        fitment: three-valued over a vehicle; decides alone whether the part is offered.
        demonstration: made up; every screen says so.
        pack_ml: what one piece holds, of fluids.
    """

    id: PartId
    number: str
    maker: str
    family: str
    tier: Tier
    name: Text
    fitment: Condition
    demonstration: bool
    pack_ml: int | None = None
