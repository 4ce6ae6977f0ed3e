"""Proves that an answer is the supplier's and fresh: HMAC-SHA256 over time and body. Pure.

The header reads `t=<unix seconds>,v1=<hex>`. Source: RFC 2104 for HMAC; the header as payment webhooks do.
"""

import hashlib
import hmac
import re

from commerce.errors import SignatureExpired, SignatureInvalid

HEADER = "X-Shifu-Signature"
REPLAY_S = 300
"""How far a signature's time may be from ours, either way; clocks of suppliers are not ours."""

_SHAPE = re.compile(r"t=(\d{1,12}),v1=([0-9a-f]{64})")


def sign(secret: str, body: bytes, at_s: int) -> str:
    """The header's value for a body sent at a time (unix seconds)."""
    return f"t={at_s},v1={_digest(secret, body, at_s)}"


def verify(secret: str, body: bytes, header: str, *, supplier: str, now: int) -> None:
    """Nothing, where the signature is the supplier's and fresh.

    Args:
        secret: shared with this supplier alone.
        body: the bytes as they arrived.
        header: the value of `X-Shifu-Signature`; empty where it was missing.
        supplier: for the refusal.
        now: UTC microseconds.

    Raises:
        SignatureInvalid: missing, malformed, or made with another secret or for another body.
        SignatureExpired: right, but made too long ago or too far ahead.
    """
    match = _SHAPE.fullmatch(header)
    if match is None:
        raise SignatureInvalid(supplier=supplier)
    at_s = int(match[1])
    if not hmac.compare_digest(_digest(secret, body, at_s), match[2]):
        raise SignatureInvalid(supplier=supplier)
    if abs(now // 1_000_000 - at_s) > REPLAY_S:
        raise SignatureExpired(supplier=supplier, seconds=REPLAY_S)


def _digest(secret: str, body: bytes, at_s: int) -> str:
    return hmac.new(secret.encode(), f"{at_s}.".encode() + body, hashlib.sha256).hexdigest()
