"""What a turn is spoken into: who, where in which job, which car; and what it says back."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import cast, get_args

from sqlalchemy.ext.asyncio import AsyncSession

from assist import store, tables
from assist.caller import Caller, Ports
from assist.desk.chat_state import ChatState
from assist.dialogue.memory import Slot
from assist.dialogue.turn import Family
from assist.files import file_of, version_of
from assist.memory import JobFile
from assist.messages.chat import ChatQuestion, Offer, OrderView, Readback
from assist.messages.model import Text
from assist.messages.views import VehicleLine
from assist.workshop.vehicle import identified, words
from commerce.pricing.policy import Policy
from knowledge.procedures.models import PartSlot
from knowledge.vehicles.errors import InvalidVin
from knowledge.vehicles.vehicle import Vehicle, title
from knowledge.vehicles.vin import parse

FAMILIES = frozenset(get_args(Family))


@dataclass(frozen=True)
class Scene:
    """One turn's surroundings.

    Attributes:
        file: the job that the screen shows; None in a chat from nothing.
        slots: the part slots of the step that the screen shows.
    """

    session: AsyncSession
    by: Caller
    now: int
    ports: Ports
    policy: Policy
    file: JobFile | None = None
    step: str | None = None
    slots: tuple[PartSlot, ...] = ()


@dataclass(frozen=True)
class Said:
    """What a move comes to: the chat afterwards, and what the screen gets."""

    state: ChatState
    text: Text
    question: ChatQuestion | None = None
    offers: tuple[Offer, ...] = ()
    readback: Readback | None = None
    orders: tuple[OrderView, ...] = field(default=())


async def slots_of(session: AsyncSession, job: str, step: str, ports: Ports) -> tuple[PartSlot, ...]:
    """The part slots of a step in the version that the job is pinned to; none where it has no such step."""
    row = await store.row(session, tables.job, id=job)
    if row is None:
        return ()
    procedure = await version_of(session, row.version, ports.memory)
    return procedure.step(step).slots if step in procedure.positions else ()


async def scene(
    session: AsyncSession,
    *,
    job: str | None,
    step: str | None,
    by: Caller,
    now: int,
    ports: Ports,
    policy: Policy,
) -> Scene:
    """The surroundings of a turn.

    Raises:
        JobUnknown: there is no such job in this person's shop.
    """
    if job is None:
        return Scene(session, by, now, ports, policy)
    file = await file_of(session, job, by.shop, ports.memory)
    slots = await slots_of(session, job, step, ports) if step else ()
    return Scene(session, by, now, ports, policy, file, step, slots)


def pointed_at(scene: Scene) -> tuple[Slot, ...]:
    """The step's slots as the dialogue knows them."""
    known = [slot for slot in scene.slots if slot.family in FAMILIES]
    return tuple(Slot(slot.id, cast("Family", slot.family), slot.quantity) for slot in known)


async def vehicle_of(scene: Scene, state: ChatState, vin: str) -> Vehicle:
    """The car of a VIN, with what people have answered: on its repair order, then in this chat."""
    answers = {**await _on_repair_order(scene, vin), **state.known.get(vin, {})}
    return await identified(scene.session, vin, answers, scene.ports)


async def vins_ending(scene: Scene, tail: str) -> tuple[str, ...]:
    """VINs of the shop's open repair orders that end so; usually one."""
    rows = await store.orders_of(scene.session, scene.by.shop)
    return tuple(sorted({row.vin for row in rows if row.vin.endswith(tail.upper())}))


async def line(scene: Scene, vehicle: Vehicle) -> VehicleLine:
    """The car in one line, with its plate where a repair order has one."""
    if scene.file is not None and scene.file.vehicle.vin == vehicle.vin:
        return scene.file.vehicle
    rows = await store.orders_of(scene.session, scene.by.shop)
    plate = next((row.plate for row in rows if row.vin == vehicle.vin), "")
    return VehicleLine(vin=vehicle.vin, plate=plate, title=words(title(vehicle)))


async def car_line(scene: Scene, state: ChatState) -> VehicleLine | None:
    """The car that the chat is about, as it is pinned on top of the screen; None while there is none."""
    vin = state.memory.vin
    if vin is None:
        return None
    if scene.file is not None and scene.file.vehicle.vin == vin:
        return scene.file.vehicle
    try:
        return await line(scene, await vehicle_of(scene, state, parse(vin)))
    except InvalidVin:
        return None


async def _on_repair_order(scene: Scene, vin: str) -> Mapping[str, str]:
    if scene.file is not None and scene.file.vehicle.vin == vin:
        row = await store.row(scene.session, tables.repair_order, id=scene.file.repair_order)
        return dict(row.known) if row is not None else {}
    rows = await store.orders_of(scene.session, scene.by.shop)
    return next((dict(row.known) for row in rows if row.vin == vin), {})


def joined(*texts: Text) -> Text:
    """Several sentences as one text."""
    return Text(zh="".join(text.zh for text in texts), en=" ".join(text.en for text in texts))
