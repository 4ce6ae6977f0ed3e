"""The demonstration's people and pictures."""

import stat
from pathlib import Path

import numpy as np

from vision.images import decode, encode_jpeg
from web.demo import logins, shown
from web.identity.models import ROLES
from web.identity.passwords import LEAST


def test_passwords_are_made_up_each_time_and_can_be_kept() -> None:
    """Two demonstrations share no password, and each is long enough to be one."""
    one, two = logins.invent(), logins.invent()
    assert [login.login for login in one] == ["tech1", "tech2", "parts", "qa", "admin"]
    assert not {login.password for login in one} & {login.password for login in two}
    assert all(len(login.password) >= LEAST and login.role in ROLES for login in one)


def test_logins_are_read_as_they_were_saved(tmp_path: Path) -> None:
    """What was saved is read again; the file is its owner's, and where there is none there is nobody."""
    assert logins.read(tmp_path) == ()
    made = logins.invent()
    logins.save(tmp_path, made)
    assert logins.read(tmp_path) == made
    assert stat.S_IMODE((tmp_path / logins.FILE).stat().st_mode) == 0o600


def test_a_scene_is_a_photo_of_its_own_each_time_it_is_taken() -> None:
    """The same scene for two gates is the same picture in other bytes, so that each is proof of its own."""
    scene = encode_jpeg(np.full((256, 320, 3), 127, np.uint8))
    one, two = shown.taken(scene), shown.taken(scene)
    assert len({scene, one, two}) == 3
    assert np.array_equal(decode(one), decode(scene))
    assert b"demonstration" in one[:200]


def test_every_check_offers_good_faulty_and_unusable_scenes() -> None:
    """The page offers each kind, under addresses that are all different."""
    found = list(shown.scenes())
    assert {scene.shown for scene in found} == {"good", "faulty", "unusable"}
    assert len({scene.name for scene in found}) == len(found)
    good, faulty = ({scene.piece for scene in found if scene.kind == kind} for kind in ("good", "faulty"))
    assert not good & faulty
    assert len(good) >= 4, "a photo may be sent back more than once"
    assert {scene.piece for scene in found if scene.shown == "unusable"} <= good
    urls = shown.urls("atf_washer")
    assert len(set(urls)) == len(found)
    assert all(url.startswith("/api/demo/scenes/atf_washer/") for url in urls)
