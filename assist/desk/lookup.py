"""What fits and what it costs: by family and car, or by number; one question where the car leaves it open."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from assist.desk import cards
from assist.desk.chat_state import Behind, ChatState
from assist.desk.scene import Said, Scene, joined, vehicle_of, vins_ending
from assist.dialogue.memory import Choice, Memory, Question, Shown
from assist.dialogue.moves import LookUp
from assist.dialogue.replies import say
from assist.dialogue.turn import Family
from assist.messages.chat import ChatOption, ChatQuestion, Offer
from assist.messages.model import Text
from assist.workshop.vehicle import warning_views, words
from commerce.catalog import fitment, lookup
from commerce.catalog.fitment import Fit, Fitting, match
from commerce.catalog.parts import Part
from commerce.errors import NumberUnreadable
from commerce.ids import ShopId
from commerce.offers import Offered, nearest, offers
from knowledge.vehicles import questions
from knowledge.vehicles.errors import InvalidVin
from knowledge.vehicles.vehicle import Vehicle
from knowledge.vehicles.vin import parse

CARDS_MOST = 6
"""Offers on the screen at once; the rest come with "anything else?"."""


@dataclass(frozen=True)
class Candidate:
    """A part that may be offered, and the words that say why; `older` are the numbers it replaced."""

    part: Part
    why: Text
    older: tuple[str, ...] = ()


async def look_up(scene: Scene, state: ChatState, move: LookUp) -> Said:
    """Show what fits, or ask the one thing that has to be known first."""
    car = await car_of(scene, state, move.vin, move.vin_tail)
    if isinstance(car, Said):
        return car
    first = car is not None and car.vin != state.car
    if car is not None:
        state = replace(state, memory=replace(state.memory, vin=car.vin), car=car.vin)
    said = await (_by_number if move.number else _by_family)(scene, state, move, car)
    notes = [say("not_carried", {"words": move.unlisted})] if move.unlisted else []
    notes += list(warning_views(car)) if car is not None and first else []
    return replace(said, text=joined(*notes, said.text)) if notes else said


async def car_of(scene: Scene, state: ChatState, vin: str | None, tail: str | None) -> Vehicle | Said | None:
    """The car that is meant: by its VIN, by the end of one on a repair order, or none; or what to ask."""
    if vin is None and tail is not None:
        found = await vins_ending(scene, tail)
        if len(found) != 1:
            return _ask_vin(state, say("ask_vin_full", {"given": tail}))
        vin = found[0]
    if vin is None:
        return None
    try:
        return await vehicle_of(scene, state, parse(vin))
    except InvalidVin as wrong:
        forgotten = state.remembering(replace(state.memory, vin=None))
        return _ask_vin(forgotten, say(wrong.code, wrong.values()))


async def offered_now(scene: Scene, parts: Iterable[Part], quantity: int) -> list[Offered]:
    """Every way to get these parts into this shop now."""
    shop = ShopId(scene.by.shop)
    found = await offers(scene.session, parts, shop, policy=scene.policy, now=scene.now, quantity=quantity)
    return sorted(found, key=nearest)


def show(
    scene: Scene,
    state: ChatState,
    found: Sequence[Offered],
    candidates: Sequence[Candidate],
    *,
    text: Text,
    slot: str | None = None,
    fresh: bool = True,
) -> Said:
    """Put offers on the screen, and remember what each stands for."""
    by_part = {candidate.part.id: candidate for candidate in candidates}
    named = {f"o{state.turn}-{at}": offered for at, offered in enumerate(found[:CARDS_MOST], start=1)}
    shown = [_card(scene, name, offered, by_part[offered.part.id]) for name, offered in named.items()]
    behind = {
        name: Behind(
            one.part.id, one.source.key, slot, f"{one.part.number} · {cards.proper(one.source.name)}"
        )
        for name, one in named.items()
    }
    memory = state.memory.shown([_shown(card, named[card.id].part.family) for card in shown])
    state = state.showing(behind, fresh=fresh).remembering(memory)
    return Said(state, text, offers=tuple(shown))


def pieces(part: Part, quantity: int, *, litres: bool) -> int:
    """How many pieces are wanted; of a volume as many packs as hold it."""
    return -(-quantity * 1000 // part.pack_ml) if litres and part.pack_ml else quantity


def ask_fact(state: ChatState, question: questions.Question, text: Text | None = None) -> Said:
    """Put the car's one open question."""
    choices = tuple(Choice(option.value, (option.label.zh, option.label.en)) for option in question.options)
    options = tuple(ChatOption(value=one.value, label=words(one.label)) for one in question.options)
    prompt = words(question.prompt)
    memory = state.memory.asked(Question(question.fact, choices))
    said = ChatQuestion(prompt=prompt, options=options)
    return Said(state.remembering(memory), joined(text, prompt) if text else prompt, said)


