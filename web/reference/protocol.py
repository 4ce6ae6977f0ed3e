"""The socket's protocol `assist.v1`, from its models, its policies and its texts."""

import inspect
import typing
from collections.abc import Iterator, Mapping
from typing import get_args

from pydantic import BaseModel

from assist.guidance.table import REFUSALS, TABLE
from assist.messages import arguments, commands, envelopes, handshake, pushes, views
from assist.messages.chat import ChatAnswer, OrderView
from assist.messages.resume import JobDone, SubOpened
from web.errors import status
from web.identity.policies import COMMANDS
from web.reference.fields import LEGEND, kind, table, used
from web.socket.door import Knobs
from web.socket.policies import CHANNELS
from web.texts import load

HEAD = """# The protocol `assist.v1`

What is said on the socket at `/ws`: JSON text frames, subprotocol `assist.v1`. Made by
`python -m web.reference` from the models in `assist/messages`; why it is as it is stands in
[decisions](decisions).

1. The server says `hello`. The client answers `auth` within {auth_s} seconds, and gets `auth.ok`.
2. The client sends commands; each gets exactly one reply, and commands sent again under the same `idem` are
   done once and answered alike, with `replayed`.
3. The client follows channels by `sub.open` and gets pushes. Facts carry `seq` without a gap, and `prev`,
   the `seq` that was sent last on this connection; the client opens the channel again where `prev` is not
   what it last saw. It acknowledges with `ack`.
4. The server sends `ping` every {ping_s} seconds with the head of each followed channel; the client answers
   `pong`.

Types that begin with `x.` or `$` are ignored; any other unknown type is answered `unsupported`.

"""

_OPENING: tuple[tuple[str, str, type[BaseModel]], ...] = (
    ("hello", "server", handshake.Hello),
    ("auth", "client", handshake.Auth),
    ("auth.ok", "server", handshake.AuthOk),
    ("auth.refresh", "client", handshake.AuthRefresh),
    ("ping", "server", handshake.Ping),
    ("pong", "client", handshake.Pong),
    ("ack", "client", commands.Ack),
)
_STATES: tuple[tuple[str, str, type[BaseModel]], ...] = (
    ("job.state", "job", views.JobView),
    ("parts.status", "order", OrderView),
    ("qa.queue", "review", arguments.Empty),
)
"""Pushes that say how something stands now: only the newest counts."""

_ENVELOPES: Mapping[str, type[BaseModel]] = {
    "Reply": envelopes.Reply,
    "Error": envelopes.Error,
    "Push": envelopes.Push,
}


def text() -> str:
    """The text of `docs/protocol.md`."""
    knobs = Knobs()
    parts = [
        HEAD.format(auth_s=f"{knobs.auth_s:g}", ping_s=f"{knobs.ping_s:g}"),
        "## Words\n\n" + LEGEND,
        "\n".join(["## What the server accepts", "", *_limits(knobs), ""]),
        "\n".join(["## Opening", "", *_opening()]),
        "\n".join(["## Envelopes", "", *_envelopes()]),
        "\n".join(["## Channels", "", *_channels()]),
        "\n".join(["## Commands", "", *_commands()]),
        "\n".join(["## Pushes", "", *_pushes()]),
        "\n".join(["## Shapes", "", *_shapes()]),
        "\n".join(["## Close codes", "", *_closes()]),
        "\n".join(["## Errors", "", *_errors()]),
    ]
    return "\n".join(parts)


def answer_of(command: str) -> type[BaseModel] | None:
    """The data of the reply to a command that succeeded."""
    known = {
        "sub.open": SubOpened,
        "sub.close": None,
        "chat.turn": ChatAnswer,
        "parts.order": OrderView,
        "parts.cancel": OrderView,
    }
    return known.get(command, JobDone)


def command_models() -> dict[str, type[BaseModel]]:
    """Every command by its type, in the order in which the protocol lists them."""
    found = {}
    for each in _flat(commands.Command):
        (name,) = get_args(each.model_fields["type"].annotation)
        found[str(name)] = each
    return found


def _flat(union: object) -> Iterator[type[BaseModel]]:
    if isinstance(union, type):
        yield union
        return
    for each in get_args(union):
        if not hasattr(each, "discriminator"):
            yield from _flat(each)


def _words(of: type) -> str:
    return " ".join((inspect.getdoc(of) or "").split())


