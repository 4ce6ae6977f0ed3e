"""A quote as a row and back. Nothing is computed: what was read back is what is read."""

from collections.abc import Mapping
from typing import Any

from pydantic import TypeAdapter

from commerce.money import Taxed
from commerce.ordering.shapes import Quote, QuoteLine
from knowledge.vehicles.text import Text

_LINES: TypeAdapter[tuple[QuoteLine, ...]] = TypeAdapter(tuple[QuoteLine, ...])


def write_quote(quote: Quote) -> dict[str, object]:
    """The values of a quote's row."""
    return {
        "id": quote.id,
        "shop": quote.shop,
        "by": quote.by,
        "source": quote.source,
        "source_name": quote.source_name.model_dump(),
        "place": quote.place,
        "lines": _LINES.dump_python(quote.lines, mode="json"),
        "net": quote.price.net,
        "tax": quote.price.tax,
        "currency": quote.currency,
        "arrives_us": quote.arrives_us,
        "made_us": quote.made_us,
        "expires_us": quote.expires_us,
        "demonstration": quote.demonstration,
    }


def read_quote(row: Mapping[str, Any]) -> Quote:
    """The quote of a row of `co_quote`."""
    return Quote(
        id=row["id"],
        shop=row["shop"],
        by=row["by"],
        source=row["source"],
        source_name=Text(**row["source_name"]),
        place=row["place"],
        lines=_LINES.validate_python(row["lines"]),
        price=Taxed(row["net"], row["tax"]),
        currency=row["currency"],
        arrives_us=row["arrives_us"],
        made_us=row["made_us"],
        expires_us=row["expires_us"],
        demonstration=row["demonstration"],
    )
