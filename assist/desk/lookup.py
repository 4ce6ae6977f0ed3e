"""What fits and what it costs: by family and car, or by number; one question where the car leaves it open."""

from collections.abc import Sequence
from dataclasses import replace
from typing import cast

from assist.desk import cards
from assist.desk.chat_state import ChatState
from assist.desk.counter import CARDS_MOST, Block, Candidate, offered_now, pieces, show
from assist.desk.narrowing import narrowed, ranked
from assist.desk.scene import FAMILIES, Said, Scene, joined, vehicle_of, vins_ending
from assist.dialogue.memory import Choice, Memory, Question, Shown
from assist.dialogue.moves import LookUp
from assist.dialogue.replies import say
from assist.dialogue.turn import Family
from assist.messages.chat import ChatOption, ChatQuestion
from assist.messages.model import Text
from assist.workshop.vehicle import warning_views, words
from commerce.catalog import fitment, lookup
from commerce.catalog.fitment import Fit, Fitting, match
from commerce.catalog.numbers import MOST as NUMBER_MOST
from commerce.catalog.parts import Part
from commerce.errors import NumberUnreadable
from commerce.offers import nearest
from knowledge.vehicles import questions
from knowledge.vehicles.errors import InvalidVin
from knowledge.vehicles.vehicle import Vehicle
from knowledge.vehicles.vin import parse


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
            return ask_vin(state, say("ask_vin_full", {"given": tail}))
        vin = found[0]
    if vin is None:
        return None
    try:
        return await vehicle_of(scene, state, parse(vin))
    except InvalidVin as wrong:
        forgotten = state.remembering(replace(state.memory, vin=None))
        return ask_vin(forgotten, say(wrong.code, wrong.values()))


async def why(scene: Scene, state: ChatState, part: Part) -> Text:
    """Why a part that was offered before fits the car of the chat, or that it was found by its number."""
    vin = state.memory.vin
    if vin is None:
        return say("why_number")
    car = await vehicle_of(scene, state, vin)
    fitting = match([part], [], car).fitting
    return cards.why_fits(fitting[0], car) if fitting else say("why_number")


def ask_fact(state: ChatState, question: questions.Question, text: Text | None = None) -> Said:
    """Put the car's one open question."""
    choices = tuple(Choice(option.value, (option.label.zh, option.label.en)) for option in question.options)
    options = tuple(ChatOption(value=one.value, label=words(one.label)) for one in question.options)
    prompt = words(question.prompt)
    memory = state.memory.asked(Question(question.fact, choices))
    said = ChatQuestion(prompt=prompt, options=options)
    return Said(state.remembering(memory), text or prompt, said)


def ask_vin(state: ChatState, text: Text) -> Said:
    """Ask which car it is; the cars that wait in the shop become the buttons later (`among_waiting`)."""
    memory: Memory = state.memory.asked(Question("vin"))
    return Said(state.remembering(memory), text, ChatQuestion(prompt=text))


async def _by_family(scene: Scene, state: ChatState, move: LookUp, car: Vehicle | None) -> Said:
    """A block for each part that was named; the first question that one of them needs comes at the end."""
    if car is None or move.family is None:
        return ask_vin(state, say("ask_vin"))
    families = (move.family, *move.rest)
    fits = [await fitment.find(scene.session, car, family) for family in families]
    tried = [
        await _block(scene, state, move, [_candidate(one, car) for one in fit.fitting], nth=at)
        for at, fit in enumerate(fits)
        if fit.fitting
    ]
    notes = [
        say("nothing_fits", {"family": cards.family_words(family)})
        for family, fit in zip(families, fits, strict=True)
        if not fit.fitting and fit.question is None
    ]
    said = _laid_out(scene, state, move, tried, notes=notes)
    question = next((fit.question for fit in fits if fit.question is not None), None)
    return said if question is None else _asking(said, question, notes)


def _asking(said: Said, question: questions.Question, notes: Sequence[Text]) -> Said:
    """What fits for certain is shown; the question comes before it."""
    head = joined(*notes, say("certain")) if said.offers else joined(*notes) if notes else None
    asked = ask_fact(said.state, question, head)
    return replace(said, state=asked.state, text=asked.text, question=asked.question)


