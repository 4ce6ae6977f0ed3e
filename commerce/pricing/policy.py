"""The knobs of pricing: what each driver takes, in basis points of the cost before tax."""

from pydantic import BaseModel, ConfigDict, Field


class Policy(BaseModel):
    """One chain's price policy; every field is a promise that a person signs, so none has a hidden effect."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    tax_bp: int = Field(1_300, ge=0, le=10_000, description="value-added tax on goods; 13 % in China")
    margin_bp: dict[str, int] = Field(
        {"oe": 1_800, "oes": 2_200, "brand": 2_600, "equal": 3_000},
        description="margin by tier: the dearer the part, the less is taken of it",
    )
    volume_bp: tuple[tuple[int, int], ...] = Field(
        ((0, 0), (50_000_00, 200), (200_000_00, 400)),
        description="discount by what the shop bought in 90 days (from, rate); rising, the last that applies",
    )
    urgency_bp: dict[str, int] = Field(
        {"here": 0, "transfer": 250, "order": 0},
        description="courier between our own places; nothing where the part waits or a supplier brings it",
    )
    age_bp: tuple[tuple[int, int], ...] = Field(
        ((0, 0), (180, 300), (365, 800)),
        description="discount by days on the shelf (from, rate); old stock should move",
    )
    floor_bp: int = Field(300, ge=0, description="what must stay above cost after every discount")
    quote_s: int = Field(900, ge=60, le=86_400, description="how long a price that was read back is pinned")


CURRENCY = "CNY"
"""The currency of the built-in chain; two decimals."""
