"""The car of a repair order: its VIN decoded, with what people have answered."""

from collections.abc import Mapping

from sqlalchemy.ext.asyncio import AsyncSession

from assist.caller import Ports
from assist.messages.model import Text
from assist.messages.workshop import FactView, OptionView, QuestionView
from knowledge.vehicles import facts
from knowledge.vehicles import text as known
from knowledge.vehicles.identify import identify
from knowledge.vehicles.questions import Question
from knowledge.vehicles.vehicle import Vehicle
from knowledge.vehicles.vin import Vin

_WARNINGS = {
    "vin_check_digit": Text(
        zh="车架号校验位不符：请对照铭牌再核对一次。",
        en="The VIN's check digit is wrong: compare it with the plate once more.",
    ),
    "vin_model_unknown": Text(
        zh="车架号里读不出车型，只有部分信息。",
        en="The VIN does not tell the model; only part of the facts are known.",
    ),
}


async def identified(session: AsyncSession, vin: str, answers: Mapping[str, str], ports: Ports) -> Vehicle:
    """The vehicle of a VIN with what people have answered."""
    return identify(Vin(vin), await ports.decoders(session), answers)


def words(text: known.Text) -> Text:
    """A text of knowledge as a text of the wire."""
    return Text(zh=text.zh, en=text.en)


def fact_views(vehicle: Vehicle) -> tuple[FactView, ...]:
    """Each fact with its label, as people read it, and its source."""
    return tuple(
        FactView(
            name=name,
            label=words(facts.label(name)),
            value=value,
            text=words(facts.value_text(name, value)),
            source=vehicle.sources.get(name, ""),
            origin=words(facts.source_text(vehicle.sources.get(name, ""))),
        )
        for name, value in vehicle.facts.items()
    )


def warning_views(vehicle: Vehicle) -> tuple[Text, ...]:
    """What is odd about the VIN."""
    return tuple(_WARNINGS[code] for code in vehicle.warnings if code in _WARNINGS)


def question_view(question: Question | None) -> QuestionView | None:
    """The one question, if there is one."""
    if question is None:
        return None
    options = tuple(OptionView(value=each.value, label=words(each.label)) for each in question.options)
    return QuestionView(fact=question.fact, prompt=words(question.prompt), options=options)
