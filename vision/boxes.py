"""Says where on a photo something lies."""

from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

Fraction = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]

_ROUNDING = 1e-6


class Box(BaseModel):
    """A rectangle on an upright photo, in fractions of its width and height, from the upper left corner."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    x: Fraction
    y: Fraction
    w: Fraction
    h: Fraction

    @model_validator(mode="after")
    def _lies_inside(self) -> Self:
        if self.x + self.w > 1 + _ROUNDING or self.y + self.h > 1 + _ROUNDING:
            raise ValueError("box leaves the photo")
        return self


WHOLE = Box(x=0, y=0, w=1, h=1)


def on_whole(inner: Box, region: Box) -> Box:
    """A box that was found within a region, as a box on the whole photo."""
    return Box(
        x=region.x + inner.x * region.w,
        y=region.y + inner.y * region.h,
        w=inner.w * region.w,
        h=inner.h * region.h,
    )
