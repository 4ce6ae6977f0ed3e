"""What lists of makers' codes say."""

import pytest

from knowledge.vehicles.decoders.makers import MakersDecoder
from knowledge.vehicles.vin import Vin, parse

DECODER = MakersDecoder(newest_model_year=2027)


@pytest.mark.parametrize(
    ("vin", "facts"),
    [
        ("LSVAM4187C2184847", {"maker": "SAIC Volkswagen", "country": "China", "model_year": "2012"}),
        ("LFV2A21K6A3000001", {"maker": "FAW-Volkswagen", "country": "China", "model_year": "2010"}),
        ("LRW3E7FA0MC123456", {"maker": "Tesla China", "make": "Tesla", "model_year": "2021"}),
        ("LGXCE4CB5N0123456", {"maker": "BYD Auto", "make": "BYD", "model_year": "2022"}),
        ("LB37522Z0KL123456", {"maker": "Geely", "model_year": "2019"}),
        ("LW433B110M1000001", {"maker": "Li Auto", "make": "Li Auto", "model_year": "2021"}),
        (
            "WVWZZZ1KZAW000001",
            {"maker": "Volkswagen", "make": "Volkswagen", "country": "Germany", "model_year": "2010"},
        ),
        ("WAUZZZ4G6DN012345", {"make": "Audi", "model_year": "2013"}),
        ("VF1RFB00X56000001", {"maker": "Renault", "make": "Renault", "country": "France"}),
    ],
)
def test_a_maker_is_known_by_its_code(vin: str, facts: dict[str, str]) -> None:
    """China's and Europe's makers, with the country, and the make where the maker builds only one."""
    found = DECODER.decode(parse(vin))
    assert facts.items() <= found.items()


@pytest.mark.parametrize("vin", ["VF1RFB00X56000001", "ZFA19900001234567", "WDB2110061A123456"])
def test_no_model_year_is_read_where_none_stands(vin: str) -> None:
    """Most of Europe's makers put something else at position 10; nothing is guessed."""
    assert "model_year" not in DECODER.decode(parse(vin))


def test_a_joint_ventures_make_is_not_guessed() -> None:
    """A plant that builds several makes says only its own name."""
    assert "make" not in DECODER.decode(parse("LSVAM4187C2184847"))


def test_no_car_is_from_the_future() -> None:
    """The character that means 2030 as well as 2000 means 2000 today."""
    vin = Vin("LSVAM4187Y2184847")
    assert DECODER.decode(vin)["model_year"] == "2000"
    assert MakersDecoder(newest_model_year=2030).decode(vin)["model_year"] == "2030"


def test_an_answered_year_is_not_contradicted() -> None:
    """The person read the nameplate."""
    assert "model_year" not in DECODER.decode(parse("LSVAM4187C2184847"), {"model_year": "1982"})


def test_the_demonstrations_codes_belong_to_nobody() -> None:
    """No country has a first character 0."""
    assert DECODER.decode(parse("0XHSA15H3LA003421")) == {}
