import io
import tracemalloc
import zipfile

import cv2
import numpy as np
import pytest

from tests.fakes.pictures import encoded, jpeg_bomb, plate, png_bomb, with_orientation
from vision import headers
from vision.boxes import Box
from vision.errors import (
    PhotoError,
    PhotoNotImage,
    PhotoTooLarge,
    PhotoTooNarrow,
    PhotoTooSmall,
    PhotoTruncated,
)
from vision.images import LIMITS, Limits, check, crop, decode, encode_jpeg, resize

KINDS = [(".jpg", "jpeg"), (".png", "png"), (".webp", "webp")]


@pytest.mark.parametrize(("ending", "kind"), KINDS)
def test_a_photo_is_known_by_its_content(ending: str, kind: str) -> None:
    """JPEG, PNG and WebP are read whatever their name, with the size in their header."""
    assert check(encoded(plate(1), ending)) == headers.Header(kind, 384, 288)  # type: ignore[arg-type]


@pytest.mark.parametrize(("ending", "tolerance"), [(".jpg", 6), (".png", 0), (".webp", 6)])
def test_a_photo_keeps_its_colours(ending: str, tolerance: float) -> None:
    """What is decoded is the picture, red first."""
    photo = plate(3)
    back = decode(encoded(photo, ending))
    assert back.dtype == np.uint8
    assert back.shape == photo.shape
    assert np.abs(back.astype(int) - photo).mean() <= tolerance


def test_red_stays_red() -> None:
    """Channels are red, green, blue."""
    red = np.zeros((300, 300, 3), np.uint8)
    red[..., 0] = 200
    assert decode(encoded(red, ".png"))[5, 5].tolist() == [200, 0, 0]


def test_a_grey_photo_has_three_channels() -> None:
    """A photo without colour is a photo."""
    data = cv2.imencode(".png", np.full((300, 400), 90, np.uint8))[1].tobytes()
    assert decode(data).shape == (300, 400, 3)


def test_transparency_and_depth_are_dropped() -> None:
    """PNG with alpha and with 16 bits become 8-bit RGB."""
    deep = cv2.imencode(".png", np.full((300, 300, 4), 40_000, np.uint16))[1].tobytes()
    photo = decode(deep)
    assert (photo.shape, photo.dtype) == ((300, 300, 3), np.uint8)


UPRIGHT = {
    1: lambda p: p,
    2: lambda p: p[:, ::-1],
    3: lambda p: p[::-1, ::-1],
    4: lambda p: p[::-1],
    5: lambda p: p.transpose(1, 0, 2),
    6: lambda p: np.rot90(p, -1),
    7: lambda p: np.rot90(p, 2).transpose(1, 0, 2),
    8: np.rot90,
}


@pytest.mark.parametrize("orientation", UPRIGHT)
@pytest.mark.parametrize("long_side", [None, 300])
def test_a_photo_stands_upright(orientation: int, long_side: int | None) -> None:
    """Each of the eight EXIF orientations is applied, also where the photo comes halved."""
    jpeg = encoded(plate(2, size=(768, 576)))
    back = decode(with_orientation(jpeg, orientation), long_side_px=long_side)
    plain = decode(jpeg, long_side_px=long_side)
    wanted = UPRIGHT[orientation](plain)
    assert back.shape == wanted.shape
    assert np.abs(back.astype(int) - wanted).mean() < 3


@pytest.mark.parametrize(
    ("asked", "given"), [(None, 1536), (1536, 1536), (800, 1536), (768, 768), (300, 384), (10, 192)]
)
def test_a_large_photo_may_come_smaller(asked: int | None, given: int) -> None:
    """A photo is halved as often as leaves enough px, and at most three times."""
    assert max(decode(encoded(plate(1, size=(1536, 1152))), long_side_px=asked).shape) == given


@pytest.mark.parametrize("make", [png_bomb, jpeg_bomb])
def test_a_bomb_is_refused_before_it_is_decoded(make: object) -> None:
    """Forty megapixels are refused by the header, without their memory and with both sizes named."""
    data = make(8000, 5000)  # type: ignore[operator]
    tracemalloc.start()
    with pytest.raises(PhotoTooLarge) as refused:
        decode(data)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert refused.value.values() == {"size": "40.0 MP", "limit": "24 MP"}
    assert peak < 1_000_000


