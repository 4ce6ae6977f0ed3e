"""Turns what was refused into what a person reads: problem details over HTTP, errors on the socket.

The one place that knows both our codes and HTTP's. Packages know their codes only.
Source: RFC 9457, problem details.
"""

import json
from collections.abc import Mapping
from functools import cache
from typing import ClassVar, Protocol, runtime_checkable

from pydantic import BaseModel, ConfigDict

from web.settings import Lang
from web.texts import LOCALES, Texts

CONTENT_TYPE = "application/problem+json"


class WebError(Exception):
    """Root of what the edge itself refuses; `code` names the text, `values` fills it."""

    code: ClassVar[str] = "web_error"

    def __init__(self, **values: object) -> None:
        super().__init__(self.code, values)
        self._values = {name: str(value) for name, value in values.items()}

    def values(self) -> dict[str, str]:
        """What the error is about, ready to stand in its text."""
        return dict(self._values)


class NotSignedIn(WebError):
    """No access token, or one that is expired, forged, or of an ended session. Values: none."""

    code = "not_signed_in"


class RoleMissing(WebError):
    """None of the person's roles may do this. Values: roles, the ones that may."""

    code = "role_missing"


class NotFound(WebError):
    """Nothing is at this address, or nothing that this person may see. Values: none."""

    code = "not_found"


class MethodRefused(WebError):
    """Something is at this address, but not for this method. Values: allow, the methods that it is for."""

    code = "method_refused"


class RequestInvalid(WebError):
    """A request whose body or parameters have not the agreed shape. Values: those of `web.faults`."""

    code = "request_invalid"


class BodyTooLarge(WebError):
    """A body beyond the limit. Values: most_bytes."""

    code = "body_too_large"


class DiskFull(WebError):
    """There is no room for a photo's bytes; what was stored before is whole. Values: none."""

    code = "disk_full"


class DatabaseFull(WebError):
    """There is no room for a row; what was stored before is whole. Values: none."""

    code = "database_full"


class HashMismatch(WebError):
    """The bytes are not those that their name says. Values: expected, got."""

    code = "photo_hash_mismatch"


class PhotoEmpty(WebError):
    """A photo without a byte. Values: none."""

    code = "photo_empty"


class IdempotencyConflict(WebError):
    """The same key came with another body. Values: key."""

    code = "idem_conflict"


class KeyMissing(WebError):
    """A write that must not happen twice came without its key. Values: none."""

    code = "idempotency_key_missing"


class OriginRefused(WebError):
    """A cookie came along with a page of another site. Values: none."""

    code = "origin_refused"


class NotDemonstration(WebError):
    """Something of the demonstration was asked of a real chain. Values: none."""

    code = "not_demonstration"


class QuestionEmpty(WebError):
    """A search for nothing. Values: none."""

    code = "question_empty"


class IndexMissing(WebError):
    """The search has no index yet. Values: none."""

    code = "index_missing"


class DatabaseUnmigrated(WebError):
    """The database lacks tables of this version. Values: none."""

    code = "database_unmigrated"


class DatabaseNewer(WebError):
    """The database was migrated by a newer version. Values: revision."""

    code = "database_newer"


class RevisionUnknown(WebError):
    """No version of the schema has this name. Values: revision, known."""

    code = "revision_unknown"


class DowngradeUnconfirmed(WebError):
    """Tables would be lost, and nobody has said that they may. Values: those of `web.migrate.Loss`."""

    code = "downgrade_unconfirmed"


class DatabaseUnreachable(WebError):
    """The database does not answer. Values: to who runs it url (without its password), to others retry_s."""

    code = "database_unreachable"


class DatabaseForeign(WebError):
    """The file that the setting names is no database. Values: file."""

    code = "database_foreign"


class DatabaseUrlInvalid(WebError):
    """The setting names no database that we speak to. Values: none, for it may hold a password."""

    code = "database_url_invalid"


class FolderUnwritable(WebError):
    """The folder for everything that is made at run time cannot be made or written. Values: folder."""

    code = "folder_unwritable"


class FolderFull(WebError):
    """There is no room in a folder for what a process needs to begin. Values: folder."""

    code = "folder_full"


