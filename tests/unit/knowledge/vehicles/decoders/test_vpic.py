"""What the register of NHTSA says, and that we say the same."""

import pytest
import ultravin

from knowledge.vehicles.decoders.vpic import VpicDecoder
from knowledge.vehicles.facts import fact as known
from knowledge.vehicles.facts import value_text
from knowledge.vehicles.vin import Vin, parse

DECODER = VpicDecoder()
KNOWN = (
    "1HGCM82633A004352",
    "WBA3A5C57CF256651",
    "5YJ3E1EA7KF317000",
    "1FTFW1ET5DFC10312",
    "JTDKB20U093456789",
)
SAME = {
    "make": "Make",
    "model": "Model",
    "series": "Series",
    "trim": "Trim",
    "engine": "Engine Model",
    "doors": "Doors",
    "plant": "Plant City",
    "body": "Body Class",
}


@pytest.mark.parametrize("vin", KNOWN)
def test_a_known_vin_decodes_as_in_the_register(vin: str) -> None:
    """Public examples: what we call make, model, year and so on is the register's own value."""
    raw, facts = ultravin.decode(vin), DECODER.decode(parse(vin))
    for fact, element in SAME.items():
        assert facts.get(fact, "") == raw["attributes"].get(element, "")
    assert facts["model_year"] == str(raw["model_year"])


def test_every_rule_of_the_register_is_answered_alike() -> None:
    """Over the register's own corpus of corner cases: make and model equal, nothing raised."""
    corpus = ultravin.cover_vins()
    assert len(corpus) > 100
    for vin in corpus:
        raw, facts = ultravin.decode(vin), DECODER.decode(Vin(vin))
        if 7 in raw["error_codes"] or (vin[0] == "L" and not raw["attributes"].get("Model")):
            assert facts == {}
        else:
            assert facts.get("make", "") == raw["attributes"].get("Make", "").strip()
            assert facts.get("model", "") == raw["attributes"].get("Model", "").strip()
        assert all(isinstance(value, str) and value for value in facts.values())


def test_codes_are_the_vocabularys() -> None:
    """Gearbox, energy, drive and steering are told in the words that conditions use."""
    assert DECODER.decode(parse(KNOWN[0]))["gearbox"] == "automatic"
    tesla = DECODER.decode(parse(KNOWN[2]))
    assert (tesla["fuel"], tesla["steering"]) == ("electric", "left")
    assert DECODER.decode(parse(KNOWN[3]))["drive"] == "all"


def test_displacement_is_told_as_engines_are_called() -> None:
    """2.998832712 litres is a 3.0."""
    assert DECODER.decode(parse(KNOWN[0]))["displacement_l"] == "3.0"


def test_a_maker_that_sells_nothing_there_is_unknown() -> None:
    """China's domestic VINs are for the other sources."""
    assert DECODER.decode(parse("LSVAM4187C2184847")) == {}


def test_no_year_is_taken_from_a_vin_that_the_register_cannot_read() -> None:
    """A European Audi of 2013 is not one of 1983."""
    facts = DECODER.decode(parse("WAUZZZ4G6DN012345"))
    assert facts["make"] == "AUDI"
    assert "model_year" not in facts


def test_an_answered_year_chooses_the_cycle() -> None:
    """The person's model year decides which of the register's years is looked up."""
    assert DECODER.decode(parse(KNOWN[0]), {"model_year": "2003"})["model_year"] == "2003"
    assert DECODER.decode(parse(KNOWN[0]), {"model_year": "about 2003"})["model"] == "Accord"


def test_a_chinese_plant_is_not_called_by_the_one_make_that_it_exports() -> None:
    """The register knows this plant for one imported Cadillac; at home it builds Buicks and Chevrolets."""
    assert DECODER.decode(Vin("LSGGG54X8FS123456")) == {}


@pytest.mark.parametrize("kind", [2, 7], ids=["passenger car", "multipurpose vehicle"])
def test_the_registers_words_for_cars_are_read_in_chinese(kind: int) -> None:
    """Body, type and every coded fact of a car have their words, unless it is no whole car."""
    for vin in ultravin.generate(400, seed=7, vehicle_type=kind):
        raw, facts = ultravin.decode(vin)["attributes"], DECODER.decode(Vin(vin))
        for name in {"body", "vehicle_type", "gearbox", "fuel", "drive", "steering"} & set(facts):
            if not facts[name].startswith(("Incomplete - ", "Motorcycle - ", "Off-")):
                assert facts[name] in known(name).values
                assert "原文" not in value_text(name, facts[name]).zh
        if facts and raw.get("Transmission Style") == "Dual-clutch Transmission (DCT)":
            assert facts["gearbox"] == "dual_clutch"
