"""Words, concepts and exact tokens."""

import warnings

import numpy as np
import pytest

from knowledge.lexical import K1, B, Lexical, read, words

TEXTS = [
    "拧紧放油螺塞 50 N·m",
    "Tighten the drain plug to 50 N·m, M10 8.8",
    "检查变速箱油位 35–45 °C",
    "Hang the caliper on a hook",
    "Fault P0741: torque converter clutch",
]


@pytest.mark.parametrize(
    ("text", "token"),
    [
        ("25N·m", "25n·m"),
        ("25 Nm", "25n·m"),
        ("25 牛米", "25n·m"),
        ("25牛·米", "25n·m"),
        ("25 newton metres", "25n·m"),
        ("25.0 N.m", "25n·m"),
        ("0.05 毫米", "0.05mm"),
        ("40度", "40°c"),
        ("40 ℃", "40°c"),
        ("10 分钟", "10min"),
        ("P0741", "p0741"),
        ("故障码p0741怎么办", "p0741"),
        ("M12螺栓", "m12"),
        ("M 12", "m12"),
        ("DOT 4", "dot4"),
        ("XH-ATF-6001", "xhatf6001"),
        ("２５Ｎｍ", "25n·m"),
    ],
)
def test_exact_tokens_have_one_spelling(text: str, token: str) -> None:
    """A torque, a temperature, a code, a thread and a part number are one token in any spelling."""
    assert token in read(text).exact


def test_both_ends_of_a_window_are_values() -> None:
    """35–45 °C holds 35 °C and 45 °C."""
    assert {"35°c", "45°c"} <= read("油温35–45 °C").exact


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("波箱油", "automatic transmission fluid"),
        ("刹车碟", "rotors"),
        ("放油螺丝", "sump plug"),
        ("介子", "crush washers"),
        ("剩余厚度", "how thick"),
        ("空调格", "pollen filter"),
    ],
)
def test_concepts_bridge_languages_and_trades(one: str, other: str) -> None:
    """Trade names of one thing share a token across languages."""
    assert {token for token in words(one) & words(other) if token.startswith("=")}


@pytest.mark.parametrize(
    ("one", "other"), [("tightened", "tightening"), ("hooks", "hook"), ("filters", "filter")]
)
def test_endings_do_not_matter(one: str, other: str) -> None:
    """English forms of one word share a token."""
    assert words(one) & words(other)


@pytest.mark.parametrize("text", ["", " ", "?!。", "的了吗", "the of and", "🙂"])
def test_words_that_say_nothing_are_no_tokens(text: str) -> None:
    """Marks, blanks and words that only ask leave nothing to search for."""
    assert not read(text).counts


def test_scores_rank_what_holds_the_words() -> None:
    """The text that holds most of the question's weight scores highest; one that holds none scores 0."""
    scores = Lexical(TEXTS).scores(read("drain plug torque 50 N·m"))
    assert int(scores.argmax()) in {0, 1}
    assert scores[3] == 0


def test_coverage_is_a_share() -> None:
    """Coverage is 1 where every token is held, 0 where none is, and never outside."""
    lexical = Lexical(TEXTS)
    assert lexical.coverage(read("hook"))[3] == pytest.approx(1)
    assert lexical.coverage(read("bluetooth radio")).max() == 0
    covered = lexical.coverage(read("hang the radio on a hook"))
    assert 0 < covered[3] < 1


def test_exact_counts_exact_tokens_only() -> None:
    """Each exact token of the question counts once in each text that holds it."""
    np.testing.assert_array_equal(Lexical(TEXTS).exact(read("M10 50 N·m drain")), [1, 2, 0, 0, 0])


@pytest.mark.parametrize(
    ("query", "unknown"),
    [
        ("P0420", {"p0420"}),
        ("P0741", set()),
        ("90915-YZZD4 washer", {"90915yzzd4"}),
        ("spark plug gap", {"=spark"}),
        ("80 N·m", set()),
        ("天窗漏水", {"=body"}),
    ],
)
def test_what_must_be_found_and_is_not(query: str, unknown: set[str]) -> None:
    """A code or a thing that no text mentions is told; a mere value is not."""
    assert Lexical(TEXTS).unknown(read(query)) == unknown


@pytest.mark.parametrize(
    ("query", "unknown"),
    [
        ("后制动片更换", {"=brake_pad"}),
        ("我的右后刹车片", {"=brake_pad"}),
        ("rear brake pads", {"=brake_pad"}),
        ("前刹车片", set()),
        ("front pads", set()),
        ("brake pads", set()),
        ("更换后制动片要磨合吗", set()),
        ("rear wheel bolts", set()),
        ("rear caliper", set()),
    ],
)
def test_what_is_at_the_other_end_of_the_car_is_not_held(query: str, unknown: set[str]) -> None:
    """Texts of front pads do not hold the rear ones; a part whose end they do not say may be either."""
    corpus = Lexical(["前制动片 Front brake pads", "楔住后轮 chock the rear wheel", "制动钳 caliper"])
    assert corpus.unknown(read(query)) == unknown


def test_matched_names_exact_tokens_first() -> None:
    """What matched is listed with exact tokens before words."""
    assert Lexical(TEXTS).matched(read("tighten M10 plug"), 1)[0] == "m10"


def test_empty_corpus() -> None:
    """An index of no texts answers every question with nothing."""
    lexical = Lexical([])
    assert lexical.scores(read("油")).shape == (0,)
    assert lexical.coverage(read("油")).shape == (0,)


@pytest.mark.filterwarnings("ignore")
def test_scores_are_those_of_a_known_implementation() -> None:
    """On the same tokens the scores are those of bm25s (`lucene`), times the constant k1 + 1."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import bm25s  # noqa: PLC0415 - warns when it is imported

    corpus = [[t for t, n in read(text).counts.items() for _ in range(n)] for text in TEXTS]
    known = bm25s.BM25(method="lucene", k1=K1, b=B)
    known.index(corpus, show_progress=False)
    asked = "tighten the drain plug 50 N·m"
    tokens = [token for token in read(asked).counts if any(token in text for text in corpus)]
    np.testing.assert_allclose(
        Lexical(TEXTS).scores(read(asked)), np.array(known.get_scores(tokens)) * (K1 + 1), rtol=1e-4
    )
