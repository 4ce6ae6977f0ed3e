"""One suite over every decoder: whatever the VIN, a decoder answers facts or nothing."""

import pytest

from knowledge.vehicles.decoders.chain import ChainDecoder
from knowledge.vehicles.decoders.makers import MakersDecoder
from knowledge.vehicles.decoders.port import Decoder
from knowledge.vehicles.decoders.vpic import VpicDecoder
from knowledge.vehicles.facts import facts
from knowledge.vehicles.patterns import read
from knowledge.vehicles.vin import Vin, parse
from web.demo.load_knowledge import VEHICLES

VINS = (
    "1HGCM82633A004352",
    "WVWZZZ1KZAW000001",
    "LSVAM4187C2184847",
    "0XHSA15H3LA003421",
    "JHMCG56602C012345",
    "KMHCT4AE0DU123456",
    "00000000000000000",
    "ZZZZZZZZZZZZZZZZZ",
    "11111111111111111",
)


@pytest.fixture(params=["chain", "vpic", "makers"])
def decoder(request: pytest.FixtureRequest) -> Decoder:
    """Each decoder in turn."""
    if request.param == "chain":
        return ChainDecoder(read(VEHICLES))
    return VpicDecoder() if request.param == "vpic" else MakersDecoder(newest_model_year=2027)


@pytest.mark.parametrize("vin", VINS)
def test_facts_are_of_the_vocabulary(decoder: Decoder, vin: str) -> None:
    """No decoder invents a name, and no fact is empty."""
    found = decoder.decode(parse(vin))
    assert set(found) <= set(facts())
    assert all(isinstance(value, str) and value.strip() == value != "" for value in found.values())


@pytest.mark.parametrize("vin", VINS)
def test_the_same_vin_decodes_the_same(decoder: Decoder, vin: str) -> None:
    """A decoder has no memory of what it decoded before."""
    assert dict(decoder.decode(parse(vin))) == dict(decoder.decode(parse(vin)))


def test_what_is_known_changes_no_answer_into_an_error(decoder: Decoder) -> None:
    """Odd answers of people are a decoder's daily bread."""
    odd = {
        "model_year": "9" * 40,
        "build_date": "..",
        "gearbox": "other",
        "make": "'; DROP TABLE kn_version; --",
    }
    for vin in VINS:
        decoder.decode(Vin(vin), odd)


def test_a_decoder_has_a_name(decoder: Decoder) -> None:
    """The name stands beside each fact on the screen."""
    assert decoder.name in {"chain", "vpic", "makers"}


def test_every_kind_of_vin_is_known_by_somebody() -> None:
    """American, European, Chinese and the demonstration's VINs each have a source."""
    decoders = (ChainDecoder(read(VEHICLES)), VpicDecoder(), MakersDecoder(newest_model_year=2027))
    for vin in VINS[:4]:
        assert any(decoder.decode(parse(vin)) for decoder in decoders)
