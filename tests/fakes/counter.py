"""The counter of a demonstration shop: its vehicles, procedures and parts, and somebody who talks."""

from dataclasses import dataclass, field
from functools import cache

from sqlalchemy.ext.asyncio import AsyncSession

from assist import parts_desk, technician
from assist.caller import Caller, Ports, UserId
from assist.messages.arguments import ChatTurnData, PartsOrderData
from assist.messages.chat import ChatAnswer, OrderView
from assist.workshop.orders import NewOrder, open_order
from knowledge.vehicles import imports
from knowledge.vehicles.decoders.port import Decoder
from knowledge.vehicles.decoders.vpic import VpicDecoder
from web.demo.load_commerce import load_commerce
from web.demo.load_knowledge import load_knowledge
from web.demo.supplier_secrets import invent
from web.identity.models import Shop, ShopId

NOW = 1_800_000_000_000_000
SECOND = 1_000_000
SHOPS = tuple(Shop(ShopId(f"shop-{n}"), f"{n}店", f"Shop {n}") for n in range(3))

AUTOMATIC = "0XHSA15H3LA003421"
CVT = "0XHSA15H2NA061250"
DISC_320 = "0YST2SY40MA000815"
DISC_OPEN = "0YST2SY00KA001277"
HONDA = "1HGCM82633A004352"


@cache
def us_decoder() -> Decoder:
    """Loaded once for all tests."""
    return VpicDecoder()


async def nobody(_login: str, _password: str, _by: Caller) -> Caller | None:
    return None


async def nothing(_session: AsyncSession, _person: str, _sha: str) -> bool:
    return False


async def no_names(_session: AsyncSession, _ids: frozenset[str]) -> dict[str, str]:
    return {}


async def decoders(session: AsyncSession) -> tuple[Decoder, ...]:
    return (await imports.decoder(session), us_decoder())


@dataclass
class Counter:
    """Talks to the desk in one chat."""

    session: AsyncSession
    by: Caller = field(default_factory=lambda: Caller(UserId("clerk"), SHOPS[0].id))
    chat: str = "chat-1"
    job: str | None = None
    step: str | None = None
    now: int = NOW
    secrets: dict[str, str] = field(default_factory=lambda: dict(invent()))
    ports: Ports = field(
        default_factory=lambda: Ports(verify=nobody, sent=nothing, names=no_names, decoders=decoders)
    )

    async def open(self) -> "Counter":
        """Load the chain."""
        await load_knowledge(self.session, now=self.now)
        await load_commerce(self.session, now=self.now, secrets=self.secrets, shops=SHOPS)
        return self

    async def say(self, text: str, *, lang: str = "zh", seen: int | None = None) -> ChatAnswer:
        """One turn."""
        said = ChatTurnData.model_validate(
            {"chat": self.chat, "text": text, "job": self.job, "step": self.step, "lang": lang, "seen": seen}
        )
        return await parts_desk.turn(self.session, said, by=self.by, now=self.now, ports=self.ports)

    async def press_order(self, quote: str) -> OrderView:
        """The button of a read-back."""
        wanted = PartsOrderData(chat=self.chat, quote=quote)
        return await parts_desk.order(self.session, wanted, by=self.by, now=self.now, ports=self.ports)

    async def take_in(self, vin: str, plate: str = "演A·1") -> str:
        """A repair order for a car; its id."""
        order = await open_order(
            self.session, NewOrder(vin, plate), by=self.by, now=self.now, ports=self.ports
        )
        return order.id

    async def start(self, vin: str, procedure: str, step: str) -> str:
        """A job on a car, its screen at a step; the repair order's id."""
        order = await self.take_in(vin)
        self.job = await technician.start_job(
            self.session, order, procedure, by=self.by, now=self.now, ports=self.ports
        )
        self.step = step
        return order
