"""Whatever bytes come in: a photo or a refusal of ours, never a crash."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fakes.pictures import encoded, plate
from vision.boxes import Box
from vision.errors import PhotoError
from vision.images import LIMITS, check, crop, decode

FILES = {ending: encoded(plate(1), ending) for ending in (".jpg", ".png", ".webp")}
HEADS = (b"", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF\xff\x00\x00\x00WEBP", b"PK\x03\x04", b"GIF89a")
FRACTIONS = st.floats(0, 1)
PLATE = plate(2)


def survives(data: bytes) -> None:
    try:
        photo = decode(data)
    except PhotoError as error:
        refused = error
    else:
        assert photo.ndim == 3
        assert photo.shape[2] == 3
        assert photo.shape[0] * photo.shape[1] <= LIMITS.max_pixels
        assert min(photo.shape[:2]) >= LIMITS.min_side_px
        return
    assert refused.code.startswith("photo_")
    assert all(isinstance(value, str) for value in refused.values().values())


@settings(deadline=None, max_examples=300)
@given(st.sampled_from(HEADS), st.binary(max_size=400))
def test_any_bytes_are_a_photo_or_refused(head: bytes, rest: bytes) -> None:
    """Random bytes, also behind a true beginning, are refused by a code."""
    survives(head + rest)


@settings(deadline=None, max_examples=150)
@given(st.sampled_from(sorted(FILES)), st.floats(0, 1), st.binary(min_size=1, max_size=6))
def test_a_damaged_photo_is_a_photo_or_refused(ending: str, where: float, damage: bytes) -> None:
    """A true photo with bytes overwritten anywhere is decoded or refused by a code."""
    data = bytearray(FILES[ending])
    at = int(where * (len(data) - 1))
    data[at : at + len(damage)] = damage
    survives(bytes(data))


@settings(deadline=None, max_examples=150)
@given(st.sampled_from(sorted(FILES)), st.floats(0, 1))
def test_a_cut_photo_is_refused(ending: str, where: float) -> None:
    """A photo that ends anywhere before its end is refused, never half shown."""
    data = FILES[ending]
    part = data[: int(where * (len(data) - 1))]
    try:
        check(part)
    except PhotoError:
        return
    raise AssertionError(len(part))


@given(FRACTIONS, FRACTIONS, FRACTIONS, FRACTIONS)
def test_any_box_cuts_something(x: float, y: float, w: float, h: float) -> None:
    """Every box of a photo names at least one px, and never more than the photo."""
    part = crop(PLATE, Box(x=x, y=y, w=w * (1 - x), h=h * (1 - y)))
    assert 1 <= part.shape[0] <= PLATE.shape[0]
    assert 1 <= part.shape[1] <= PLATE.shape[1]