async def _by_family(scene: Scene, state: ChatState, move: LookUp, car: Vehicle | None) -> Said:
    if car is None or move.family is None:
        return _ask_vin(state, say("ask_vin"))
    fit = await fitment.find(scene.session, car, move.family)
    if not fit.fitting and fit.question is not None:
        return ask_fact(state, fit.question)
    if not fit.fitting:
        return _nothing(state, say("nothing_fits", {"family": cards.family_words(move.family)}))
    candidates = [_candidate(fitting, car) for fitting in fit.fitting]
    if fit.question is None:
        candidates += await _rest(scene, move, car)
    said = await _priced(scene, state, move, candidates)
    if fit.question is None or not said.offers:
        return said
    asked = ask_fact(said.state, fit.question, said.text)
    return replace(said, state=asked.state, text=asked.text, question=asked.question)


async def _rest(scene: Scene, move: LookUp, car: Vehicle) -> list[Candidate]:
    """What was named in the same breath and fits for certain."""
    fits = [await fitment.find(scene.session, car, family) for family in move.rest]
    return [_candidate(fitting, car) for fit in fits for fitting in fit.fitting]


async def _by_number(scene: Scene, state: ChatState, move: LookUp, car: Vehicle | None) -> Said:
    number = move.number or ""
    try:
        found = await lookup.by_number(scene.session, number)
    except NumberUnreadable:
        found = []
    if not found:
        return _nothing(state, say("number_unknown", {"number": number}))
    older = {one.part.id: tuple(part.number for part in one.chain[:-1]) for one in found}
    replaced = [cards.superseded(names, one.part.number) for one in found if (names := older[one.part.id])]
    head = joined(say("found_number", {"number": found[0].chain[0].number}), *replaced)
    parts = [one.part for one in found]
    if car is None:
        known = [Candidate(part, say("why_number"), older[part.id]) for part in parts]
        return await _priced(scene, state, move, known, head=head)
    fit = match(parts, [], car)
    if fit.question is not None:
        return ask_fact(state, fit.question, say("number_ask", {"number": number}))
    if not fit.fitting:
        return _nothing(state, _why_not(parts[0].number, fit, car))
    fitting = [replace(_candidate(one, car), older=older[one.part.id]) for one in fit.fitting]
    return await _priced(scene, state, move, fitting, head=head)


def _why_not(number: str, fit: Fit, car: Vehicle) -> Text:
    """That a number does not fit, by which facts; or that the car is none of those that it is listed for."""
    facts = cards.fact_words(fit.refused[0].outcome, car) if fit.refused else None
    if facts is None:
        return say("number_not_listed", {"number": number})
    return say("number_not_fit", {"number": number, "facts": facts})


