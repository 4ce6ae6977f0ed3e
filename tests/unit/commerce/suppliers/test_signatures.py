"""Whether an answer is the supplier's, and fresh."""

import pytest

from commerce.errors import SignatureExpired, SignatureInvalid
from commerce.suppliers.signatures import REPLAY_S, sign, verify

AT_S = 1_800_000_000
NOW = AT_S * 1_000_000
BODY = '{"answer": "a1", "note": "明天到"}'.encode()


def check(header: str, *, body: bytes = BODY, secret: str = "s3cret", now: int = NOW) -> None:
    verify(secret, body, header, supplier="prompt", now=now)


def test_the_suppliers_own_signature_passes() -> None:
    """A body that the supplier signed just now is accepted."""
    check(sign("s3cret", BODY, AT_S))


@pytest.mark.parametrize("off", [-REPLAY_S, REPLAY_S])
def test_clocks_may_differ_by_the_replay_window(off: int) -> None:
    """Five minutes of difference are accepted, either way."""
    check(sign("s3cret", BODY, AT_S + off))


@pytest.mark.parametrize("off", [-REPLAY_S - 1, REPLAY_S + 1, -86_400])
def test_an_old_or_future_signature_is_refused(off: int) -> None:
    """A signature that was right once cannot be played again later."""
    with pytest.raises(SignatureExpired) as refused:
        check(sign("s3cret", BODY, AT_S + off))
    assert refused.value.values() == {"supplier": "prompt", "seconds": "300"}


def test_another_body_or_secret_is_refused() -> None:
    """One changed byte, another secret or another time break the signature."""
    good = sign("s3cret", BODY, AT_S)
    for wrong in ({"body": BODY + b" "}, {"body": b""}, {"secret": "other"}):
        with pytest.raises(SignatureInvalid):
            check(good, **wrong)
    with pytest.raises(SignatureInvalid):
        check(good.replace(f"t={AT_S}", f"t={AT_S + 1}"))


@pytest.mark.parametrize(
    "header",
    [
        "",
        "t=,v1=",
        "v1=" + "0" * 64,
        f"t={AT_S},v1=short",
        f"t={AT_S},v1=" + "0" * 64,
        "t=1" * 999,
        "t=１,v1=" + "0" * 64,
    ],
)
def test_a_malformed_header_is_refused(header: str) -> None:
    """Missing, cut, doubled and foreign headers are refused alike."""
    with pytest.raises(SignatureInvalid):
        check(header)