def _words_by_line(of: type) -> list[str]:
    _, _, attributes = (inspect.getdoc(of) or "").partition("Attributes:")
    return [line.strip() for line in attributes.strip().splitlines()]


def _limits(knobs: Knobs) -> Iterator[str]:
    words: dict[str, str] = {}
    name = ""
    for line in _words_by_line(Knobs):
        first, _, rest = line.partition(": ")
        name, more = (first, rest) if hasattr(knobs, first) else (name, line)
        words[name] = f"{words.get(name, '')} {more}".strip()
    yield from ("| limit | | |", "|---|---|---|")
    yield from (f"| `{each}` | {getattr(knobs, each):g} | {said} |" for each, said in words.items())


def _opening() -> Iterator[str]:
    for name, sender, of in _OPENING:
        yield from (f"### `{name}`", "", f"From the {sender}. {_words(of)}", "", *table(of), "")


def _envelopes() -> Iterator[str]:
    whole = commands.JobClaim
    yield from ("### Command", "", "`job`, `fence` and `rev` only in commands of a job.", "")
    yield from (*table(whole, without=frozenset({"type", "data"})), "")
    for name, of in _ENVELOPES.items():
        yield from (f"### {name}", "", _words(of), "", *table(of), "")


def _channels() -> Iterator[str]:
    yield from ("| channel | who may follow it |", "|---|---|")
    for prefix, roles in CHANNELS.items():
        yield f"| `{prefix}:…` | {', '.join(sorted(roles))} |"
    yield ""


def _commands() -> Iterator[str]:
    for name, of in command_models().items():
        data = typing.get_type_hints(of)["data"]
        answer = answer_of(name)
        yield from (f"### `{name}`", "", _words(of), "")
        yield f"From: {', '.join(sorted(COMMANDS[name]))}."
        yield f"Answer: {kind(answer) if answer else 'none'}."
        if name in TABLE:
            row = TABLE[name]
            refused = dict.fromkeys(REFUSALS[guard] for guard in row.guards)
            yield f"Refused with: {', '.join(f'`{code}`' for code in refused)}."
            yield f"Makes: {', '.join(f'`{fact}`' for fact in row.emits)}."
        yield from ("", *table(data), "")
    later = ", ".join(f"`{name}`" for name in sorted(commands.LATER))
    yield from (f"Not served yet, and answered `unsupported`: {later}.", "")


def _pushes() -> Iterator[str]:
    for name, of in pushes.FACTS.items():
        lane = pushes.LANES.get(name, "safety")
        yield from (f"### `{name}` (fact)", "", f"Channel `job:…`, lane {lane}. {_words(of)}", "")
        yield from (*table(of), "")
    for name, channel, state in _STATES:
        words = f"Channel `{channel}:…`, lane state. Data: {kind(state)}."
        yield from (f"### `{name}` (state)", "", words, "")


def _shapes() -> Iterator[str]:
    """What others hold, and what has no place of its own above."""
    told: list[type[BaseModel]] = [of for _, _, of in _OPENING]
    told += [*pushes.FACTS.values(), *_ENVELOPES.values()]
    answers = [answer for name in command_models() if (answer := answer_of(name))]
    roots = [*told, *answers, *(state for _, _, state in _STATES)]
    held = {each for root in roots for each in (root, *used(root))} - set(told)
    for shape in sorted(held, key=lambda each: each.__name__):
        yield from (f"### {shape.__name__}", "", _words(shape), "", *table(shape), "")


def _closes() -> Iterator[str]:
    yield "The reason of the close frame is JSON `{reconnect, after_ms, code}`; without `reconnect` another"
    yield "try would end the same way."
    yield from ("", "| close | code | come back | |", "|---|---|---|---|")
    shown = load()
    for ended, (number, reconnect) in handshake.ENDINGS.items():
        words = shown.raw(f"ended.{ended}", "en")
        yield f"| {number} | `{ended}` | {'yes' if reconnect else 'no'} | {words} |"
    yield ""


def _errors() -> Iterator[str]:
    yield "Of the socket, of HTTP (as problem details with this status) and of the command line. In braces"
    yield "stand values that come beside the code; the Chinese sentences are in `web/locales/zh/errors.json`."
    yield from ("", "| code | HTTP | sentence |", "|---|---|---|")
    shown = load()
    for key in sorted(each for each in shown.keys("en") if each.startswith("errors.")):
        code = key.removeprefix("errors.")
        yield f"| `{code}` | {status(code)} | {shown.raw(key, 'en')} |"
    yield ""
