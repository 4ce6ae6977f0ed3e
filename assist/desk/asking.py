"""Puts the dialogue's questions with words on their buttons, and keeps what was answered about the car."""

from dataclasses import replace

from assist.desk.cards import family_words, proper
from assist.desk.chat_state import ChatState
from assist.desk.lookup import ask_vin, car_of, look_up
from assist.desk.scene import Said, Scene, joined
from assist.dialogue.memory import Choice, Question
from assist.dialogue.moves import AnswerFact, Ask, Identify
from assist.dialogue.policy import FAMILIES
from assist.dialogue.replies import say
from assist.messages.chat import ChatOption, ChatQuestion
from assist.messages.model import Text
from assist.workshop import orders as repair_orders
from assist.workshop.vehicle import warning_views, words
from commerce.errors import OrderUnknown
from commerce.ids import OrderId, ShopId
from commerce.ordering import orders
from knowledge.vehicles.facts import check_answer, value_text
from knowledge.vehicles.vehicle import title


async def ask(scene: Scene, state: ChatState, move: Ask) -> Said:
    """Put one question."""
    prompt = say(move.reply)
    options = [
        ChatOption(value=choice.value, label=await _label(scene, state, move.question, choice))
        for choice in move.question.choices
    ]
    state = state.remembering(state.memory.asked(move.question))
    asked = ChatQuestion(prompt=prompt, options=tuple(options))
    text = say("not_carried", {"words": move.unlisted}) if move.unlisted else prompt
    return Said(state, text, asked)


async def identify_car(scene: Scene, state: ChatState, move: Identify) -> Said:
    """Show the car that was given, with what is odd about its VIN, and ask what is wanted."""
    car = await car_of(scene, state, move.vin, move.vin_tail)
    if isinstance(car, Said):
        return replace(car, state=car.state.remembering(replace(car.state.memory, vin=None)))
    if car is None:
        return ask_vin(state, say("ask_vin"))
    known = say("car_known", {"vehicle": words(title(car))})
    wanted = Question("family", tuple(Choice(family) for family in FAMILIES))
    options = tuple(ChatOption(value=family, label=family_words(family)) for family in FAMILIES)
    memory = replace(state.memory, vin=car.vin).asked(wanted)
    asked = ChatQuestion(prompt=say("ask_family"), options=options)
    return Said(replace(state, memory=memory, car=car.vin), joined(*warning_views(car), known), asked)


async def answer_fact(scene: Scene, state: ChatState, move: AnswerFact) -> Said:
    """Keep what a person says of the car, on its repair order where there is one, and look again."""
    vin = move.then.vin or state.memory.vin
    if vin is None:
        return await look_up(scene, state, move.then)
    if scene.file is not None and scene.file.vehicle.vin == vin:
        await repair_orders.answer_fact(
            scene.session, scene.file.repair_order, move.fact, move.value, by=scene.by, ports=scene.ports
        )
    else:
        state = state.answered(vin, move.fact, check_answer(move.fact, move.value))
    return await look_up(scene, state, replace(move.then, vin=vin))


async def _label(scene: Scene, state: ChatState, question: Question, choice: Choice) -> Text:
    """What stands on the button of an answer."""
    if question.about == "family":
        return family_words(choice.value)
    if question.about == "slot":
        return next(
            (words(slot.name) for slot in scene.slots if slot.id == choice.value), _plain(choice.value)
        )
    if question.about == "offer":
        behind = state.offers.get(choice.value)
        return _plain(behind.label if behind else choice.value)
    if question.about == "order":
        return await _order_label(scene, choice.value)
    return words(value_text(question.about, choice.value))


async def _order_label(scene: Scene, order: str) -> Text:
    try:
        found = await orders.one(scene.session, OrderId(order), ShopId(scene.by.shop))
    except OrderUnknown:
        return _plain(order)
    return _plain(f"{found.number} · {proper(found.quote.source_name)}")


def _plain(text: str) -> Text:
    return Text(zh=text, en=text)
