"""Whether a turn is an explicit yes or leaves it open: the one rule between words and an order."""

import re
from functools import cache

from assist.dialogue.lexicon import Lexicon, entries, phrases, plain

LONGEST_YES = 60
"""Characters; whoever writes more than this says more than yes."""

_QUESTION = re.compile(r"[?？]|[.。]{2,}")
"""A question mark, or a sentence that is left hanging ("嗯……")."""
_MARKS = re.compile(r"[\s,，.。!！;；:：、~～…'\"“”()（）-]+")


def explicit_yes(text: str) -> bool:
    """True when a plain text is made of nothing but words of consent and politeness, and asks nothing.

    "确认一下有没有货", "好像可以", "yes if it is in stock" all leave something over, so none of them is one.
    """
    if not text or len(text) > LONGEST_YES or _QUESTION.search(text):
        return False
    bare = _MARKS.sub(" ", text).strip()
    consent, polite, neither = _words()
    if bare in neither:
        return False
    reached: dict[int, bool] = {0: False}
    for at in range(len(bare)):
        if at not in reached:
            continue
        said = reached[at]
        for end, agrees in _steps(bare, at, consent, polite):
            reached[end] = reached.get(end, False) or said or agrees
    return reached.get(len(bare), False)


def hedged(text: str) -> bool:
    """True when words leave a yes open: doubt, a condition, a question."""
    return bool(_QUESTION.search(text)) or any(m.kind == "hedge" for m in _hedges().find(text))


def _steps(bare: str, at: int, consent: frozenset[str], polite: frozenset[str]) -> list[tuple[int, bool]]:
    """Where the next word may end, and whether it is one of consent; blanks after it are skipped."""
    found = []
    for end in range(at + 1, min(len(bare), at + 24) + 1):
        word = bare[at:end]
        if (word in consent or word in polite) and _ends_here(bare, end):
            following = end + (end < len(bare) and bare[end] == " ")
            found.append((following, word in consent))
    return found


def _ends_here(bare: str, end: int) -> bool:
    """English words end at their end."""
    return end == len(bare) or not (bare[end - 1].isascii() and bare[end].isascii() and bare[end] != " ")


@cache
def _words() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    return _plain_set("yes"), _plain_set("filler"), _plain_set("not_yes")


def _plain_set(kind: str) -> frozenset[str]:
    return frozenset(_MARKS.sub(" ", plain(phrase)).strip() for phrase in phrases("intents", kind))


@cache
def _hedges() -> Lexicon:
    return Lexicon(entry for entry in entries("intents", "hedge") if entry[0] != "?")
