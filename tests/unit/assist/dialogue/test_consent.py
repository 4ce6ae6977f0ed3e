"""An explicit yes is nothing but a yes."""

import pytest

from assist.dialogue.consent import explicit_yes, hedged
from assist.dialogue.lexicon import plain


@pytest.mark.parametrize(
    "text",
    [
        "确认",
        "确认下单",
        "好的",
        "好的,下单吧",
        "行",
        "可以",
        "是的",
        "嗯嗯",
        "没问题",
        "要的",
        "下单!",
        "确认,谢谢",
        "yes",
        "Yes.",
        "yes please",
        "ok",
        "OK, go ahead",
        "confirm",
        "order it",
        "sure thanks",
        "that's right",
        "確認",
        "好 的",
        "ＯＫ",
        "no problem",
    ],
)
def test_plain_yes(text: str) -> None:
    """Words of consent with or without politeness are a yes."""
    assert explicit_yes(plain(text))


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "?",
        "确认?",
        "确认吗",
        "确认一下有没有货",
        "好像",
        "好像可以",
        "应该行",
        "可以吗",
        "行不行",
        "能确认吗",
        "不确认",
        "不好",
        "不行",
        "别下单",
        "先不下单",
        "不是",
        "没确认",
        "还没确认",
        "好的但是",
        "好,不过再等等",
        "如果有货就下单",
        "确认两个",
        "要是便宜就好",
        "你好",
        "您好",
        "对了",
        "得了",
        "好了",
        "好久",
        "行李",
        "可以退吗",
        "yes?",
        "yes but",
        "yes if it is in stock",
        "maybe yes",
        "not ok",
        "don't order",
        "do not confirm",
        "no",
        "okra",
        "can you confirm",
        "confirm the price",
        "i guess so",
        "right now",
        "yesterday",
        "ok then what",
        "sure?",
        "order 2",
        "谢谢",
        "please",
        "吧",
        "那就",
        "the",
        "it",
        "确认" * 40,
        "yes\x00no",
        "是的不要了",
        "好不好",
        "对吗",
        "是是非非",
        "嗯……",
        "嗯...",
        "好的。。",
        "ok...",
    ],
)
def test_anything_else_is_none(text: str) -> None:
    """A question, a doubt, a condition, a change, a no, or politeness alone is not an explicit yes."""
    assert not explicit_yes(plain(text))


@pytest.mark.parametrize("text", ["好像", "maybe", "如果", "是不是", "行吗", "if", "sure?", "可能吧"])
def test_hedges(text: str) -> None:
    """Doubt, conditions and questions are heard as such."""
    assert hedged(plain(text))


@pytest.mark.parametrize("text", ["确认", "好的", "yes", "order it", "下单"])
def test_a_plain_yes_is_not_hedged(text: str) -> None:
    """A plain yes leaves nothing open."""
    assert not hedged(plain(text))
