"""What the chain's own tables say."""

from knowledge.vehicles.decoders.chain import ChainDecoder
from knowledge.vehicles.patterns import Pattern, check
from knowledge.vehicles.vin import Vin

CAR = Vin("0XHSA15H3MB003421")
TABLE = check(
    [
        {"wmi": "0XH", "facts": {"make": "Xinghe", "build_date": "2020-07..2021-12"}},
        {"wmi": "0XH", "plant": "A", "facts": {"build_date": "2020-07..2021-06"}},
        {"wmi": "0XH", "when": {"fact": "build_date", "high": "2021-06"}, "facts": {"gearbox": "automatic"}},
        {"wmi": "0XH", "when": {"fact": "build_date", "low": "2021-07"}, "facts": {"gearbox": "cvt"}},
    ],
    file="test",
)


def test_another_maker_is_unknown() -> None:
    """A table says nothing of cars that it does not list."""
    assert ChainDecoder(TABLE).decode(Vin("1HGCM82633A004352")) == {}
    assert ChainDecoder([]).decode(CAR) == {}


def test_a_later_row_corrects_an_earlier_one() -> None:
    """The plant narrows the build date, and the gearbox follows."""
    plant_a = Vin(CAR[:10] + "A" + CAR[11:])
    assert ChainDecoder(TABLE).decode(plant_a)["build_date"] == "2020-07..2021-06"
    assert ChainDecoder(TABLE).decode(plant_a)["gearbox"] == "automatic"


def test_what_a_fact_decides_stays_open_without_it() -> None:
    """Plant B leaves the date open, so no gearbox is claimed."""
    assert "gearbox" not in ChainDecoder(TABLE).decode(CAR)


def test_a_persons_answer_decides_what_follows() -> None:
    """The answered build date tells the gearbox, either way."""
    decoder = ChainDecoder(TABLE)
    assert decoder.decode(CAR, {"build_date": "2020-07..2021-06"})["gearbox"] == "automatic"
    assert decoder.decode(CAR, {"build_date": "2021-09"})["gearbox"] == "cvt"


def test_patterns_of_many_makers_are_kept_apart() -> None:
    """A row is looked at only for its own maker's cars."""
    rows = [Pattern(wmi=f"0{letter}X", facts={"make": letter}) for letter in "ABC"]
    assert ChainDecoder(rows).decode(Vin("0BX" + "1" * 14)) == {"make": "B"}
