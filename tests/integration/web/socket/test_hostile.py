"""Every command of the socket, given what no person types."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from tests.fakes.live import Serving
from tests.integration.web.socket.test_live import device
from tests.integration.web.test_hostile import NUMBERS, UNSTORABLE, WORDS, added, changed, places
from web.identity.policies import COMMANDS

GATE = {"step": "drain", "gate": "volume"}
DATA: Mapping[str, Mapping[str, Any]] = {
    "sub.open": {"ch": "job:1", "epoch": "e", "after": 1},
    "sub.close": {"ch": "job:1"},
    "job.claim": {},
    "job.takeover": {},
    "job.finish": {},
    "hazard.displayed": {"step": "drain", "hazards": ["a" * 64]},
    "hazard.ack": {"step": "drain", "hazards": ["a" * 64], "means": "tap"},
    "step.show": {"step": "look"},
    "step.back": {},
    "step.complete": {"step": "look", "means": "tap"},
    "step.skip": {"step": "look", "reason": "not needed"},
    "measure.record": {**GATE, "value": "5", "unit": "L"},
    "evidence.commit": {**GATE, "sha256": "a" * 64, "kind": "photo"},
    "witness.sign": {**GATE, "login": "bo", "password": "x"},
    "gate.override": {**GATE, "reason": "other", "note": "no access"},
    "timer.start": GATE,
    "chat.turn": {"chat": "c", "text": "front pads", "job": "j", "step": "s", "lang": "en"},
    "parts.order": {"chat": "c", "quote": "q"},
    "parts.cancel": {"order": "o"},
}
ENVELOPE = {"at": 1, "idem": "i", "job": "j", "fence": 1, "rev": 1, "dseq": 1}
FAULTS = {"internal", "database_unreachable"}


def test_every_command_has_a_sample_here() -> None:
    """A new command is tried out too."""
    assert set(DATA) == set(COMMANDS)


def frames(kind: type | tuple[type, ...], value: object) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Each command with one leaf of this kind replaced."""
    for command, data in DATA.items():
        envelope = ENVELOPE if "." in command and not command.startswith(("sub.", "chat.", "parts.")) else {}
        whole = {"at": 1, "idem": "i", **envelope, "data": data}
        for path, known in places(whole):
            if isinstance(known, kind):
                yield command, ".".join(map(str, path)), changed(whole, path, value)  # type: ignore[misc]


async def raw(ann: Any, command: str, frame: dict[str, Any], number: str = "") -> dict[str, Any]:
    """The reply to a frame whose `@` stands for a number as it is written."""
    ann._ids += 1
    sent = json.dumps({"id": ann._ids, "type": command, "idem": f"i{ann._ids}", "at": 1, **frame})
    await ann.socket.send(sent.replace('"@"', number) if number else sent)
    reply: dict[str, Any] = await ann.until(
        lambda d: next((f for f in d.frames if f.get("re") == ann._ids), None)
    )
    return reply


@pytest.mark.parametrize("text", UNSTORABLE.values(), ids=UNSTORABLE.keys())
async def test_text_that_no_database_stores_is_refused_by_name(served: Serving, text: str) -> None:
    """A NUL or half a surrogate pair in any field of any command is refused with that field."""
    async with device(served, "all") as ann:
        for command, field, frame in frames(str, text):
            reply = await raw(ann, command, frame)
            assert reply["error"]["code"] == "command_invalid", (command, field, reply)
            told = {each["name"]: each["value"] for each in reply["error"]["detail"]}
            assert told["field"].startswith(f"{command}.{field.removesuffix('.0')}"), (command, field, told)


@pytest.mark.parametrize("text", [*UNSTORABLE.values(), *WORDS.values()])
async def test_no_key_and_no_type_breaks_the_connection(served: Serving, text: str) -> None:
    """A field that no command has, and a type that there is not, are refused by what they are called."""
    async with device(served, "all") as ann:
        for command, data in DATA.items():
            for frame in added({"data": data}, text):
                reply = await raw(ann, command, frame)  # type: ignore[arg-type]
                assert reply["error"]["code"] == "command_invalid", (command, reply)
        reply = await raw(ann, text, {})
        assert reply["error"]["code"] == "unsupported"


@pytest.mark.parametrize("text", WORDS.values(), ids=WORDS.keys())
async def test_words_are_words(served: Serving, text: str) -> None:
    """SQL, markup and control characters are answered like any other text."""
    async with device(served, "all") as ann:
        for command, field, frame in frames(str, text):
            reply = await raw(ann, command, frame)
            assert reply["ok"] or reply["error"]["code"] not in FAULTS, (command, field, reply)


@pytest.mark.parametrize("number", [each for each in NUMBERS if "N" not in each and "I" not in each][:-3])
async def test_no_number_breaks_the_server(served: Serving, number: str) -> None:
    """Numbers that no column holds are refused, and the connection lives on."""
    async with device(served, "all") as ann:
        for command, field, frame in frames(int, "@"):
            reply = await raw(ann, command, frame, number)
            assert reply["ok"] or reply["error"]["code"] not in FAULTS, (command, field, reply)


@pytest.mark.parametrize("moment", [-1, 2**53, 10**18, 10**30])
async def test_a_moment_out_of_range_is_refused(served: Serving, moment: int) -> None:
    """The device's time is one that the record can hold."""
    async with device(served, "all") as ann:
        reply = await raw(ann, "job.claim", {"job": served.shop.job, "at": moment})
        assert reply["error"]["code"] == "command_invalid"
        assert {"name": "field", "value": "job.claim.at"} in reply["error"]["detail"]
