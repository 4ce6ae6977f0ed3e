"""Puts offers on the counter, a block for each part that was asked for, and keeps what each card means."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assist.desk import cards
from assist.desk.chat_state import Behind, ChatState
from assist.desk.scene import Said, Scene
from assist.dialogue.memory import Shown
from assist.messages.chat import Offer
from assist.messages.model import Text
from commerce.catalog.parts import Part
from commerce.ids import ShopId
from commerce.money import written
from commerce.offers import Offered, nearest, offers

CARDS_MOST = 6
"""Offers on the screen at once; the rest come with "anything else?"."""
CARDS_LEAST = 2
"""Offers of each part where several parts share the counter."""


@dataclass(frozen=True)
class Candidate:
    """A part that may be offered, and the words that say why; `older` are the numbers it replaced."""

    part: Part
    why: Text
    older: tuple[str, ...] = ()


@dataclass(frozen=True)
class Block:
    """What is to be had of one wish, best first.

    Attributes:
        quantity: How many are wanted; of a volume as many packs as hold it.
        heading: What stands above the cards where several parts are wanted.
        note: That what was wished for is not there, and these are the others.
    """

    found: Sequence[Offered]
    candidates: Sequence[Candidate]
    quantity: int
    litres: bool = False
    heading: Text | None = None
    note: Text | None = None


async def offered_now(scene: Scene, parts: Iterable[Part], quantity: int) -> list[Offered]:
    """Every way to get these parts into this shop now."""
    shop = ShopId(scene.by.shop)
    found = await offers(scene.session, parts, shop, policy=scene.policy, now=scene.now, quantity=quantity)
    return sorted(found, key=nearest)


def pieces(part: Part, quantity: int, *, litres: bool) -> int:
    """How many pieces are wanted; of a volume as many packs as hold it."""
    return -(-quantity * 1000 // part.pack_ml) if litres and part.pack_ml else quantity


def show(
    scene: Scene,
    state: ChatState,
    blocks: Sequence[Block],
    *,
    text: Text,
    slot: str | None = None,
    fresh: bool = True,
) -> Said:
    """Put offers on the screen, and remember what each stands for."""
    most = max(CARDS_LEAST, CARDS_MOST // len(blocks)) if blocks else 0
    chosen = [(block, offered) for block in blocks for offered in block.found[:most]]
    named = {f"o{state.turn}-{at}": pair for at, pair in enumerate(chosen, start=1)}
    shown = [_card(scene, name, block, offered) for name, (block, offered) in named.items()]
    behind = {name: _behind(offered, slot) for name, (_, offered) in named.items()}
    vin = state.memory.vin or ""
    memory = state.memory.shown([_shown(card, *named[card.id], vin) for card in shown])
    state = state.showing(behind, fresh=fresh).remembering(memory)
    return Said(state, text, offers=tuple(shown))


def _card(scene: Scene, name: str, block: Block, offered: Offered) -> Offer:
    candidate = next(one for one in block.candidates if one.part.id == offered.part.id)
    card = cards.offer_card(
        name, offered, candidate.why, older=candidate.older, policy=scene.policy, now=scene.now
    )
    return card.model_copy(update={"group": block.heading and _with(block.heading, block.note)})


def _with(heading: Text, note: Text | None) -> Text:
    return heading if note is None else Text(zh=f"{heading.zh}。{note.zh}", en=f"{heading.en}. {note.en}")


def _behind(offered: Offered, slot: str | None) -> Behind:
    price = f"¥{written(offered.price.taxed.gross)}"
    label = f"{offered.part.number} · {cards.proper(offered.source.name)} · {price}"
    return Behind(offered.part.id, offered.source.key, slot, label)


def _shown(card: Offer, block: Block, offered: Offered, vin: str) -> Shown:
    family = offered.part.family
    return Shown(
        card.id,
        card.part_number,
        card.tier,
        card.gross,
        card.arrives_at,
        family,  # type: ignore[arg-type] # a family that the dialogue lacks is only never named
        quantity=pieces(offered.part, block.quantity, litres=block.litres),
        vin=vin,
        here=offered.source.place == "here",
        source=tuple({offered.source.name.zh: None, offered.source.name.en: None}),
    )
