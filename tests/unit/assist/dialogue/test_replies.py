"""Replies are written in both languages, and filled."""

import re

import pytest

from assist.dialogue.lexicon import SENTENCES, Lexicon, entries, plain, tree
from assist.dialogue.replies import keys, placeholders, say
from assist.dialogue.turn import Family
from assist.messages.model import Text


@pytest.mark.parametrize("key", sorted(keys()))
def test_a_reply_is_written_in_both(key: str) -> None:
    """A reply stands in both languages; there is no Chinese in the English one."""
    said = say(key, dict.fromkeys(placeholders(key), "X"))
    assert said.zh
    assert said.en
    assert not re.search(r"[\u3400-\u9fff]", said.en)
    assert "{" not in said.zh + said.en


def test_each_language_gets_its_own_words() -> None:
    """A value in two languages goes into each sentence in that language."""
    said = say("nothing_fits", {"family": Text(zh="刹车片", en="pads")})
    assert "刹车片" in said.zh
    assert "pads" in said.en
    assert "pads" not in said.zh


def test_what_a_person_said_is_quoted_as_it_is() -> None:
    """Braces and markup in a person's words come back as they were, and format nothing."""
    words = "{x} <b>%s</b> {0.__class__}"
    assert words in say("not_carried", {"words": words}).zh


@pytest.mark.parametrize("key", ["", "nothing_like_this"])
def test_an_unknown_reply_is_an_error(key: str) -> None:
    """A key that stands nowhere is an error of ours."""
    with pytest.raises(KeyError):
        say(key)


def test_a_missing_value_is_an_error() -> None:
    """A placeholder without a value is an error of ours, never an empty place in a sentence."""
    with pytest.raises(KeyError):
        say("not_carried")


@pytest.mark.parametrize("path", sorted(SENTENCES.glob("*.yaml")), ids=lambda path: path.stem)
def test_sentence_files_hold_text_only(path: object) -> None:
    """No phrase was read as something else by YAML (`no`, `on`, `1st`): every key is text."""
    stem = getattr(path, "stem", "")
    assert all(isinstance(key, str) for key in tree(stem))


def test_every_family_has_words() -> None:
    """Each family is named by some phrase, sure or by its pair."""
    named = {value for _, _, value in entries("families", "sure")}
    pairs = tree("families")["pairs"]
    named |= {str(pair[at]) for pair in pairs.values() for at in ("front", "rear")}  # type: ignore[union-attr,index,call-overload]
    assert set(Family.__args__) <= named  # type: ignore[attr-defined]


def test_the_longest_phrase_wins() -> None:
    """Of phrases that begin together the longest is found, and none overlap."""
    lexicon = Lexicon([("油", "k", "oil"), ("刹车油", "k", "brake"), ("刹车", "k", "b")])
    assert [mention.value for mention in lexicon.find("刹车油和油")] == ["brake", "oil"]


@pytest.mark.parametrize(
    ("text", "found"),
    [("pads", True), ("pad", True), ("padded", False), ("ipad", False), ("brake-pad", True)],
)
def test_english_words_are_whole(text: str, *, found: bool) -> None:
    """An English phrase is found as a word, in the plural and behind a hyphen, not inside another word."""
    assert bool(Lexicon([("pad", "k", "pad")]).find(plain(text))) is found


def test_plain_makes_alike() -> None:
    """Width, case, traditional characters and blanks between characters do not matter."""
    assert plain("  ＡＴＦ 後 面 剎車 ") == "atf 后面刹车"
