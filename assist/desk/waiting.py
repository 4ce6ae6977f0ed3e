"""The cars that wait in the shop: a list to start from, and the short names by which people call them."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from sqlalchemy.ext.asyncio import AsyncSession

from assist import store
from assist.caller import Caller, Ports
from assist.desk.scene import Said, Scene
from assist.messages.chat import ChatOption
from assist.messages.model import Text
from assist.messages.views import VehicleLine
from assist.workshop.vehicle import identified, words
from knowledge.vehicles.vehicle import title

CARS_MOST = 12
"""Cars of the list; the others are named by plate or VIN."""
TAIL = 8
"""Characters at the end of a VIN by which people tell cars apart."""
PLATE_LEAST = 5
"""Characters of a plate, without its dots, from which on it is taken for one inside a sentence."""


async def waiting_cars(session: AsyncSession, *, by: Caller, ports: Ports) -> Sequence[VehicleLine]:
    """The cars of the caller's shop whose repair orders are open, the newest order first, each car once."""
    rows = {row.vin: row for row in reversed(await store.orders_of(session, by.shop))}
    newest = list(reversed(rows.values()))[:CARS_MOST]
    return [
        VehicleLine(
            vin=row.vin,
            plate=row.plate,
            title=words(title(await identified(session, row.vin, row.known, ports))),
        )
        for row in newest
    ]


async def among_waiting(scene: Scene, said: Said) -> Said:
    """The question which car it is, with the cars that wait in the shop as its answers."""
    asked = said.state.memory.question
    if said.question is None or asked is None or asked.about != "vin":
        return said
    cars = await waiting_cars(scene.session, by=scene.by, ports=scene.ports)
    options = tuple(ChatOption(value=car.vin, label=_named(car)) for car in cars)
    return replace(said, question=said.question.model_copy(update={"options": options}))


def _named(car: VehicleLine) -> Text:
    short = car.plate or car.vin[-TAIL:]
    return Text(zh=f"{short} {car.title.zh}", en=f"{short} {car.title.en}")


async def spelled_out(session: AsyncSession, text: str, *, by: Caller) -> str:
    """The text with the plate of a waiting car, or the end of its VIN, written as its whole VIN."""
    cars = {row.vin: row.plate for row in await store.orders_of(session, by.shop)}
    return with_vins(text, cars.items())


def with_vins(text: str, cars: Iterable[tuple[str, str]]) -> str:
    """The text with plates and ends of VINs written as VINs, where they mean one car. Pure.

    Args:
        text: as typed.
        cars: VIN and plate of each.
    """
    known = tuple(cars)
    tails = Counter(vin[-TAIL:] for vin, _ in known)
    for vin, plate in known:
        names = [re.escape(vin[-TAIL:])] if tails[vin[-TAIL:]] == 1 else []
        names += [_plate(plate)] if len(re.sub(r"\W", "", plate)) >= PLATE_LEAST else []
        if names and vin not in text.upper():
            named = rf"(?<![a-z0-9-])(?:{'|'.join(names)})(?![a-z0-9-])"
            text = re.sub(named, f" {vin} ", text, count=1, flags=re.IGNORECASE)
    return text


def _plate(plate: str) -> str:
    """A plate as people type it: without its dots, and often without its province."""
    province, *rest = map(re.escape, list(re.sub(r"\W", "", plate)))
    return rf"{province}?[\s·.-]*" + r"[\s·.-]*".join(rest)
