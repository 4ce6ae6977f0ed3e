"""Says which field of what was sent is wrong, and how; both have words in `web/locales/*/fields.json`."""

from collections.abc import Mapping, Sequence
from typing import Any

LIMITS = ("max_length", "min_length", "ge", "gt", "le", "lt")
"""What a limit is called by pydantic, and by the text that names it."""

UNSTORABLE = "string_unstorable"
"""The fault of a text that no database stores; see `assist.messages.model.Input`."""


def values(errors: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """The first of pydantic's errors as the values of an error of ours: `field`, `problem`, and its limit."""
    first = errors[0]
    context: Mapping[str, object] = first.get("ctx", {})
    field = ".".join(str(part) for part in first["loc"])
    return {
        "field": field[:200],
        "problem": str(first["type"]),
        **{name: str(context[name]) for name in LIMITS if name in context},
    }
