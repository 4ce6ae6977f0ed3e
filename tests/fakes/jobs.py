"""A short procedure with every kind of gate, and a job that is moved without clock, database or network."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from assist.guidance.case import Moment
from assist.guidance.facts import Event, Fact, Refusal
from assist.guidance.fold import apply
from assist.guidance.outcomes import Judgement, Seen, Spot, fired, inspected, judged
from assist.guidance.rules import decide, standing
from assist.guidance.state import JobState
from assist.guidance.views import Card, view
from assist.messages import pushes
from assist.messages.commands import COMMANDS
from assist.messages.model import Text
from assist.messages.views import JobView, VehicleLine
from knowledge.procedures.models import Procedure

SHA = "a" * 64
SHA2 = "b" * 64
LEASE_US = 90_000_000


def _text(words: str) -> dict[str, str]:
    return {"zh": f"{words}(中)", "en": words}


def hazard(words: str, level: str = "danger") -> dict[str, Any]:
    """A hazard as a procedure file says it."""
    return {
        "level": level,
        "symbol": "general",
        "consequence": _text(words),
        "action": _text(f"avoid {words}"),
    }


def _step(name: str, **more: Any) -> dict[str, Any]:
    return {"id": name, "title": _text(f"title of {name}"), "text": _text(f"INSTRUCTION of {name}"), **more}


PROCEDURE = Procedure.model_validate(
    {
        "id": "sample",
        "number": "1.0",
        "kind": "maintenance",
        "title": _text("Sample"),
        "applies": {"always": True},
        "demonstration": True,
        "steps": [
            _step("look"),
            _step(
                "drain",
                hazards=[hazard("scald"), hazard("slip", "warning")],
                gates=[
                    {
                        "kind": "measure",
                        "id": "volume",
                        "name": _text("volume"),
                        "unit": "L",
                        "low": "1.0",
                        "high": "9.0",
                        "prompt": _text("how much"),
                        "overridable": True,
                    }
                ],
                slots=[{"id": "washer", "name": _text("washer"), "family": "drain_washer"}],
            ),
            _step(
                "washer",
                hazards=[hazard("burn", "caution")],
                gates=[{"kind": "photo", "id": "photo", "check": "atf_washer", "prompt": _text("show it")}],
                picture="washer",
                spot={"x": 0.1, "y": 0.2, "w": 0.3, "h": 0.4},
            ),
            _step("wait", gates=[{"kind": "timer", "id": "soak", "seconds": 300, "prompt": _text("wait")}]),
            _step(
                "tighten",
                hazards=[hazard("crush")],
                gates=[
                    {"kind": "witness", "id": "second", "prompt": _text("second person")},
                    {
                        "kind": "photo",
                        "id": "mark",
                        "check": "brake_paint_mark",
                        "prompt": _text("mark"),
                        "overridable": False,
                    },
                ],
                values=[
                    {
                        "name": _text("torque"),
                        "value": "50",
                        "unit": "N·m",
                        "source": "formula",
                        "demonstration": True,
                    }
                ],
            ),
            _step("clean", skippable=True),
        ],
    }
)

CARD = Card(
    "RO-1", VehicleLine(vin="V" * 17, plate="A1", title=Text(zh="车", en="car")), {"ann": "Ann", "qa": "Q"}
)


def reworked(step: str, gate: str) -> tuple[Fact, ...]:
    """What stands in the log once QA has sent a step back."""
    where = {"step": step, "gate": gate, "evidence": "ev", "sha256": SHA, "box": None}
    said = {"kind": "rework", "reason": "other", "note": "", "reviewer": "qa"}
    return (Fact("qa.rework", pushes.QaRework.model_validate(where | said)),)


class Refused(AssertionError):
    """A command was refused where the test wanted it to work."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal)
        self.code = refusal.code


