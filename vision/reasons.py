"""The reasons a reviewer may choose from, and the reasons for which a photo is looked at first; zh and en."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from vision.errors import ReasonMissing, ReasonUnknown

About = Literal["photo", "reading", "work"]
VerdictWord = Literal["accept", "reject", "rework", "unsure"]


@dataclass(frozen=True)
class Text:
    """One sentence in both languages."""

    zh: str
    en: str


@dataclass(frozen=True)
class Reason:
    """A reason to send a photo or its work back.

    Attributes:
        id: Stable; stored with the verdict.
        verdicts: For which verdicts it may be chosen.
        about: What it is said of; the work may be judged with a photo and without one.
    """

    id: str
    text: Text
    verdicts: frozenset[VerdictWord]
    about: About = "work"


_REJECT: frozenset[VerdictWord] = frozenset({"reject"})
_REWORK: frozenset[VerdictWord] = frozenset({"rework"})
_EITHER: frozenset[VerdictWord] = frozenset({"reject", "rework"})

REASONS = (
    Reason(
        "not_visible", Text("看不到要检查的部位", "The spot to be checked is not visible"), _REJECT, "photo"
    ),
    Reason("blurred", Text("照片模糊", "The photo is blurred"), _REJECT, "photo"),
    Reason("light", Text("过暗或反光", "Too dark, or glare"), _REJECT, "photo"),
    Reason("wrong_subject", Text("拍的不是这个部位", "The photo shows another spot"), _REJECT, "photo"),
    Reason("other_vehicle", Text("不是这辆车的照片", "The photo is of another vehicle"), _EITHER, "photo"),
    Reason(
        "not_measured",
        Text("必须量出范围内的数值", "A value inside the window has to be measured"),
        _REWORK,
        "reading",
    ),
    Reason("part_missing", Text("配件缺失", "A part is missing"), _REWORK),
    Reason("wrong_part", Text("配件或油品不对", "Wrong part or fluid"), _REWORK),
    Reason("mark_missing", Text("没有防松标记", "The paint mark is missing"), _REWORK),
    Reason("misplaced", Text("安装不到位或装反", "Not seated, or fitted the wrong way round"), _REWORK),
    Reason("leak", Text("有渗漏", "Leaking"), _REWORK),
    Reason("worn", Text("磨损超限", "Worn beyond the limit"), _REWORK),
    Reason("dirty", Text("没有清洁干净", "Not clean"), _REWORK),
    Reason("other", Text("其他（请在备注中说明）", "Other (say it in the note)"), _EITHER),
)

_BY_ID = {reason.id: reason for reason in REASONS}


class Risk(StrEnum):
    """Why a photo is looked at early."""

    OVERRIDE = "override"
    SAME_IN_JOB = "same_in_job"
    SAME_ELSEWHERE = "same_elsewhere"
    CAMERA_FAILED = "camera_failed"
    CAMERA_UNSURE = "camera_unsure"
    CLOSE_TO_LINE = "close_to_line"
    UNTAUGHT = "untaught"
    DANGER = "danger"
    WARNING = "warning"
    RETAKEN = "retaken"
    DEFERRED = "deferred"
    COLLEAGUE_UNSURE = "colleague_unsure"


RISK_TEXTS = {
    Risk.OVERRIDE: Text("技师特批放行", "The technician overrode the gate"),
    Risk.SAME_IN_JOB: Text(
        "与本次作业另一处的照片是同一个文件", "The same bytes as a photo of another place in this job"
    ),
    Risk.SAME_ELSEWHERE: Text("与另一次作业的照片是同一个文件", "The same bytes as a photo of another job"),
    Risk.CAMERA_FAILED: Text("照片判定不通过", "The camera said fail"),
    Risk.CAMERA_UNSURE: Text("照片无法判断", "The camera could not tell"),
    Risk.CLOSE_TO_LINE: Text("勉强通过", "Passed by a narrow margin"),
    Risk.UNTAUGHT: Text("这个检查项还没有样本", "This check has no good examples yet"),
    Risk.DANGER: Text("步骤涉及人身危险", "The step carries a danger"),
    Risk.WARNING: Text("步骤带有警告", "The step carries a warning"),
    Risk.RETAKEN: Text("多次重拍", "Taken more than once"),
    Risk.DEFERRED: Text("断网时拍摄，事后上传", "Taken while cut off, sent later"),
    Risk.COLLEAGUE_UNSURE: Text("另一位质检员无法判断", "Another reviewer could not tell"),
}


def fits(reason: Reason, *, photo: bool) -> bool:
    """Whether it can be said of a photo, or else of an override without one."""
    return reason.about == "work" or (reason.about == "photo") is photo


def reason_for(verdict: VerdictWord, reason: str, *, photo: bool) -> Reason | None:
    """The chosen reason of a verdict; None where none is needed and none was given.

    Raises:
        ReasonMissing: a reject or rework without reason.
        ReasonUnknown: a reason that this verdict does not have.
    """
    if not reason:
        if verdict in ("reject", "rework"):
            raise ReasonMissing(verdict=verdict)
        return None
    found = _BY_ID.get(reason)
    if found is None or verdict not in found.verdicts or not fits(found, photo=photo):
        raise ReasonUnknown(reason=reason[:64])
    return found
