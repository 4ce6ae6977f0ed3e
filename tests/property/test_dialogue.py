"""Whatever is typed: nothing breaks, and nothing is ordered that was not agreed to."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from assist.dialogue.consent import explicit_yes
from assist.dialogue.lexicon import phrases, plain
from assist.dialogue.memory import Choice, Memory, Question, Shown, Slot
from assist.dialogue.moves import Order, ReadBack
from assist.dialogue.policy import next_move
from assist.dialogue.recall import remember
from assist.dialogue.understanding import understand
from commerce.ordering.shapes import PIECES_MOST

SHOWN = (Shown("of-1", "XH-1", "oe", 300, 9), Shown("of-2", "BR-2", "brand", 200, 5))
QUOTED = Memory(vin="LXHA1B2C3D4E56789", family="front_brake_pad", offers=SHOWN, chosen="of-1", quote="q-1")
ASKED = Memory(question=Question("disc", (Choice("300", ("300 mm",)), Choice("", ("",)))))
MEMORIES = st.sampled_from(
    [Memory(), QUOTED, ASKED, replace(QUOTED, quote=None), Memory(orders=("a", "b")), QUOTED.placed("a"),
     Memory(slots=(Slot("s", "drain_washer", 2), Slot("t", "drain_plug"))), Memory(question=Question("vin"))]
)  # fmt: skip
WORDS = sorted(
    {
        word
        for key in ("yes", "no", "filler", "cancel", "hedge", "choose", "wait")
        for word in phrases("intents", key)
    }
)
SHOP = [
    "前",
    "后",
    "刹车片",
    "pads",
    "第二个",
    "2",
    "-1",
    "原厂",
    "VIN",
    "LXHA1B2C3D4E56789",
    ",",
    "?",
    " ",
    "不是",
    "not",
]
TALK = st.lists(st.sampled_from(WORDS + SHOP), max_size=8).map("".join) | st.lists(
    st.sampled_from(WORDS + SHOP), max_size=8
).map(" ".join)
ANY = st.text(max_size=300) | TALK | st.from_regex(r"[0-9A-Za-z .,\-×x#升个第]{0,60}", fullmatch=True)
LANGS = st.sampled_from(["zh", "en"])


@given(text=ANY, memory=MEMORIES, lang=LANGS)
@settings(max_examples=400, deadline=None)
def test_understanding_never_raises(text: str, memory: Memory, lang: str) -> None:
    """Any text in any memory is understood as something, and is remembered in JSON."""
    turn = understand(text, "en" if lang == "en" else "zh", memory)
    after = remember(memory, turn, next_move(turn, memory))
    assert Memory.from_json(after.to_json()) == after


@given(text=ANY, memory=MEMORIES)
@settings(max_examples=400, deadline=None)
def test_only_an_explicit_yes_to_a_quote_orders(text: str, memory: Memory) -> None:
    """An order follows only where a quote stands, and the words are nothing but a yes."""
    move = next_move(understand(text, "zh", memory), memory)
    if isinstance(move, Order):
        assert memory.quote == move.quote
        assert explicit_yes(plain(text))
        assert "?" not in text


@given(text=st.text(max_size=200))
@settings(max_examples=400, deadline=None)
def test_random_text_orders_nothing(text: str) -> None:
    """A random text at a read-back orders nothing, unless by chance it is a plain yes."""
    move = next_move(understand(text, "zh", QUOTED), QUOTED)
    assert not isinstance(move, Order) or explicit_yes(plain(text))


@given(
    words=st.lists(st.sampled_from(WORDS), min_size=1, max_size=6),
    doubt=st.sampled_from(["?", "吗", "不", "if", "除非"]),
)
@settings(max_examples=300, deadline=None)
def test_a_doubt_anywhere_orders_nothing(words: list[str], doubt: str) -> None:
    """However many words of consent stand together, one word of doubt or denial at the end undoes them."""
    text = f"{' '.join(words)} {doubt}"
    assert not isinstance(next_move(understand(text, "zh", QUOTED), QUOTED), Order)


@given(text=ANY, memory=MEMORIES)
@settings(max_examples=300, deadline=None)
def test_what_is_read_back_can_be_ordered(text: str, memory: Memory) -> None:
    """A read-back is of an offer that is shown, or was chosen, in a quantity from 1 to the limit."""
    move = next_move(understand(text, "zh", memory), memory)
    if isinstance(move, ReadBack):
        assert move.offer in {offer.id for offer in memory.offers} | {memory.chosen}
        assert 1 <= move.quantity <= PIECES_MOST


@given(text=ANY, memory=MEMORIES)
@settings(max_examples=200, deadline=None)
def test_the_same_turn_has_the_same_move(text: str, memory: Memory) -> None:
    """The move depends on words and memory alone."""
    assert next_move(understand(text, "zh", memory), memory) == next_move(
        understand(text, "zh", memory), memory
    )


def numeral(number: int) -> str:
    """A Chinese numeral below a hundred million, written out by the book."""
    if number >= 10_000:
        rest = number % 10_000
        low = ("零" if 0 < rest < 1_000 else "") + numeral(rest) if rest else ""
        return numeral(number // 10_000) + "万" + low
    written, gap = "", False
    for unit, name in ((1_000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // unit % 10
        if digit:
            written += ("零" if gap and written else "") + "零一二三四五六七八九"[digit] + name
            gap = False
        else:
            gap = True
    return written


@given(number=st.integers(1, 99_999_999), noun=st.sampled_from(["前刹车片", "空调滤芯", "brake fluid"]))
@settings(deadline=None)
def test_an_amount_never_shrinks(number: int, noun: str) -> None:
    """However an amount is written, it is heard as it is: refused if it is too large, never cut to fit."""
    for written in (str(number), numeral(number), f"{number:,}"):
        for text in (f"{noun} {written}套", f"{written}套 {noun}"):
            assert understand(text, "zh", Memory()).quantity == number, text
