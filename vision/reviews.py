"""What a review is: one photo, or one override, that waits for a person's verdict or has it."""

from dataclasses import dataclass, field
from typing import Literal, NewType, cast

from sqlalchemy import Row

from vision.boxes import Box
from vision.outcomes import Outcome
from vision.reasons import Risk, VerdictWord

ReviewId = NewType("ReviewId", str)

Closed = VerdictWord | Literal["superseded"]
"""Why a review no longer waits: a person's verdict, or a newer photo in its place."""


@dataclass(frozen=True)
class Subject:
    """What a photo is of, in the ids of whoever asks for the review."""

    job: str
    step: str
    gate: str
    evidence: str
    shop: str
    check: str


@dataclass(frozen=True)
class Override:
    """Why a technician opened the gate without what it demands, and the reading, where one was made.

    Attributes:
        by: Who did so, and so may not judge it; nobody in a row that was written before this was kept.
    """

    reason: str
    note: str
    reading: str = ""
    by: str = ""


@dataclass(frozen=True)
class Seen:
    """What the camera said, for the reviewer to see."""

    cause: str = ""
    heat: Box | None = None
    override: Override | None = None


@dataclass(frozen=True)
class Review:
    """One photo in the queue, or judged; or an override of a gate that has none.

    Attributes:
        sha256: Of the photo's bytes; empty where there is no photo.
        points: How early it is looked at; higher is earlier.
        version: Rises with each change; a verdict names the version its reviewer saw.
        undecided: Reviewers who could not tell; others are asked.
        verdict: None while it waits; `superseded` once something newer took its place.
    """

    id: ReviewId
    sha256: str
    subject: Subject
    taken_by: str
    taken_at: int
    outcome: Outcome | None
    score: float | None
    seen: Seen
    points: int
    risks: tuple[Risk, ...]
    version: int
    undecided: tuple[str, ...]
    verdict: Closed | None
    reason: str
    note: str
    box: Box | None
    judged_by: str | None
    judged_at: int | None
    opened_at: int

    def is_own(self, person: str) -> bool:
        """Whether this person took the photo or overrode its gate, and so may not judge it."""
        override = self.seen.override
        return person == self.taken_by or (override is not None and person == override.by)


@dataclass(frozen=True)
class Opinion:
    """What a reviewer says of a photo.

    Attributes:
        reason: From `reasons.REASONS`; needed for reject and rework.
        box: The spot that is meant.
        seen: Version that the reviewer saw.
    """

    verdict: VerdictWord
    reason: str = ""
    note: str = ""
    box: Box | None = None
    seen: int = field(kw_only=True)


def _box(value: object) -> Box | None:
    return Box.model_validate(value) if value is not None else None


def review_of(row: Row[tuple[object, ...]]) -> Review:
    """A review from its row."""
    v = row._mapping  # noqa: SLF001 - the public name of a row's mapping
    override = Override(**v["override"]) if v["override"] else None
    return Review(
        id=ReviewId(v["id"]),
        sha256=v["sha256"],
        subject=Subject(v["job"], v["step"], v["gate"], v["evidence"], v["shop"], v["check_id"]),
        taken_by=v["taken_by"],
        taken_at=v["taken_at"],
        outcome=Outcome(v["outcome"]) if v["outcome"] else None,
        score=v["score"],
        seen=Seen(v["cause"], _box(v["heat"]), override),
        points=v["points"],
        risks=tuple(Risk(each) for each in v["risks"]),
        version=v["version"],
        undecided=tuple(v["undecided"]),
        verdict=cast("Closed | None", v["verdict"]),
        reason=v["reason"],
        note=v["note"],
        box=_box(v["box"]),
        judged_by=v["judged_by"],
        judged_at=v["judged_at"],
        opened_at=v["opened_at"],
    )
