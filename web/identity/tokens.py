"""Signs and reads access tokens, and keeps the key that signs them.

An access token says who and which session for a few minutes; whether the session still lives is looked up.
"""

import contextlib
import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import OctKey

from web.identity.errors import SigningKeyDamaged

KEY_FILE = "signing.key"
_KEY_BYTES = 32
_ALGORITHM = "HS256"


@dataclass(frozen=True)
class Claims:
    """What a good token says."""

    person: str
    session: str
    expires_s: int


class Signer:
    """Signs with one key."""

    def __init__(self, key: bytes) -> None:
        self._key = OctKey.import_key(key)
        self._claims = jwt.JWTClaimsRegistry(sub={"essential": True}, sid={"essential": True})

    def sign(self, claims: Claims) -> str:
        """The token."""
        body = {"sub": claims.person, "sid": claims.session, "exp": claims.expires_s}
        return jwt.encode({"alg": _ALGORITHM, "typ": "JWT"}, body, self._key)

    def read(self, token: str, *, now_s: int) -> Claims | None:
        """What a token says; nothing if it is not ours, was changed, or is expired."""
        try:
            body = jwt.decode(token, self._key, algorithms=[_ALGORITHM]).claims
            claims = Claims(str(body["sub"]), str(body["sid"]), int(body["exp"]))
        except (JoseError, ValueError, KeyError, TypeError):
            return None
        return claims if claims.expires_s > now_s else None


def signing_key(folder: Path) -> bytes:
    """The folder's key, made at the first call; only its owner may read the file.

    Raises:
        SigningKeyDamaged: the file does not hold a whole key.
    """
    path = folder / KEY_FILE
    folder.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        _make(path)
    try:
        key = bytes.fromhex(path.read_text(encoding="ascii"))
    except ValueError:
        key = b""
    if len(key) != _KEY_BYTES:
        raise SigningKeyDamaged(path=path.absolute())
    return key


def _make(path: Path) -> None:
    """Write a key beside the path and link it there: whole or not at all, and never over another one."""
    key = secrets.token_hex(_KEY_BYTES)
    with (
        NamedTemporaryFile("w", dir=path.parent, prefix=f".{path.name}.", encoding="ascii") as beside,
        contextlib.suppress(FileExistsError),  # another process was faster
    ):
        beside.write(key)
        beside.flush()
        os.fsync(beside.fileno())
        try:
            os.link(beside.name, path)
        except (
            PermissionError
        ):  # what Linux answers on a file system without hard links, such as a memory card's
            with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as alone:
                alone.write(key)