class Job:
    """A job whose log is a list. Time moves by a second with each command."""

    def __init__(self, procedure: Procedure = PROCEDURE, *, started: bool = True) -> None:
        self.procedure = procedure
        self.log: list[Event] = []
        self.state = JobState(job="j1", epoch="e1")
        self.now = 1_000_000
        self.lease_until = 0
        self.ids = 0
        if started:
            fact = pushes.JobStarted(order="ro", procedure="sample", version=procedure.version)
            self.write([Fact("job.start", fact)], by="ann")

    def write(self, facts: Sequence[Fact], *, by: str = "system", device: str = "") -> None:
        """Append facts and fold them."""
        for fact in facts:
            data = fact.data.model_dump(mode="json")
            seq = self.state.rev + 1
            event = Event(seq, "job:j1", "e1", seq, fact.type, data, by, device, self.now)
            self.log.append(event)
            self.state = apply(self.state, event)

    def ask(self, kind: str, data: dict[str, Any] | None = None, **more: Any) -> Sequence[Fact] | Refusal:
        """What a command would do; `by`, `device`, `witness`, `bytes_here`, `fence`, `rev` may be given."""
        self.ids += 1
        self.now += 1_000_000
        envelope = {name: more[name] for name in ("fence", "rev") if name in more}
        frame = {
            "id": self.ids,
            "type": kind,
            "idem": f"i{self.ids}",
            "at": 1,
            "job": "j1",
            "data": data or {},
            **envelope,
        }
        command: Any = COMMANDS.validate_python(frame)
        moment = Moment(
            by=more.get("by", "ann"),
            device=more.get("device", "phone"),
            now=self.now,
            lease_until=self.lease_until,
            bytes_here=more.get("bytes_here", True),
            witness=more.get("witness"),
            evidence=f"ev{self.ids}",
        )
        return standing(self.state, command, moment) or decide(self.state, self.procedure, command, moment)

    def do(self, kind: str, data: dict[str, Any] | None = None, **more: Any) -> list[str]:
        """Do a command; the types of the facts. Raises `Refused`."""
        facts = self.ask(kind, data, **more)
        if isinstance(facts, Refusal):
            raise Refused(facts)
        self.write(facts, by=more.get("by", "ann"), device=more.get("device", "phone"))
        if kind in {"job.claim", "job.takeover"}:
            self.lease_until = self.now + LEASE_US
        return [fact.type for fact in facts]

    def refusal(self, kind: str, data: dict[str, Any] | None = None, **more: Any) -> Refusal:
        """Why a command is refused; fails if it is not."""
        facts = self.ask(kind, data, **more)
        assert isinstance(facts, Refusal), facts
        return facts

    def view(self, viewer: str = "ann") -> JobView:
        """What somebody sees now."""
        return view(self.state, self.procedure, CARD, viewer)

    def ack(self, **more: Any) -> list[str]:
        """Acknowledge every hazard of the open step."""
        step = self.state.current or ""
        hashes = [each.hash for each in self.procedure.step(step).hazards]
        return self.do("hazard.ack", {"step": step, "hazards": hashes, "means": "tap"}, **more)

    def photo(self, step: str, gate: str, outcome: str = "pass", sha256: str = SHA) -> None:
        """Commit a photo and let the camera say something of it."""
        self.do("evidence.commit", {"step": step, "gate": gate, "sha256": sha256})
        spot = Spot(f"ev{self.ids}", sha256, step, gate)
        cause = {"pass": "", "retake": "blur"}.get(outcome, "anomaly")
        seen: Any = Seen(outcome, cause, 0.5, None, "taught")  # type: ignore[arg-type]
        self.write(inspected(self.state, spot, seen))

    def photo_by(self, step: str, gate: str, who: str) -> None:
        """A fresh good photo of somebody's."""
        sha256 = f"{self.ids:064x}"
        self.do(
            "evidence.commit", {"step": step, "gate": gate, "sha256": sha256}, by=who, device=f"{who}-phone"
        )
        seen = Seen("pass", "", 0.1, None, "taught")
        self.write(inspected(self.state, Spot(f"ev{self.ids}", sha256, step, gate), seen))

    def fire(self, step: str, gate: str) -> None:
        """Let a timer run out."""
        due_at = self.state.step(step).gate(gate).due_at or 0
        self.now = due_at + 5_000
        self.write(fired(self.state, step, gate, due_at=due_at, now=self.now))

    def play(self, until: str | None = None) -> "Job":
        """Claim and perform the job honestly up to a step, or to the end."""
        if self.state.holder is None:
            self.do("job.claim")
        while (step := self.state.current) is not None and step != until:
            if self.view(self.state.holder or "").phase == "hazards":
                self.ack()
            self._gates(step)
            self.do("step.complete", {"step": step})
        return self

    def _gates(self, step: str) -> None:
        for gate in self.procedure.step(step).gates:
            where = {"step": step, "gate": gate.id}
            if self.state.step(step).gate(gate.id).open:
                continue
            if gate.kind == "photo":
                self.photo(step, gate.id, sha256=f"{self.ids:064x}")
            elif gate.kind == "measure":
                self.do("measure.record", {**where, "value": "5", "unit": gate.unit})
            elif gate.kind == "timer":
                self.do("timer.start", where)
                self.fire(step, gate.id)
            else:
                self.do("witness.sign", {**where, "login": "bo", "password": "x"}, witness="bo")

    def copy(self) -> "Job":
        """A job at the same place, for trying something."""
        other = Job(self.procedure, started=False)
        other.log, other.state = list(self.log), replace(self.state)
        other.now, other.lease_until, other.ids = self.now, self.lease_until, self.ids
        return other


def at(step: str) -> Job:
    """A job claimed and played up to a step."""
    return Job().play(until=step)


def opened(step: str) -> Job:
    """The same, with the step's hazards acknowledged."""
    job = at(step)
    if job.view().phase == "hazards":
        job.ack()
    return job


def where(step: str, gate: str, **more: object) -> dict[str, object]:
    """The data of a command at a gate."""
    return {"step": step, "gate": gate, **more}


def send_back(job: Job, step: str, gate: str, kind: str) -> None:
    """Let QA reject the photo of a gate, or ask for rework."""
    photo = job.state.step(step).gate(gate).photo
    assert photo is not None
    verdict = Judgement(kind, "other", "look again", None, "qa")  # type: ignore[arg-type]
    facts = judged(job.state, job.procedure, Spot(photo.evidence, photo.sha256, step, gate), verdict)
    assert not hasattr(facts, "code"), facts
    job.write(facts, by="qa")  # type: ignore[arg-type]
