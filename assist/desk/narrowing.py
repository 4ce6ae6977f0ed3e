"""Which of what is to be had is shown, and in which order: by tier, place, price, speed. Pure."""

from collections.abc import Sequence

from assist.dialogue.moves import LookUp
from assist.dialogue.replies import say
from assist.messages.model import Text
from commerce.offers import Offered, nearest


def narrowed(found: Sequence[Offered], move: LookUp) -> tuple[list[Offered], Text | None]:
    """What is left of tiers and of a place; where nothing is, everything, and a word that says so."""
    left, note = list(found), None
    if move.tier is not None:
        of_tier = [one for one in left if one.part.tier == move.tier]
        note = None if of_tier else say("none_in_tier", {"tier": say(f"tier_{move.tier}")})
        left = of_tier or left
    if move.not_tiers:
        others = [one for one in left if one.part.tier not in move.not_tiers]
        note = note if others else say("none_other_tier")
        left = others or left
    if move.in_stock:
        here = [one for one in left if one.source.place == "here"]
        note = note if here else say("none_in_stock")
        left = here or left
    return left, note


def ranked(found: Sequence[Offered], move: LookUp) -> list[Offered]:
    """Cheapest or fastest first where that was asked for; else the best way of each part, then the rest."""
    if move.wish == "cheapest":
        return sorted(found, key=lambda one: (one.price.taxed.gross, nearest(one)))
    if move.wish == "fastest":
        return sorted(found, key=lambda one: (one.source.arrives_us, nearest(one)))
    return _varied(found)


def _varied(found: Sequence[Offered]) -> list[Offered]:
    """Each part's best way first, then its other places, then the rest."""
    parts: dict[str, int] = {}
    places: dict[tuple[str, str], int] = {}
    varied = []
    for one in found:
        nth = parts.setdefault(one.part.id, 0)
        again = places.setdefault((one.part.id, one.source.place), 0)
        parts[one.part.id] += 1
        places[one.part.id, one.source.place] += 1
        varied.append((min(nth, 1) + min(again, 1), one))
    return [one for _, one in sorted(varied, key=lambda pair: pair[0])]
