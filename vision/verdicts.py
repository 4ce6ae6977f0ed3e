"""The queue of photos for QA and the verdicts on them; history is appended, never changed.

Must not know what a procedure is: a review carries ids that mean something to others.
"""

from collections.abc import Sequence
from dataclasses import asdict

from sqlalchemy.ext.asyncio import AsyncSession

from vision import store
from vision.boxes import Box
from vision.errors import (
    AlreadyJudged,
    NoPhotoToReject,
    NoteTooLong,
    OwnPhoto,
    ReviewUnknown,
    StaleReview,
)
from vision.reasons import Risk, reason_for
from vision.reviews import Opinion, Override, Review, ReviewId, Seen, Subject, review_of
from vision.risk import RiskInput, points, risks

SYSTEM = "system"
"""Who acts where no person does."""

NOTE_MAX = 2_000
"""Characters of a note."""


def _dump(box: Box | None) -> dict[str, float] | None:
    return box.model_dump() if box else None


async def enqueue(
    session: AsyncSession,
    *,
    review: ReviewId,
    sha256: str,
    subject: Subject,
    taken_by: str,
    taken_at: int,
    risk: RiskInput,
    seen: Seen,
    now: int,
) -> Review:
    """Put a photo into the queue, once by its evidence.

    Called again for the same evidence it returns the review as it stands; only a new override is added to
    it, which raises its risk and, if it had been judged, asks QA again.

    Args:
        session: In a transaction that writes.
        review: Id for a new review; unused if the evidence has one.
        sha256: Of the photo's bytes; empty for an override of a gate without a photo.
        subject: What the photo is of.
        taken_by: Who took it, and so may not judge it.
        taken_at: When, UTC microseconds.
        risk: What decides how early it is looked at.
        seen: What the camera said.
        now: UTC microseconds.
    """
    why = risks(risk)
    values: dict[str, object] = {
        "id": review,
        "sha256": sha256,
        "job": subject.job,
        "step": subject.step,
        "gate": subject.gate,
        "evidence": subject.evidence,
        "shop": subject.shop,
        "check_id": subject.check,
        "taken_by": taken_by,
        "taken_at": taken_at,
        "outcome": risk.outcome,
        "cause": seen.cause,
        "score": risk.score,
        "heat": _dump(seen.heat),
        "override": asdict(seen.override) if seen.override else None,
        "points": points(why),
        "risks": list(why),
        "version": 1,
        "undecided": [],
        "reason": "",
        "note": "",
        "opened_at": now,
    }
    if await store.insert_review(session, values):
        data = {"sha256": sha256, **asdict(subject), "risks": list(why), "points": points(why)}
        await store.append(session, f"review:{review}", "review.opened", data, by=taken_by, now=now)
        return await find(session, review, shop=None)
    return await _raise_risk(session, subject.evidence, seen.override, now=now)


async def _raise_risk(session: AsyncSession, evidence: str, override: Override | None, *, now: int) -> Review:
    row = await store.review_row_of_evidence(session, evidence)
    if row is None:
        raise ReviewUnknown(review=evidence)
    there = review_of(row)
    if override is None or there.seen.override == override:
        return there
    why = tuple(dict.fromkeys((Risk.OVERRIDE, *there.risks)))
    values = {"override": asdict(override), "risks": list(why), "points": points(why)}
    cleared = {"verdict": None, "judged_by": None, "judged_at": None, "reason": "", "note": "", "box": None}
    await store.change_review(session, there.id, seen=there.version, values=values | cleared)
    data = {**asdict(override), "risks": list(why), "points": points(why)}
    await store.append(session, f"review:{there.id}", "review.raised", data, by=override.by, now=now)
    return await find(session, there.id, shop=None)


async def find(session: AsyncSession, review: ReviewId, *, shop: str | None) -> Review:
    """One review.

    Args:
        session: May only read.
        review: Its id.
        shop: Of whoever asks; None for those who work for every shop.

    Raises:
        ReviewUnknown: there is none of this id, or it is another shop's; nobody learns which.
    """
    row = await store.review_row(session, review)
    if row is None or shop not in {None, row.shop}:
        raise ReviewUnknown(review=review[:64])
    return review_of(row)


