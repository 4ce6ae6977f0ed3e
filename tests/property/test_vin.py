"""VINs: whatever is typed, and what the check digit finds."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.vehicles.decoders.chain import ChainDecoder
from knowledge.vehicles.decoders.makers import MakersDecoder
from knowledge.vehicles.decoders.vpic import VpicDecoder
from knowledge.vehicles.identify import identify
from knowledge.vehicles.patterns import read
from knowledge.vehicles.vehicle import title
from knowledge.vehicles.vin import ALPHABET, InvalidVin, Vin, check_digit, check_digit_ok, model_years, parse
from web.demo.load_knowledge import VEHICLES

LETTERS = "".join(sorted(ALPHABET))
VINS = st.text(LETTERS, min_size=17, max_size=17).map(Vin)
DECODERS = (ChainDecoder(read(VEHICLES)), VpicDecoder(), MakersDecoder(newest_model_year=2027))


@given(st.text())
def test_any_text_is_a_vin_or_a_clear_refusal(text: str) -> None:
    """Nothing but our own error comes out, and what is accepted is seventeen allowed characters."""
    bare = "".join(text.split()).replace("-", "").upper()
    if len(bare) == 17 and set(bare) <= ALPHABET:
        assert parse(text) == bare
        return
    with pytest.raises(InvalidVin) as refused:
        parse(text)
    assert refused.value.code == ("vin_length" if len(bare) != 17 else "vin_character")


@given(VINS, st.lists(st.tuples(st.integers(0, 17), st.sampled_from(" -\t\n")), max_size=6))
def test_parsing_is_idempotent_and_ignores_separators(vin: Vin, noise: list[tuple[int, str]]) -> None:
    """A VIN read from its own print is the same VIN."""
    typed = str(vin).lower()
    for place, mark in noise:
        typed = typed[:place] + mark + typed[place:]
    assert parse(typed) == vin


@given(VINS)
def test_exactly_one_character_is_the_check_digit(vin: Vin) -> None:
    """Of the eleven that may stand there one is right, and it does not depend on what stands there."""
    right = [mark for mark in "0123456789X" if check_digit_ok(Vin(vin[:8] + mark + vin[9:]))]
    assert right == [check_digit(vin)]


@given(VINS, st.integers(0, 16), st.sampled_from(LETTERS))
def test_a_changed_digit_is_found(vin: Vin, place: int, mark: str) -> None:
    """A digit that is read as another digit always breaks the check; no weight is a multiple of eleven."""
    good = Vin(vin[:8] + check_digit(vin) + vin[9:])
    if place != 8 and good[place].isdigit() and mark.isdigit() and mark != good[place]:
        assert not check_digit_ok(Vin(good[:place] + mark + good[place + 1 :]))


@given(VINS, st.integers(1980, 2100))
def test_model_years_lie_thirty_years_apart(vin: Vin, until: int) -> None:
    """Newest first, never beyond the newest."""
    years = model_years(vin, until=until)
    assert all(1980 <= year <= until for year in years)
    assert all(newer - older == 30 for newer, older in pairwise(years))


@given(VINS)
def test_every_vin_is_identified(vin: Vin) -> None:
    """No VIN that can be written stops the work: facts have sources, and there is always a title."""
    car = identify(vin, DECODERS)
    assert set(car.facts) == set(car.sources)
    assert set(car.warnings) <= {"vin_check_digit", "vin_model_unknown"}
    assert title(car).zh
