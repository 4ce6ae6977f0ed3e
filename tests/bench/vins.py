"""How many VINs a second our API identifies, in one process and one thread."""

import time
from collections.abc import Sequence

import ultravin

from knowledge.vehicles.decoders.chain import ChainDecoder
from knowledge.vehicles.decoders.makers import MakersDecoder
from knowledge.vehicles.decoders.port import Decoder
from knowledge.vehicles.decoders.vpic import VpicDecoder
from knowledge.vehicles.identify import identify
from knowledge.vehicles.patterns import read
from knowledge.vehicles.vin import parse
from web.demo.load_knowledge import VEHICLES

AMERICAN = 10_000
OTHERS = ("LSVAM4187C2184847", "WVWZZZ1KZAW000001", "0XHSA15H3LA003421", "VF1RFB00X56000001")
ROUNDS = 3


def decode_rate() -> float:
    """VINs a second, the best of three rounds: parsed, decoded by every source, with warnings.

    10,000 different ones of the American register, and 2,000 of Europe, China and the demonstration.
    """
    decoders: Sequence[Decoder] = (
        ChainDecoder(read(VEHICLES)),
        VpicDecoder(),
        MakersDecoder(newest_model_year=2027),
    )
    typed = [*ultravin.generate(AMERICAN, seed=7), *OTHERS * (AMERICAN // 20)]
    identify(parse(typed[0]), decoders)  # loads the tables
    return max(_rate(typed, decoders) for _ in range(ROUNDS))


def _rate(typed: Sequence[str], decoders: Sequence[Decoder]) -> float:
    begun = time.perf_counter()
    for text in typed:
        identify(parse(text), decoders)
    return len(typed) / (time.perf_counter() - begun)
