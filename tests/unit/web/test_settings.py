"""What follows from the settings."""

import pytest

from web.settings import Settings


@pytest.mark.parametrize(
    ("public_url", "given", "secure"),
    [
        ("", None, False),
        ("http://shifu.example", None, False),
        ("https://shifu.example", None, True),
        ("HTTPS://shifu.example/", None, True),
        ("https://shifu.example", False, False),
        ("http://shifu.example", True, True),
    ],
)
def test_the_cookie_is_secure_where_the_address_is(
    public_url: str, *, given: bool | None, secure: bool
) -> None:
    """Behind https the sign-in cookie is kept off plain http unless somebody said otherwise."""
    assert Settings.model_construct(public_url=public_url, cookie_secure=given).secure is secure
