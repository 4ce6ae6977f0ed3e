"""Access tokens and the key that signs them."""

import errno
import os
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from joserfc import jwt
from joserfc.jwk import OctKey

from web.identity.errors import SigningKeyDamaged
from web.identity.tokens import KEY_FILE, Claims, Signer, signing_key

KEY = b"k" * 32
CLAIMS = Claims("ann", "s1", 1_000)


def test_a_token_says_what_was_signed() -> None:
    """A token is read by the key that signed it, until it expires."""
    signer = Signer(KEY)
    token = signer.sign(CLAIMS)
    assert signer.read(token, now_s=999) == CLAIMS
    assert signer.read(token, now_s=1_000) is None


def test_a_changed_token_says_nothing() -> None:
    """Whatever letter of a token is changed, it is no longer ours."""
    signer = Signer(KEY)
    token = signer.sign(CLAIMS)
    for place in range(0, len(token) - 2, 7):
        other = "A" if token[place] != "A" else "B"
        assert signer.read(token[:place] + other + token[place + 1 :], now_s=0) is None


@pytest.mark.parametrize("token", ["", ".", "..", "a.b.c", "é", "x" * 10_000, "eyJhbGciOiJub25lIn0.e30."])
def test_nonsense_says_nothing(token: str) -> None:
    """What is no token is nobody, and raises nothing."""
    assert Signer(KEY).read(token, now_s=0) is None


def test_another_key_or_method_says_nothing() -> None:
    """A token of another key, and one signed by a method that we do not use, are refused."""
    assert Signer(b"o" * 32).read(Signer(KEY).sign(CLAIMS), now_s=0) is None
    body = {"sub": "ann", "sid": "s1", "exp": 1_000}
    longer = jwt.encode({"alg": "HS512"}, body, OctKey.import_key(KEY * 2), algorithms=["HS512"])
    assert Signer(KEY * 2).read(longer, now_s=0) is None


@pytest.mark.parametrize("body", [{}, {"sub": "ann"}, {"sub": "ann", "sid": "s", "exp": "x"}, {"exp": 1_000}])
def test_a_token_without_its_claims_says_nothing(body: dict[str, object]) -> None:
    """A token that was signed by us but lacks a claim is nobody's."""
    token = jwt.encode({"alg": "HS256"}, body, OctKey.import_key(KEY))
    assert Signer(KEY).read(token, now_s=0) is None


def test_the_key_is_made_once_and_is_private(tmp_path: Path) -> None:
    """The key is made at the first start, read at the next, and readable by its owner alone."""
    first = signing_key(tmp_path / "var")
    assert signing_key(tmp_path / "var") == first
    assert len(first) == 32
    assert stat.S_IMODE((tmp_path / "var" / KEY_FILE).stat().st_mode) == 0o600
    assert signing_key(tmp_path / "other") != first
    assert [path.name for path in (tmp_path / "var").iterdir()] == [KEY_FILE]


def test_a_disk_that_is_full_leaves_no_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A key that could not be written to its end is not there, and the next start makes a whole one."""

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "no room")

    with monkeypatch.context() as patched, pytest.raises(OSError, match="no room"):
        patched.setattr(os, "fsync", full)
        signing_key(tmp_path)
    assert list(tmp_path.iterdir()) == []
    assert len(signing_key(tmp_path)) == 32


def test_a_folder_without_hard_links_keeps_a_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A memory card has a key too, and only its owner may read it."""

    def no_links(*_: object) -> None:
        raise PermissionError(errno.EPERM, "no hard links")

    monkeypatch.setattr(os, "link", no_links)
    first = signing_key(tmp_path)
    assert signing_key(tmp_path) == first
    assert stat.S_IMODE((tmp_path / KEY_FILE).stat().st_mode) == 0o600


def test_the_first_of_two_starts_makes_the_key(tmp_path: Path) -> None:
    """Processes that start at once end up with the same key."""
    with ThreadPoolExecutor(8) as starts:
        assert len(set(starts.map(signing_key, [tmp_path] * 32))) == 1


@pytest.mark.parametrize("kept", ["", "00", "ab" * 31, "ab" * 33, "no hex", "é" * 64])
def test_a_damaged_key_signs_nothing(tmp_path: Path, kept: str) -> None:
    """A key file that is empty, short or no key is refused by its path, and left as it is."""
    (tmp_path / KEY_FILE).write_text(kept, encoding="utf-8")
    with pytest.raises(SigningKeyDamaged) as refused:
        signing_key(tmp_path)
    assert refused.value.values() == {"path": str(tmp_path / KEY_FILE)}
    assert (tmp_path / KEY_FILE).read_text(encoding="utf-8") == kept
