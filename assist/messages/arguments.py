"""What the commands carry: the `data` of each, without the envelope."""

from typing import Annotated, Literal

from pydantic import Field

from assist.messages.model import Id, Input, Sha256, ShortText, Whole

Means = Literal["tap", "key", "voice", "gaze", "pinch", "controller"]


class Empty(Input):
    """No argument."""


class StepRef(Input):
    """One step of the job's pinned version."""

    step: Id


class GateRef(StepRef):
    """One gate of one step."""

    gate: Id


class SubOpenData(Input):
    """A channel (`job:…` or `order:…`), and the position after which to resume."""

    ch: Id
    epoch: Id | None = None
    after: Whole | None = None


class SubRefData(Input):
    """A channel."""

    ch: Id


class AckData(Input):
    """Everything up to `seq` of the channel has been handled."""

    ch: Id
    seq: Whole


class HazardsData(StepRef):
    """Hazards of a step, by the hash of their content."""

    hazards: Annotated[tuple[Sha256, ...], Field(min_length=1, max_length=16)]


class HazardAckData(HazardsData):
    """A person's own acknowledgement, and how they gave it."""

    means: Means


class CompleteData(StepRef):
    """Ask to complete the step; refused while a gate is closed."""

    means: Means = "tap"


class SkipData(StepRef):
    """Leave a step out, where the procedure allows it."""

    reason: Annotated[ShortText, Field(min_length=2)]


class MeasureData(GateRef):
    """A value typed by a person: the step becomes `claimed`, never `measured`."""

    value: Annotated[str, Field(pattern=r"^-?\d{1,9}([.,]\d{1,6})?$")]
    unit: Annotated[str, Field(max_length=16)]


class EvidenceData(GateRef):
    """A photo for a gate; it may be named before its bytes have arrived."""

    sha256: Sha256
    kind: Literal["photo"] = "photo"


class WitnessData(GateRef):
    """A second person confirms with their own credential, on the performer's device."""

    login: Annotated[str, Field(min_length=1, max_length=64)]
    password: Annotated[str, Field(min_length=1, max_length=128)]


OverrideReason = Literal[
    "camera_broken", "tool_broken", "no_access", "detector_wrong", "foreman_decision", "other"
]


class OverrideData(GateRef):
    """Open a gate without what it demands; QA sees it first. The gate's view says which reasons it takes."""

    reason: OverrideReason
    note: Annotated[ShortText, Field(min_length=2)]


class TimerData(StepRef):
    """Start the step's timer on the server."""

    gate: Id


class ChatTurnData(Input):
    """One turn of the parts chat, from a step's slot or from nothing.

    `seen` is the last turn whose answer stands on the screen: a yes is one to what was read back there.
    """

    chat: Id
    text: Annotated[ShortText, Field(min_length=1)]
    job: Id | None = None
    step: Id | None = None
    lang: Literal["zh", "en"] = "zh"
    seen: Annotated[int, Field(ge=0)] | None = None


class PartsOrderData(Input):
    """Yes to a read-back: order exactly what it said."""

    chat: Id
    quote: Id


class PartsCancelData(Input):
    """Take an order back, while no supplier has confirmed it."""

    order: Id