async def _priced(
    scene: Scene,
    state: ChatState,
    move: LookUp,
    candidates: Sequence[Candidate],
    *,
    head: Text | None = None,
) -> Said:
    """Offers of what fits, narrowed and sorted as was asked."""
    wanted = _quantity(scene, move)
    by_pieces: dict[int, list[Part]] = {}
    for one in candidates:
        by_pieces.setdefault(pieces(one.part, wanted, litres=move.litres), []).append(one.part)
    priced = [await offered_now(scene, parts, count) for count, parts in by_pieces.items()]
    everything = sorted((offered for found in priced for offered in found), key=nearest)
    if not everything:
        family = move.family or candidates[0].part.family
        return _nothing(state, say("nothing_sold", {"family": cards.family_words(family)}))
    left, note = _narrowed(everything, move)
    if move.more:
        left = [one for one in left if f"{one.part.id} {one.source.key}" not in state.seen]
        if not left:
            return Said(state, say("no_more"))
    chosen = _sorted(left, move)
    text = note or head or _head(move, chosen)
    return show(scene, state, chosen, candidates, text=text, slot=move.slot, fresh=not move.more)


def _head(move: LookUp, chosen: Sequence[Offered]) -> Text:
    if move.more:
        return say("more_offers")
    return say("refined") if move.refines else _counted(chosen)


def _counted(found: Sequence[Offered]) -> Text:
    """How many parts of each family are offered."""
    families = dict.fromkeys(one.part.family for one in found)
    parts = {family: {one.part.id for one in found if one.part.family == family} for family in families}
    return joined(*(cards.counted(len(of_family), family) for family, of_family in parts.items()))


def _narrowed(found: list[Offered], move: LookUp) -> tuple[list[Offered], Text | None]:
    """What is left of a tier and of a place; where nothing is, everything, and a word that says so."""
    left, note = found, None
    if move.tier is not None:
        of_tier = [one for one in left if one.part.tier == move.tier]
        note = None if of_tier else say("none_in_tier", {"tier": say(f"tier_{move.tier}")})
        left = of_tier or left
    if move.in_stock:
        here = [one for one in left if one.source.place == "here"]
        note = note if here else say("none_in_stock")
        left = here or left
    return left, note


def _sorted(found: list[Offered], move: LookUp) -> list[Offered]:
    if move.wish == "cheapest":
        return sorted(found, key=lambda one: (one.price.taxed.gross, nearest(one)))
    if move.wish == "fastest":
        return sorted(found, key=lambda one: (one.source.arrives_us, nearest(one)))
    return _varied(found)


def _varied(found: list[Offered]) -> list[Offered]:
    """Each part's best way first, then its other places, then the rest."""
    parts: dict[str, int] = {}
    places: dict[tuple[str, str], int] = {}
    ranked = []
    for one in found:
        nth = parts.setdefault(one.part.id, 0)
        again = places.setdefault((one.part.id, one.source.place), 0)
        parts[one.part.id] += 1
        places[one.part.id, one.source.place] += 1
        ranked.append((min(nth, 1) + min(again, 1), one))
    return [one for _, one in sorted(ranked, key=lambda pair: pair[0])]


def _candidate(fitting: Fitting, car: Vehicle) -> Candidate:
    older = tuple(part.number for part in fitting.superseded)
    return Candidate(fitting.part, cards.why_fits(fitting, car), older)


def _card(scene: Scene, name: str, offered: Offered, candidate: Candidate) -> Offer:
    return cards.offer_card(
        name, offered, candidate.why, older=candidate.older, policy=scene.policy, now=scene.now
    )


def _shown(card: Offer, family: str) -> Shown:
    known: Family = family  # type: ignore[assignment] # a family that the dialogue lacks is only never named
    return Shown(card.id, card.part_number, card.tier, card.gross, card.arrives_at, known)


def _behind(offered: Offered, slot: str | None) -> Behind:
    label = f"{offered.part.number} · {cards.proper(offered.source.name)}"
    return Behind(offered.part.id, offered.source.key, slot, label)


def _quantity(scene: Scene, move: LookUp) -> int:
    if move.quantity is not None:
        return max(1, move.quantity)
    return next((slot.quantity for slot in scene.slots if slot.id == move.slot), 1)


def _ask_vin(state: ChatState, text: Text) -> Said:
    memory: Memory = state.memory.asked(Question("vin"))
    return Said(state.remembering(memory), text, ChatQuestion(prompt=text))


def _nothing(state: ChatState, text: Text) -> Said:
    return Said(state.remembering(state.memory.shown(())), text)
