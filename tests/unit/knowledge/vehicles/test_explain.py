"""How an outcome is told."""

from knowledge.vehicles.conditions import decide, load
from knowledge.vehicles.explain import explain
from knowledge.vehicles.text import Text

WHOLE = load(
    {
        "all_of": [
            {"fact": "make", "values": ["Xinghe", "Yuanshan"]},
            {"fact": "gearbox", "values": ["automatic"]},
            {"fact": "build_date", "high": "2021-06"},
        ]
    }
)
FACTS = {"make": "Xinghe", "gearbox": "automatic", "build_date": "2020-03"}


def told(**changed: str) -> Text:
    return explain(decide(WHOLE, {**FACTS, **changed}))


def test_what_holds_is_listed_with_its_values() -> None:
    """The offer says by which facts it came."""
    assert told().en == "Make: Xinghe; Gearbox: automatic; Build date: 2020-03"
    assert told().zh == "品牌：星河；变速器：自动变速器（AT）；生产日期：2020-03"


def test_a_refusal_says_what_is_and_what_was_needed() -> None:
    """A CVT is refused in words that a customer understands."""
    assert told(gearbox="cvt").en == "Gearbox is CVT; needed: automatic"
    assert told(gearbox="cvt").zh == "变速器是无级变速器（CVT），要求自动变速器（AT）"
    assert told(make="Qicheng").en == "Make is Qicheng; needed: Xinghe or Yuanshan"
    assert told(build_date="2021-07").en == "Build date is 2021-07; needed: up to 2021-06"


def test_what_is_not_known_is_named() -> None:
    """An undecided condition names the facts that are missing."""
    without = decide(WHOLE, {"make": "Xinghe", "gearbox": "automatic"})
    assert explain(without) == Text(zh="生产日期未知", en="Build date is not known")
    assert told(build_date="2021-01..2021-12").en == "Build date is not known"


def test_an_exclusion_says_that_it_excludes() -> None:
    """A negated part does not read as a wish for what it forbids."""
    no_cvt = load({"not_of": {"fact": "gearbox", "values": ["cvt"]}})
    assert explain(decide(no_cvt, {"gearbox": "cvt"})).en == "Gearbox is CVT, which is excluded"
    assert explain(decide(no_cvt, {"gearbox": "manual"})).en == "Gearbox: manual"


def test_alternatives_are_told_once_per_fact() -> None:
    """Two alternatives that fail on the same fact make one sentence."""
    either = load({"any_of": [{"fact": "model", "values": ["S"]}, {"fact": "model", "values": ["2.0T"]}]})
    assert explain(decide(either, {"model": "EV"})).en == "Model is EV; needed: S or 2.0T"


def test_always_says_so() -> None:
    """A procedure for every vehicle has a reason too."""
    assert explain(decide(load({"always": True}), {})).en == "fits every vehicle"
