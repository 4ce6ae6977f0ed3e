"""The vocabulary of facts."""

import re

import pytest

from knowledge.vehicles.errors import FactValue, UnknownFact
from knowledge.vehicles.facts import (
    check_answer,
    ends,
    fact,
    facts,
    label,
    names,
    source_text,
    value_text,
)
from knowledge.vehicles.text import Text


def test_every_fact_is_called_and_asked_in_both_languages() -> None:
    """Chinese is Chinese, English holds none of it, and a question ends as one."""
    for name, found in facts().items():
        assert re.fullmatch("[a-z][a-z0-9_]*", name)
        assert re.search("[\u4e00-\u9fff]", found.label.zh + found.prompt.zh)
        assert not re.search("[\u4e00-\u9fff]", found.label.en + found.prompt.en)
        assert (found.prompt.zh[-1], found.prompt.en[-1]) == ("？", "?")


@pytest.mark.parametrize(
    ("name", "value", "zh", "en"),
    [
        ("gearbox", "cvt", "无级变速器（CVT）", "CVT"),
        ("make", "HONDA", "本田", "Honda"),
        ("make", "BMW", "宝马", "BMW"),
        ("make", "Nobody", "Nobody", "Nobody"),
        ("maker", "SAIC Volkswagen", "上汽大众", "SAIC Volkswagen"),
        ("country", "UNITED STATES (USA)", "美国", "United States"),
        ("plant", "MARYSVILLE", "Marysville", "Marysville"),
        ("brake_disc_mm", "320", "320\u202fmm", "320\u202fmm"),
        ("brake_disc_mm", "..300", "300\u202fmm 及以下", "up to 300\u202fmm"),
        ("brake_disc_mm", "301..", "301\u202fmm 及以上", "from 301\u202fmm on"),
        ("displacement_l", "2.0", "2.0\u202fL", "2.0\u202fL"),
        ("model_year", "..2019", "2019 及以前", "up to 2019"),
        ("make", "Yuanshan", "远山", "Yuanshan"),
        ("fuel", "petrol", "汽油", "petrol"),
        ("drive", "all", "四驱", "all-wheel drive"),
        ("steering", "left", "左侧", "left"),
        ("market", "CN", "中国", "China"),
        ("plant", "Hewan", "河湾", "Hewan"),
        ("body", "Sport Utility Vehicle [SUV]/Multipurpose Vehicle [MPV]", "SUV", "SUV"),
        ("body", "Street Sweeper", "Street Sweeper（原文）", "Street Sweeper"),
        ("country", "SAMOA", "Samoa（原文）", "Samoa"),
        ("build_date", "2021-07..", "2021-07 及以后", "from 2021-07 on"),
        ("build_date", "2020-07..2021-06", "2020-07 至 2021-06", "2020-07 to 2021-06"),
        ("gearbox", "other", "都不是", "none of these"),
        ("sunroof", "yes", "yes", "yes"),
    ],
)
def test_a_value_reads_as_the_trade_says_it(name: str, value: str, zh: str, en: str) -> None:
    """Codes become words, numbers get their unit, shouting becomes calm."""
    assert value_text(name, value) == Text(zh=zh, en=en)


def test_an_unknown_fact_is_called_by_its_name() -> None:
    """A screen never stays empty."""
    assert label("sunroof") == Text(zh="sunroof", en="sunroof")
    assert names("countries")["china"] == "中国"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("gearbox", "cvt"),
        ("gearbox", "other"),
        ("build_date", "2021-06"),
        ("build_date", "..2021-06"),
        ("build_date", "2020-07..2021-06"),
        ("brake_disc_mm", " 320 "),
        ("engine", "XH15A"),
        ("model", "远山"),
    ],
)
def test_an_answer_that_fits_is_kept(name: str, value: str) -> None:
    """What a question offers is accepted, blanks around it dropped."""
    assert check_answer(name, value) == value.strip()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("gearbox", "warp"),
        ("gearbox", ""),
        ("build_date", "2021-13"),
        ("build_date", "2021-6"),
        ("build_date", "２０２１-０６"),
        ("build_date", ".."),
        ("build_date", "'; DROP TABLE kn_version; --"),
        ("brake_disc_mm", "wide"),
        ("brake_disc_mm", "NaN"),
        ("brake_disc_mm", "Infinity"),
        ("model_year", "<b>2020</b>"),
        ("engine", "   "),
        ("engine", "x" * 65),
        ("engine", "a\nb"),
    ],
)
def test_an_answer_that_cannot_be_is_refused(name: str, value: str) -> None:
    """Nothing that is not an answer to the question becomes a fact."""
    with pytest.raises(FactValue) as refused:
        check_answer(name, value)
    assert refused.value.values()["fact"] == name


def test_a_fact_that_nobody_knows_is_refused() -> None:
    """The vocabulary is closed for what people may answer."""
    with pytest.raises(UnknownFact):
        fact("sunroof")
    with pytest.raises(UnknownFact):
        check_answer("sunroof", "yes")


@pytest.mark.parametrize(
    ("value", "both"), [("5", ("5", "5")), ("..5", ("", "5")), ("5..", ("5", "")), ("1..2", ("1", "2"))]
)
def test_both_ends_of_a_value(value: str, both: tuple[str, str]) -> None:
    """A plain value is an interval of one."""
    assert ends(value) == both


@pytest.mark.parametrize("source", ["asked", "chain", "makers", "vpic"])
def test_a_source_is_called_by_a_name(source: str) -> None:
    """Nobody reads a decoder's own name beside a fact."""
    told = source_text(source)
    assert re.fullmatch("[\u4e00-\u9fff]+", told.zh)
    assert told.en != source
