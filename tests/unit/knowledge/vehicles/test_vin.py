"""What a VIN is and says by itself."""

import pytest

from knowledge.vehicles.vin import (
    InvalidVin,
    Vin,
    check_digit,
    check_digit_ok,
    check_digit_required,
    model_years,
    parse,
)

HONDA = "1HGCM82633A004352"


@pytest.mark.parametrize(
    "typed", [HONDA, HONDA.lower(), f"  {HONDA}\n", "1HG-CM826-33A-004352", "1HG CM826 33A 004352"]
)
def test_a_vin_is_read_however_it_is_typed(typed: str) -> None:
    """Blanks, hyphens and small letters do not matter."""
    assert parse(typed) == HONDA


@pytest.mark.parametrize(
    ("typed", "length"), [("", "0"), (HONDA[:-1], "16"), (HONDA + "1", "18"), ("-" * 17, "0")]
)
def test_another_length_is_refused_with_the_length(typed: str, length: str) -> None:
    """Sixteen characters are no VIN, and the error says how many there were."""
    with pytest.raises(InvalidVin) as refused:
        parse(typed)
    assert (refused.value.code, refused.value.values()["length"]) == ("vin_length", length)


@pytest.mark.parametrize(
    ("character", "position"),
    [
        ("I", 1),
        ("O", 4),
        ("Q", 17),
        ("Ä", 9),
        ("'", 3),
        (";", 8),
        ("中", 5),
        ("<", 2),
        ("０", 12),
        ("\x00", 6),
    ],
)
def test_a_foreign_character_is_refused_with_its_place(character: str, position: int) -> None:
    """The error names the character and where it stands."""
    typed = HONDA[: position - 1] + character + HONDA[position:]
    with pytest.raises(InvalidVin) as refused:
        parse(typed)
    assert refused.value.code == "vin_character"
    assert refused.value.values()["position"] == str(position)
    assert refused.value.values()["character"] == character


def test_an_endless_text_is_cut_in_the_error() -> None:
    """What a person pasted does not come back whole."""
    with pytest.raises(InvalidVin) as refused:
        parse("A" * 1_000_000)
    assert len(refused.value.values()["vin"]) == 40


@pytest.mark.parametrize(
    "vin", [HONDA, "11111111111111111", "1M8GDM9AXKP042788", "5GZCZ43D13S812715", "WBA3A5C57CF256651"]
)
def test_the_check_digit_of_known_vins_holds(vin: str) -> None:
    """Published examples pass, X among them."""
    assert check_digit_ok(parse(vin))


def test_a_changed_character_breaks_the_check_digit() -> None:
    """One wrong letter shows."""
    assert not check_digit_ok(parse("1HGCM82633A004353"))
    assert check_digit(parse("1HGCM82643A004352")) == "3"


@pytest.mark.parametrize(
    ("vin", "required"), [(HONDA, True), ("LSVAM4187C2184847", True), ("WVWZZZ1KZAW000001", False)]
)
def test_europe_need_not_put_a_check_digit(vin: str, *, required: bool) -> None:
    """North America and China require it, Europe does not."""
    assert check_digit_required(parse(vin)) is required


@pytest.mark.parametrize(
    ("letter", "until", "years"),
    [
        ("A", 2027, (2010, 1980)),
        ("Y", 2027, (2000,)),
        ("V", 2027, (2027, 1997)),
        ("V", 2026, (1997,)),
        ("9", 2040, (2039, 2009)),
        ("0", 2027, ()),
        ("U", 2027, ()),
        ("Z", 2027, ()),
    ],
)
def test_position_ten_means_a_year_of_each_cycle(letter: str, until: int, years: tuple[int, ...]) -> None:
    """Newest first, none beyond the newest there can be, none for a character that is no year."""
    assert model_years(Vin(HONDA[:9] + letter + HONDA[10:]), until=until) == years