def test_bytes_are_limited() -> None:
    """More bytes than allowed are refused before anything is read."""
    with pytest.raises(PhotoTooLarge) as refused:
        check(b"x" * 2_000_001, Limits(max_bytes=2_000_000))
    assert refused.value.values() == {"size": "2.0 MB", "limit": "2 MB"}


@pytest.mark.parametrize("size", [(255, 400), (400, 255), (1, 1)])
def test_a_small_photo_is_refused(size: tuple[int, int]) -> None:
    """A side below 256 px is refused, with both numbers."""
    with pytest.raises(PhotoTooSmall) as refused:
        decode(encoded(resize(plate(1), *size), ".png"))
    assert refused.value.values() == {"size_px": str(min(size)), "limit_px": "256"}


@pytest.mark.parametrize("size", [(1025, 256), (256, 24_000)])
def test_a_strip_is_refused(size: tuple[int, int]) -> None:
    """A long side of more than four times the short one is refused, with both numbers."""
    with pytest.raises(PhotoTooNarrow) as refused:
        decode(encoded(resize(plate(1), *size), ".png"))
    assert refused.value.values() == {"ratio": f"{max(size) / 256:.1f}", "limit": "4"}


def test_the_limits_are_inclusive() -> None:
    """Exactly 24 megapixels, exactly 256 px and exactly four to one are photos."""
    assert check(encoded(plate(1, size=(1024, 256)), ".png")).width == 1024
    exact = jpeg_bomb(6000, 4000)
    assert check(exact).width * check(exact).height == LIMITS.max_pixels
    assert check(encoded(plate(1, size=(256, 256)), ".png")).width == 256


@pytest.mark.parametrize("ending", [".jpg", ".png", ".webp"])
@pytest.mark.parametrize("share", [0.02, 0.3, 0.9, 0.999])
def test_a_truncated_photo_is_refused(ending: str, share: float) -> None:
    """A file that ends early is refused, however much of it came."""
    whole = encoded(plate(1, size=(800, 600)), ending)
    with pytest.raises(PhotoTruncated):
        decode(whole[: int(len(whole) * share)])


def test_a_photo_with_something_behind_it_is_read() -> None:
    """Phones append a film to a JPEG; the photo is whole."""
    assert decode(encoded(plate(1)) + b"ftypmp42" * 50).shape == (288, 384, 3)


def zipped() -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        archive.writestr("photo.jpg", encoded(plate(1)))
    return kept.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x00" * 5000,
        b"GIF89a" + b"\x00" * 900,
        b"BM" + b"\x00" * 900,
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"%PDF-1.7\n",
        "照片".encode() * 99,
        zipped(),
        b"\x89PNG\r\n\x1a\n" + b"\x00\x00\x00\x00IEND\xae\x42\x60\x82",
        b"\xff\xd8\xff\xd9",
        b"RIFF\x10\x00\x00\x00WEBPJUNK" + b"\x00" * 40,
        png_bomb(0, 900),
    ],
)
def test_what_is_no_photo_is_refused(data: bytes) -> None:
    """Other files, a zip named .jpg among them, are refused by their content."""
    with pytest.raises(PhotoNotImage):
        decode(data)


def test_an_animation_is_no_photo() -> None:
    """A WebP that moves is refused: nobody could say which picture was judged."""
    flags = b"RIFF\x60\x00\x00\x00WEBPVP8X\x0a\x00\x00\x00\x02\x00\x00\x00\x8f\x01\x00\x2b\x01\x00"
    with pytest.raises(PhotoNotImage):
        decode(flags + b"\x00" * 120)


def test_a_header_without_a_picture_is_refused() -> None:
    """A file that begins well and holds nothing that can be decoded is refused."""
    with pytest.raises(PhotoError):
        decode(png_bomb(400, 400)[:60] + b"\x00" * 40)


def test_a_jpeg_comes_back() -> None:
    """What is encoded can be decoded."""
    assert np.abs(decode(encode_jpeg(plate(1))).astype(int) - plate(1)).mean() < 6


def test_a_region_is_cut_in_fractions() -> None:
    """A box names a part of the photo; none names all of it."""
    photo = plate(1)
    part = crop(photo, Box(x=0.25, y=0.5, w=0.5, h=0.5))
    assert part.shape == (144, 192, 3)
    assert (part == photo[144:, 96:288]).all()
    assert crop(photo, None) is photo


def test_no_region_is_empty() -> None:
    """Even a box without area cuts a px, so that nothing divides by zero."""
    assert crop(plate(1), Box(x=0.5, y=0.5, w=0, h=0)).shape == (1, 1, 3)