async def _by_number(scene: Scene, state: ChatState, move: LookUp, car: Vehicle | None) -> Said:
    number = move.number or ""
    try:
        found = await lookup.by_number(scene.session, number)
    except NumberUnreadable:
        found = []
    if not found:
        unknown = replace(state, memory=replace(state.memory, number=None))
        return _nothing(unknown, say("number_unknown", {"number": _short(number)}))
    older = {one.part.id: tuple(part.number for part in one.chain[:-1]) for one in found}
    replaced = [cards.superseded(names, one.part.number) for one in found if (names := older[one.part.id])]
    head = joined(say("found_number", {"number": found[0].chain[0].number}), *replaced)
    parts = [one.part for one in found]
    if parts[0].family in FAMILIES:
        state = state.remembering(replace(state.memory, family=cast("Family", parts[0].family)))
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
    scene: Scene, state: ChatState, move: LookUp, candidates: Sequence[Candidate], *, head: Text
) -> Said:
    """One block of offers, below the words that say how it was found."""
    tried = await _block(scene, state, move, candidates)
    return _laid_out(scene, state, move, [tried], head=head)


async def _block(
    scene: Scene, state: ChatState, move: LookUp, candidates: Sequence[Candidate], *, nth: int = 0
) -> Block | Text:
    """What is to be had of the move's nth part, narrowed and sorted as was asked; or why there is nothing."""
    wanted = move.amounts[nth] if move.amounts else _quantity(scene, move)
    by_pieces: dict[int, list[Part]] = {}
    for one in candidates:
        by_pieces.setdefault(pieces(one.part, wanted, litres=move.litres), []).append(one.part)
    priced = [await offered_now(scene, parts, count) for count, parts in by_pieces.items()]
    everything = sorted((offered for found in priced for offered in found), key=nearest)
    family = cards.family_words(candidates[0].part.family)
    if not everything:
        return say("nothing_sold", {"family": family})
    left, note = narrowed(everything, move)
    if move.more:
        left = [one for one in left if f"{one.part.id} {one.source.key}" not in state.seen]
        if not left:
            return say("no_more")
    heading = say("block", {"family": family, "quantity": wanted})
    return Block(ranked(left, move), candidates, wanted, move.litres, heading, note)


def _laid_out(
    scene: Scene,
    state: ChatState,
    move: LookUp,
    tried: Sequence[Block | Text],
    *,
    notes: Sequence[Text] = (),
    head: Text | None = None,
) -> Said:
    """The blocks below one another, each with its heading where several parts are wanted."""
    blocks = [one for one in tried if isinstance(one, Block)]
    notes = [*notes, *dict.fromkeys(one for one in tried if isinstance(one, Text))]
    if not blocks:
        memory = state.memory if move.more else state.memory.shown(())
        return Said(state.remembering(memory), joined(*notes))
    if move.rest and not move.number:
        text = say("more_offers" if move.more else "blocks")
    else:
        (only,) = blocks
        text = only.note or head or _head(move, only, next(iter(state.memory.earlier), ()))
        blocks = [replace(only, heading=None)]
    return show(scene, state, blocks, text=joined(*notes, text), slot=move.slot, fresh=not move.more)


def _head(move: LookUp, block: Block, before: Sequence[Shown]) -> Text:
    if move.more:
        return say("more_offers")
    if move.refines and block.quantity > 1:
        return say("refined_litres" if move.litres else "refined_pieces", {"quantity": block.quantity})
    family = block.candidates[0].part.family
    if move.refines:
        stood = [(one.part_number, one.source[:1]) for one in before]
        stands = [(one.part.number, (one.source.name.zh,)) for one in block.found[:CARDS_MOST]]
        return say("refined_same" if stands == stood else "refined")
    count = min(len(block.found), CARDS_MOST)
    return say("found", {"count": count, "family": cards.family_words(family)})


def _candidate(fitting: Fitting, car: Vehicle) -> Candidate:
    older = tuple(part.number for part in fitting.superseded)
    return Candidate(fitting.part, cards.why_fits(fitting, car), older)


def _short(number: str) -> str:
    """A number as it is said back: whole, unless nobody could mean it."""
    return number if len(number) <= NUMBER_MOST else f"{number[:NUMBER_MOST]}…"


def _quantity(scene: Scene, move: LookUp) -> int:
    if move.quantity is not None:
        return max(1, move.quantity)
    return next((slot.quantity for slot in scene.slots if slot.id == move.slot), 1)


def _nothing(state: ChatState, text: Text) -> Said:
    return Said(state.remembering(state.memory.shown(())), text)
