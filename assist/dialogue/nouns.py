"""Which parts a text names, wants, takes back, or leaves open."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from typing import cast

from assist.dialogue.lexicon import Lexicon, Mention, entries, phrases, tree
from assist.dialogue.memory import Memory
from assist.dialogue.turn import Family, Position

POSITIONS: tuple[Position, ...] = ("front", "rear")
_NOT_BEFORE = re.compile(
    r"(?:不是|并不是|除了|除去|不要|不用|不需要|不想要|别要|别给我|没说|没要|而非|不换)"
    r"(?:要|说|换|买|给我|那个|这个|那|这|的)*$"
    r"|(?:\bnot|\bexcept|\bbut not|\banything but|\bdon't want|\bdo not want|\bdon't need|\binstead of"
    r"|\brather than|\bno)(?: (?:the|a|an|any|for|my|these|those|that|this))*\s*$"
)
_NOT_AFTER = re.compile(
    r"^\s*(?:的)?(?:算了|错了|,?\s?(?:不对|no\b(?:,| wait))"
    r"|(?:不要|不用|不需要|不换)(?!\s*(?:原|正厂|配套|品牌|大牌|同质|副厂|国产|贵|太|那|这)))"
)
"""What is refused stands before "不要", unless "不要" has an object of its own: "前刹车片 不要原厂的"."""
_OWNER_ZH = re.compile(r"^(?:上|上面|用|那里|那儿)?的(?:那个|那颗|那种)?$")
_OWNER_EN = re.compile(r"^ (?:for|of|on|from|under) (?:(?:the|a|an|my|this|that) )?$")


@dataclass(frozen=True, slots=True)
class Named:
    """The parts of one turn; `meant` says that only a place was named and the part is the one of before."""

    wanted: tuple[Family, ...] = ()
    rejected: tuple[Family, ...] = ()
    vague: tuple[Family, ...] = ()
    unlisted: str = ""
    position: Position | None = None
    meant: bool = False


@dataclass(frozen=True, slots=True)
class _Noun:
    mention: Mention
    refused: bool
    positions: tuple[tuple[Position, bool], ...] = ()


def named(text: str, memory: Memory) -> Named:
    """The parts of a plain text; a bare "the rear" is taken with what was meant before."""
    mentions = _without_owners(text, [m for m in _lexicon().find(text) if m.kind != "neither"])
    nouns, loose = _bind(text, mentions)
    if not nouns and loose:
        return _position_only(loose, memory)
    return _settle(text, nouns, memory)


@cache
def _lexicon() -> Lexicon:
    file = "families"
    vague = [
        (phrase, "vague", str(at))
        for at, group in enumerate(_vague_groups())
        for words in cast("list[list[str]]", group["words"])
        for phrase in words
    ]
    pairs = [(phrase, "pair", name) for name in _pairs() for phrase in phrases(file, "pairs", name, "words")]
    places = [(phrase, "position", value) for phrase, _, value in entries("wishes", "positions")]
    listed = [*entries(file, "sure"), *pairs, *entries(file, "unlisted")]
    return Lexicon([*entries(file, "neither"), *listed, *places, *vague])


def _pairs() -> Mapping[str, Mapping[str, object]]:
    return cast("Mapping[str, Mapping[str, object]]", tree("families")["pairs"])


def _vague_groups() -> list[Mapping[str, object]]:
    return cast("list[Mapping[str, object]]", tree("families")["vague"])


def member(pair: str, position: Position) -> Family | None:
    """The family of a pair at a position; None where this desk carries none."""
    return cast("Family | None", _pairs()[pair][position])


def pair_of(family: Family | None) -> str | None:
    """The pair that a family belongs to."""
    return next((p for p in _pairs() if family and family in {member(p, at) for at in POSITIONS}), None)


def _without_owners(text: str, mentions: list[Mention]) -> list[Mention]:
    """Without parts that only say where another sits: "washer for the drain plug", "放油螺塞的垫片"."""
    owners = set()
    for left, right in pairwise(mentions):
        between = text[left.end : right.start]
        if "position" in {left.kind, right.kind}:
            continue
        if _OWNER_ZH.match(between):
            owners.add(left)
        elif _OWNER_EN.match(between):
            owners.add(right)
    return [mention for mention in mentions if mention not in owners]


def is_refused(text: str, mention: Mention) -> bool:
    """Whether the words beside a mention take it back: "不是前面", "not the front", "原厂的不要"."""
    return taken_back(text, mention.start, mention.end)


def taken_back(text: str, start: int, end: int) -> bool:
    """Whether the words around a place of a plain text refuse what stands there."""
    return bool(_NOT_BEFORE.search(text[:start]) or _NOT_AFTER.match(text[end:]))


def _bind(text: str, mentions: Iterable[Mention]) -> tuple[list[_Noun], list[tuple[Position, bool]]]:
    """Nouns with their positions; those after the last noun belong to it, without a noun they stay loose."""
    nouns: list[_Noun] = []
    loose: list[tuple[Position, bool]] = []
    for mention in mentions:
        refused = is_refused(text, mention)
        if mention.kind == "position":
            loose.append((cast("Position", mention.value), refused))
            continue
        nouns.append(_Noun(mention, refused, tuple(loose)))
        loose = []
    if nouns and loose and nouns[-1].mention.kind == "pair":
        nouns[-1] = replace(nouns[-1], positions=(*nouns[-1].positions, *loose))
    return nouns, loose


def _position_only(loose: list[tuple[Position, bool]], memory: Memory) -> Named:
    wanted_at = [at for at, refused in loose if not refused]
    refused_at = [at for at, refused in loose if refused]
    pair = pair_of(memory.family) or _pair_in_question(memory)
    if not wanted_at and refused_at and pair:
        wanted_at = [at for at in POSITIONS if at not in refused_at]
    position = wanted_at[-1] if wanted_at else None
    if pair is None:
        return Named(position=position)
    places = [(at, False) for at in wanted_at] + [(at, True) for at in refused_at]
    return replace(_of_pair(pair, places, position), meant=True)


def _pair_in_question(memory: Memory) -> str | None:
    if memory.question is None or memory.question.about != "family":
        return None
    asked = {pair_of(cast("Family", choice.value)) for choice in memory.question.choices}
    return asked.pop() if len(asked) == 1 else None


def _of_pair(pair: str, places: Iterable[tuple[Position, bool]], position: Position | None) -> Named:
    wanted: list[Family] = []
    rejected: list[Family] = []
    unlisted = ""
    for at, refused in places:
        family = member(pair, at)
        if family is None:
            unlisted = unlisted or ("" if refused else f"{at} {pair}".replace("_", " "))
        elif family not in (rejected if refused else wanted):
            (rejected if refused else wanted).append(family)
    return Named(tuple(wanted), tuple(rejected), unlisted=unlisted, position=position)


def _settle(text: str, nouns: list[_Noun], memory: Memory) -> Named:
    parts = [_settle_one(text, noun, memory) for noun in nouns]
    wanted = _once(family for part in parts for family in part.wanted)
    rejected = _once(family for part in parts for family in part.rejected if family not in wanted)
    open_nouns = [
        part for noun, part in zip(nouns, parts, strict=True) if not wanted or noun.mention.kind == "pair"
    ]
    vague = _once(family for part in open_nouns for family in part.vague if family not in wanted)
    unlisted = ", ".join(dict.fromkeys(part.unlisted for part in parts if part.unlisted))
    position = next((part.position for part in reversed(parts) if part.position), None)
    return Named(wanted, rejected, vague, unlisted, position)


def _once(families: Iterable[Family]) -> tuple[Family, ...]:
    return tuple(dict.fromkeys(families))


def _settle_one(text: str, noun: _Noun, memory: Memory) -> Named:
    mention = noun.mention
    if mention.kind == "unlisted":
        return Named() if noun.refused else Named(unlisted=text[mention.start : mention.end])
    if mention.kind == "sure":
        family = (cast("Family", mention.value),)
        return Named(rejected=family) if noun.refused else Named(wanted=family)
    if mention.kind == "pair":
        return _settle_pair(noun, memory)
    group = cast("list[Family]", _vague_groups()[int(mention.value)]["families"])
    return Named() if noun.refused else _narrow(tuple(group), memory)


def _settle_pair(noun: _Noun, memory: Memory) -> Named:
    pair = noun.mention.value
    places = list(noun.positions)
    if noun.refused:
        places = [(at, True) for at, _ in places]
    if places:
        shown = [at for at, refused in places if not refused]
        return _of_pair(pair, places, shown[-1] if shown else None)
    group = tuple(family for at in POSITIONS if (family := member(pair, at)) is not None)
    if noun.refused:
        return Named(rejected=group)
    return Named(wanted=group) if len(group) == 1 else _narrow(group, memory)


def _narrow(group: tuple[Family, ...], memory: Memory) -> Named:
    """What the open step or the talk so far makes of a word that may mean several."""
    at_step = tuple(dict.fromkeys(slot.family for slot in memory.slots if slot.family in group))
    if len(at_step) == 1:
        return Named(wanted=at_step)
    if memory.family in group:
        return Named(wanted=(memory.family,))
    return Named(vague=group)