async def queue(
    session: AsyncSession, *, shop: str | None = None, viewer: str | None = None
) -> Sequence[Review]:
    """What waits for a verdict, gravest risk first, then oldest.

    Args:
        session: May only read.
        shop: Of one shop; all shops if absent.
        viewer: Leaves out what this person has already been unable to tell.
    """
    waiting = [review_of(row) for row in await store.waiting_rows(session, shop)]
    return [review for review in waiting if viewer not in review.undecided]


def is_open(review: Review) -> bool:
    """Whether no person has closed it."""
    return review.verdict in {None, "superseded"}


async def open_of_step(session: AsyncSession, job: str, step: str) -> Sequence[Review]:
    """What of a step waits for a verdict."""
    return [review_of(row) for row in await store.waiting_rows_of_step(session, job, step)]


async def supersede(session: AsyncSession, review: Review, *, now: int) -> None:
    """Take a review out of the queue because something newer counts; a verdict that came before stays."""
    if await store.change_review(session, review.id, seen=review.version, values={"verdict": "superseded"}):
        data = {"sha256": review.sha256, **asdict(review.subject)}
        await store.append(session, f"review:{review.id}", "review.superseded", data, by=SYSTEM, now=now)


async def judge(
    session: AsyncSession, review: ReviewId, opinion: Opinion, *, shop: str | None, by: str, now: int
) -> Review:
    """Append a reviewer's verdict; whoever may not see a review may not judge it.

    "Unsure" leaves the review waiting for another reviewer; every other verdict closes it.

    Raises:
        ReviewUnknown: there is none of this id in this shop.
        OwnPhoto: the reviewer took the photo, or overrode its gate.
        AlreadyJudged: it has its verdict, or this reviewer has already been unable to tell.
        StaleReview: it changed after the reviewer looked.
        ReasonMissing: a reject or rework without reason.
        ReasonUnknown: a reason that this verdict does not have.
        NoPhotoToReject: there is no photo that could be taken again.
        NoteTooLong: more than `NOTE_MAX` characters.
    """
    there = await find(session, review, shop=shop)
    _refuse(there, opinion, by)
    values = _unsure_values(there, by) if opinion.verdict == "unsure" else _final_values(opinion, by, now)
    if not await store.change_review(session, review, seen=there.version, values=values):
        current = await find(session, review, shop=shop)
        if current.verdict is not None:
            raise AlreadyJudged(verdict=current.verdict)
        raise StaleReview(seen=str(there.version), current=str(current.version))
    data = {
        "verdict": opinion.verdict,
        "reason": opinion.reason,
        "note": opinion.note,
        "box": _dump(opinion.box),
        "sha256": there.sha256,
        **asdict(there.subject),
    }
    await store.append(session, f"review:{review}", "review.judged", data, by=by, now=now)
    return await find(session, review, shop=shop)


def _refuse(there: Review, opinion: Opinion, by: str) -> None:
    if there.is_own(by):
        raise OwnPhoto
    if there.verdict is not None:
        raise AlreadyJudged(verdict=there.verdict)
    if by in there.undecided:
        raise AlreadyJudged(verdict="unsure")
    if opinion.seen != there.version:
        raise StaleReview(seen=str(opinion.seen), current=str(there.version))
    if opinion.verdict == "reject" and not there.sha256:
        raise NoPhotoToReject
    reason_for(opinion.verdict, opinion.reason, photo=bool(there.sha256))
    if len(opinion.note) > NOTE_MAX:
        raise NoteTooLong(size=str(len(opinion.note)), limit=str(NOTE_MAX))


def _unsure_values(there: Review, by: str) -> dict[str, object]:
    why = tuple(dict.fromkeys((*there.risks, Risk.COLLEAGUE_UNSURE)))
    return {"undecided": [*there.undecided, by], "risks": list(why), "points": points(why)}


def _final_values(opinion: Opinion, by: str, now: int) -> dict[str, object]:
    return {
        "verdict": opinion.verdict,
        "reason": opinion.reason,
        "note": opinion.note,
        "box": _dump(opinion.box),
        "judged_by": by,
        "judged_at": now,
    }
