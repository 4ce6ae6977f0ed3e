"""Who may follow which channel: one line for each kind. What is not named is refused."""

from collections.abc import Mapping

CHANNELS: Mapping[str, frozenset[str]] = {
    "job": frozenset({"technician", "foreman", "parts_clerk", "qa_reviewer", "manager"}),
    "order": frozenset({"technician", "foreman", "parts_clerk", "manager"}),
    "review": frozenset({"qa_reviewer"}),
}
"""Roles by the prefix of the channel; each sees only what belongs to their shop, unless they work for all."""

EVERY_SHOP = frozenset({"qa_reviewer", "manager", "administrator"})
"""Roles that work for the whole chain, if the person belongs to no shop."""


def may_follow(prefix: str, roles: frozenset[str]) -> bool:
    """Whether somebody with these roles may follow channels of this kind at all."""
    return bool(CHANNELS.get(prefix, frozenset()) & roles)


def scope(shop: str, roles: frozenset[str]) -> str | None:
    """The shop whose things a person may see; None for every shop."""
    return None if not shop and roles & EVERY_SHOP else shop