class BusUnreachable(WebError):
    """No NATS server answers at the address. Values: url (without its password)."""

    code = "bus_unreachable"


class PortTaken(WebError):
    """Another program listens on the port. Values: port, setting."""

    code = "port_taken"


class ListenRefused(WebError):
    """The machine does not let us listen at the address. Values: host, port, problem."""

    code = "listen_refused"


class ClientMissing(WebError):
    """The pages have not been built. Values: none."""

    code = "client_missing"


class DatabaseNotEmpty(WebError):
    """A chain was to be made where one is already. Values: none."""

    code = "database_not_empty"


@runtime_checkable
class Coded(Protocol):
    """Every error of ours, whichever package it comes from."""

    code: ClassVar[str]

    def values(self) -> Mapping[str, str]:
        """What fills the text."""


class Problem(BaseModel):
    """RFC 9457, with our code and values beside."""

    model_config = ConfigDict(frozen=True)

    type: str
    title: str
    status: int
    code: str
    detail: str
    values: dict[str, str] = {}


STATUS: Mapping[str, int] = {
    "internal": 500,
    "not_signed_in": 401,
    "login_wrong": 401,
    "signature_invalid": 401,
    "signature_expired": 401,
    "role_missing": 403,
    "not_allowed": 403,
    "own_photo": 403,
    "origin_refused": 403,
    "not_found": 404,
    "not_demonstration": 404,
    "fact_value": 422,
    "vin": 422,
    "method_refused": 405,
    "body_too_large": 413,
    "photo_too_large": 413,
    "photo_not_image": 415,
    "login_too_often": 429,
    "disk_full": 507,
    "folder_full": 507,
    "database_full": 507,
    "index_missing": 503,
    "bus_unreachable": 503,
    "database_unreachable": 503,
    "supplier_unreachable": 503,
}
"""HTTP status by code, where the ending of the code does not say it."""

_ENDINGS: tuple[tuple[str, int], ...] = (
    ("_unknown", 404),
    ("_missing", 422),
    ("_invalid", 422),
    ("_unreadable", 422),
    ("_refused", 422),
    ("_too_long", 422),
    ("_too_large", 422),
    ("_short", 422),
    ("_length", 422),
    ("_character", 422),
    ("_mismatch", 422),
    ("_empty", 422),
)
_REFUSED_BY_STATE = 409


def status(code: str) -> int:
    """The HTTP status of a code; 409 where the request was fine and the state of things refuses it."""
    if code in STATUS:
        return STATUS[code]
    return next((number for ending, number in _ENDINGS if code.endswith(ending)), _REFUSED_BY_STATE)


def sentence(texts: Texts, code: str, values: Mapping[str, str], lang: Lang, *, area: str = "errors") -> str:
    """What happened, what is safe, what to do: the error's text in one language."""
    areas = _worded().get(code, {})
    said = {name: _keys(texts, area, values[name]) for name, area in areas.items() if name in values}
    words = {name: [texts.render(key, lang, **values) for key in keys] for name, keys in said.items()}
    joined = {name: texts.raw("fields.list", lang).join(each) for name, each in words.items()}
    return texts.render(f"{area}.{code}", lang, **{**values, **joined})


def problem(texts: Texts, error: Coded, lang: Lang) -> Problem:
    """An error of ours as problem details."""
    number = status(error.code)
    values = dict(error.values())
    return Problem(
        type=f"urn:shifu:error:{error.code}",
        title=texts.raw(f"problems.{number}", lang),
        status=number,
        code=error.code,
        detail=sentence(texts, error.code, values, lang),
        values=values,
    )


@cache
def _worded() -> Mapping[str, Mapping[str, str]]:
    """The area of texts for each value that is a word of ours, by error and name; the client reads it too."""
    found: Mapping[str, Mapping[str, str]] = json.loads((LOCALES / "worded.json").read_text("utf-8"))
    return found


def _keys(texts: Texts, area: str, value: str) -> list[str]:
    """The texts of a value: of `parts_clerk, technician` by role, of `body.plate` by its field."""
    found = []
    for each in value.split(", "):
        last = next((part for part in reversed(each.split(".")) if not part.isdecimal()), "")
        found.append(key if texts.has(key := f"{area}.{last}") else f"{area}.other")
    return found
