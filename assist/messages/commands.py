"""What a client may ask. One command gets exactly one reply.

A type of the protocol that is not served yet is answered `unsupported`, as is a type that nobody knows;
`x.*` and `$*` are ignored. Input that names unknown fields is refused.
"""

from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from assist.messages.arguments import (
    AckData,
    ChatTurnData,
    CompleteData,
    Empty,
    EvidenceData,
    HazardAckData,
    HazardsData,
    MeasureData,
    OverrideData,
    PartsCancelData,
    PartsOrderData,
    SkipData,
    StepRef,
    SubOpenData,
    SubRefData,
    TimerData,
    WitnessData,
)
from assist.messages.model import MOST, Id, Input, Micros, Whole


class _Command(Input):
    id: Annotated[int, Field(strict=True, ge=1, le=MOST, description="rises by connection")]
    idem: Id
    at: Annotated[Micros, Field(description="the device's time; never used for order")]
    dseq: Annotated[int, Field(strict=True, ge=1, le=MOST)] | None = None


class _JobCommand(_Command):
    job: Id
    fence: Whole | None = None
    rev: Whole | None = None


class SubOpen(_Command):
    """Follow a channel, from a position or from now."""

    type: Literal["sub.open"]
    data: SubOpenData


class SubClose(_Command):
    """Follow a channel no more."""

    type: Literal["sub.close"]
    data: SubRefData


class JobClaim(_JobCommand):
    """Take a free job, or go on with one's own."""

    type: Literal["job.claim"]
    data: Empty = Empty()


class JobTakeover(_JobCommand):
    """Take a job from its holder."""

    type: Literal["job.takeover"]
    data: Empty = Empty()


class JobFinish(_JobCommand):
    """End a job whose steps are all settled."""

    type: Literal["job.finish"]
    data: Empty = Empty()


class HazardDisplayed(_JobCommand):
    """The device has drawn these hazards."""

    type: Literal["hazard.displayed"]
    data: HazardsData


class HazardAck(_JobCommand):
    """The person has understood these hazards."""

    type: Literal["hazard.ack"]
    data: HazardAckData


class StepShow(_JobCommand):
    """Look at a step that was reached before; it completes nothing."""

    type: Literal["step.show"]
    data: StepRef


class StepBack(_JobCommand):
    """Look at the step before; it completes nothing."""

    type: Literal["step.back"]
    data: Empty = Empty()


class StepComplete(_JobCommand):
    """The open step is done."""

    type: Literal["step.complete"]
    data: CompleteData


class StepSkip(_JobCommand):
    """Leave the open step out."""

    type: Literal["step.skip"]
    data: SkipData


class MeasureRecord(_JobCommand):
    """Enter a value for a gate of the open step."""

    type: Literal["measure.record"]
    data: MeasureData


class EvidenceCommit(_JobCommand):
    """Name a photo for a gate of the open step."""

    type: Literal["evidence.commit"]
    data: EvidenceData


class WitnessSign(_JobCommand):
    """A second person signs on this device."""

    type: Literal["witness.sign"]
    data: WitnessData


class GateOverride(_JobCommand):
    """Open a gate without what it demands."""

    type: Literal["gate.override"]
    data: OverrideData


class TimerStart(_JobCommand):
    """Start a timer of the open step."""

    type: Literal["timer.start"]
    data: TimerData


class ChatTurn(_Command):
    """Say something to the parts desk."""

    type: Literal["chat.turn"]
    data: ChatTurnData


class PartsOrder(_Command):
    """Order what was read back."""

    type: Literal["parts.order"]
    data: PartsOrderData


class PartsCancel(_Command):
    """Take an order back."""

    type: Literal["parts.cancel"]
    data: PartsCancelData


class Ack(Input):
    """Cumulative acknowledgement of pushes; has no reply."""

    type: Literal["ack"]
    data: AckData


JobCommand = Annotated[
    JobClaim
    | JobTakeover
    | JobFinish
    | HazardDisplayed
    | HazardAck
    | StepShow
    | StepBack
    | StepComplete
    | StepSkip
    | MeasureRecord
    | EvidenceCommit
    | WitnessSign
    | GateOverride
    | TimerStart,
    Field(discriminator="type"),
]
Command = Annotated[
    SubOpen | SubClose | JobCommand | ChatTurn | PartsOrder | PartsCancel,
    Field(discriminator="type"),
]
COMMANDS: TypeAdapter[Command] = TypeAdapter(Command)

LATER = frozenset(
    {
        "job.pause", "job.resume", "job.handoff", "step.jump", "step.branch", "scan.record",
        "parts.hold", "anchor.set", "annotate.add", "annotate.remove",
        "expert.call", "expert.join", "expert.leave", "expert.signal",
    }
)  # fmt: skip
"""Commands that the protocol names and that are answered `unsupported` until they are served."""
