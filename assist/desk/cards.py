"""How an offer looks: its tier, price, place and arrival in words, and why it fits."""

from collections.abc import Sequence

from assist.dialogue.replies import say
from assist.messages.chat import Offer, PriceLine
from assist.messages.model import Text
from assist.workshop.vehicle import words
from commerce.catalog.fitment import Fitting
from commerce.offers import Offered
from commerce.pricing.policy import Policy
from knowledge.vehicles import text as known
from knowledge.vehicles.conditions import Outcome, Reason
from knowledge.vehicles.facts import label, value_text
from knowledge.vehicles.identify import ASKED
from knowledge.vehicles.vehicle import Vehicle

HOUR_US = 3_600_000_000
DAYS_FROM_H = 48
"""From two days on people count in days."""
PLAIN = frozenset({"make", "market"})
"""Facts that tell nobody why a part fits."""


def offer_card(
    name: str, offered: Offered, why: Text, *, older: Sequence[str], policy: Policy, now: int
) -> Offer:
    """One offer, ready for the screen.

    Args:
        name: the id by which the offer is taken.
        offered: part, source and price.
        why: why it fits.
        older: numbers whose place it took, oldest first.
        policy: for the tax rate.
        now: UTC microseconds.
    """
    part, source, price = offered.part, offered.source, offered.price
    return Offer(
        id=name,
        part_number=part.number,
        name=words(part.name),
        brand=part.maker,
        tier=part.tier,
        tier_label=say(f"tier_{part.tier}"),
        gross=price.taxed.gross,
        net=price.taxed.net,
        currency=price.currency,
        tax_percent=f"{policy.tax_bp / 100:g}",
        place=source.place,
        place_label=say(f"place_{source.place}"),
        arrival=arrival(source.arrives_us - now),
        arrives_at=source.arrives_us,
        why=why,
        superseded_from=tuple(older),
        breakdown=tuple(
            PriceLine(driver=line.driver, label=say(f"driver_{line.driver}"), amount=line.amount)
            for line in price.lines
        ),
        supplier=proper(source.name),
        demonstration=offered.demonstration,
    )


def arrival(wait_us: int) -> Text:
    """How long it takes, in the words of the counter: here, hours, or days, rounded up."""
    if wait_us <= 0:
        return say("arrival_here")
    hours = -(-wait_us // HOUR_US)
    if hours < DAYS_FROM_H:
        return say("arrival_hours", {"count": hours})
    return say("arrival_days", {"count": -(-hours // 24)})


def proper(name: known.Text) -> str:
    """A proper name as it stands on every screen, in both languages where they differ."""
    return name.zh if name.zh == name.en else f"{name.zh} {name.en}"


def why_fits(fitting: Fitting, vehicle: Vehicle) -> Text:
    """The facts of this car that make the part fit."""
    facts = fact_words(fitting.outcome, vehicle)
    return say("why_fits", {"facts": facts}) if facts else say("why_any")


def fact_words(outcome: Outcome, vehicle: Vehicle) -> Text | None:
    """The car's facts that decided, each once; None where none had to."""
    told: dict[str, Text] = {}
    for reason in outcome.reasons:
        if reason.value is not None and reason.leaf.fact not in told:
            told[reason.leaf.fact] = _fact(reason, vehicle)
    telling = {name: line for name, line in told.items() if name not in PLAIN} or told
    if not telling:
        return None
    lines = list(telling.values())
    return Text(zh="，".join(line.zh for line in lines), en=", ".join(line.en for line in lines))


def superseded(older: Sequence[str], new: str) -> Text:
    """That an old number is gone, and what took its place."""
    return say("superseded", {"old": older[0], "new": new})


def family_words(family: str) -> Text:
    """A family as it is called."""
    return say(f"family_{family}")


def _fact(reason: Reason, vehicle: Vehicle) -> Text:
    name, value = reason.leaf.fact, reason.value or ""
    key = "fact_asked" if vehicle.sources.get(name) == ASKED else "fact_line"
    return say(key, {"label": words(label(name)), "value": words(value_text(name, value))})
