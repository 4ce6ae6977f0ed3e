"""QA's queue: photos by risk, and verdicts on them."""

from collections.abc import Sequence

from fastapi import APIRouter
from sqlalchemy.ext.asyncio import AsyncSession

from assist import evidence
from assist.errors import JobUnknown
from assist.files import file_of, version_of
from assist.guidance.causes import message
from assist.guidance.log import states
from assist.guidance.views import hazard_view, value_view, words
from assist.messages.model import Box, Text
from knowledge.procedures.models import Gate, MeasureGate
from vision import publishing, reasons, verdicts
from vision.boxes import Box as VisionBox
from vision.reviews import Opinion, Override, Review, ReviewId
from web.identity import people
from web.identity.models import Person
from web.routes import shapes
from web.routes.doors import DepsDep, PersonDep, ReadDep, SessionDep
from web.socket.policies import scope
from web.wiring import Deps

router = APIRouter()
SHOWN_MOST = 50
EXAMPLES = 3


@router.get("/reviews")
async def queue(session: ReadDep, person: PersonDep, deps: DepsDep) -> shapes.ReviewQueue:
    """Photos that wait for a verdict, gravest risk first."""
    waiting = await verdicts.queue(session, shop=_shop(person), viewer=person.id)
    return shapes.ReviewQueue(
        items=await _items(session, waiting[:SHOWN_MOST], person, deps),
        waiting=len(waiting),
        reasons=tuple(_reasons()),
    )


@router.get("/reviews/{review}")
async def one(review: str, session: ReadDep, person: PersonDep, deps: DepsDep) -> shapes.ReviewItem:
    """One photo, waiting or judged."""
    found = await verdicts.find(session, ReviewId(review), shop=_shop(person))
    return (await _items(session, [found], person, deps))[0]


@router.post("/reviews/{review}/verdict")
async def judge(
    *, review: str, body: shapes.VerdictBody, session: SessionDep, person: PersonDep, deps: DepsDep
) -> shapes.VerdictGiven:
    """A reviewer's verdict; it reaches the technician's screen by itself."""
    box = VisionBox.model_validate(body.box.model_dump()) if body.box else None
    opinion = Opinion(body.verdict, body.reason, body.note, box, seen=body.version)
    judged = await evidence.judge(
        session,
        ReviewId(review),
        opinion,
        shop=_shop(person),
        by=person.id,
        now=deps.now(),
        ports=deps.ports,
    )
    return shapes.VerdictGiven(id=judged.id, verdict=body.verdict, version=judged.version)


def _shop(person: Person) -> str | None:
    return scope(person.shop, frozenset(person.roles))


def _reasons() -> Sequence[shapes.ReviewReason]:
    return [
        shapes.ReviewReason(verdict=verdict, reason=reason.id, label=_text(reason.text), about=reason.about)
        for reason in reasons.REASONS
        for verdict in sorted(reason.verdicts)
    ]


def _text(text: reasons.Text) -> Text:
    return Text(zh=text.zh, en=text.en)


def _reading(gate: Gate, override: Override | None) -> shapes.ReadingView | None:
    if override is None or not isinstance(gate, MeasureGate):
        return None
    low, high = ("" if end is None else str(end) for end in (gate.low, gate.high))
    return shapes.ReadingView(value=override.reading, unit=gate.unit, low=low, high=high)


async def _items(
    session: AsyncSession, found: Sequence[Review], person: Person, deps: Deps
) -> tuple[shapes.ReviewItem, ...]:
    names = await people.names(session, frozenset(review.taken_by for review in found))
    return tuple(
        [
            await _item(session, review, person, deps=deps, taken_by_name=names.get(review.taken_by, ""))
            for review in found
        ]
    )


async def _item(
    session: AsyncSession, review: Review, person: Person, *, deps: Deps, taken_by_name: str
) -> shapes.ReviewItem:
    subject = review.subject
    file = await file_of(session, subject.job, _shop(person), deps.ports.memory)
    state = await states.load(session, deps.ports.memory.states, subject.job)
    if state is None:
        raise JobUnknown(job=subject.job)
    procedure = await version_of(session, state.version, deps.ports.memory)
    step = procedure.step(subject.step)
    bank = await publishing.current(session, subject.check)
    override = review.seen.override
    gate = next(gate for gate in step.gates if gate.id == subject.gate)
    return shapes.ReviewItem(
        id=review.id,
        sha256=review.sha256 or None,
        job=subject.job,
        order_number=file.order_number,
        plate=file.vehicle.plate,
        step=subject.step,
        step_number=1 + procedure.positions[subject.step],
        title=words(step.title),
        text=words(step.text),
        prompt=words(gate.prompt),
        reading=_reading(gate, override),
        hazards=tuple(hazard_view(hazard) for hazard in step.hazards),
        limits=tuple(value_view(value) for value in step.values),
        taken_by=review.taken_by,
        taken_by_name=taken_by_name,
        taken_at=review.taken_at,
        risk=review.points,
        risk_reasons=tuple(_text(reasons.RISK_TEXTS[risk]) for risk in review.risks),
        outcome=review.outcome,
        cause=review.seen.cause,
        cause_text=message(review.outcome, review.seen.cause) if review.outcome else None,
        score=review.score,
        heat=Box.model_validate(review.seen.heat.model_dump()) if review.seen.heat else None,
        override=shapes.OverrideView(reason=override.reason, note=override.note) if override else None,
        good=tuple(f"/api/photos/{sha256}" for sha256 in bank.photos[:EXAMPLES]) if bank else (),
        mine=review.is_own(person.id),
        version=review.version,
    )
