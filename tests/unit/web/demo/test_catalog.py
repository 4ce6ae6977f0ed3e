"""The demonstration's catalogue: whole, labelled, and with its traps."""

from collections import Counter
from typing import get_args

import pytest

from assist.dialogue.turn import Family
from commerce.catalog.fitment import match
from commerce.catalog.parts import Part
from commerce.catalog.supersession import Edge, newest
from commerce.ids import PartId
from knowledge.vehicles.decoders.chain import ChainDecoder
from knowledge.vehicles.identify import identify
from knowledge.vehicles.patterns import read as read_patterns
from knowledge.vehicles.vin import parse
from web.demo.load_commerce import catalog
from web.demo.load_knowledge import VEHICLES
from web.demo.supplier_secrets import SUPPLIERS

FILE = catalog()
PARTS = [
    Part(
        PartId(entry.id),
        entry.number,
        entry.maker,
        entry.family,
        entry.tier,
        entry.name or FILE.families[entry.family],
        FILE.rules[entry.fits],
        True,
    )
    for entry in FILE.parts
]
EDGES = [
    Edge(PartId(entry.replaces), PartId(entry.id), "supersedes", 0, entry.maker)
    for entry in FILE.parts
    if entry.replaces
]


D300 = {"brake_disc_mm": "300"}


def fitting(vin: str, family: str, **answered: str) -> set[str]:
    """Numbers that fit a car of the demonstration, as its own tables decode it."""
    car = identify(parse(vin), [ChainDecoder(read_patterns(VEHICLES))], answered)
    family_parts = [part for part in PARTS if part.family == family]
    return {found.part.number for found in match(family_parts, EDGES, car).fitting}


def test_it_covers_every_family_and_tier() -> None:
    """About sixty parts, every family that the chat knows, all four tiers, all of it a demonstration."""
    assert 60 <= len(FILE.parts) <= 80
    assert {entry.family for entry in FILE.parts} == set(get_args(Family)) == set(FILE.families)
    assert set(Counter(entry.tier for entry in FILE.parts)) == {"oe", "oes", "brand", "equal"}
    assert FILE.demonstration


def test_every_part_that_is_sold_can_be_had() -> None:
    """A part that nothing replaced lies somewhere or is delivered; one that was replaced is neither."""
    replaced = {entry.replaces for entry in FILE.parts}
    for entry in FILE.parts:
        assert bool(entry.stock or entry.supplies) == (entry.id not in replaced), entry.id


def test_all_four_suppliers_deliver_front_pads_of_one_car() -> None:
    """One question to the chat is enough to meet every character."""
    entries = [entry for entry in FILE.parts if entry.fits == "ys_320" and entry.family == "front_brake_pad"]
    assert {supplier for entry in entries for supplier in entry.supplies} == set(SUPPLIERS)
    assert {supplier.id for supplier in FILE.suppliers} == set(SUPPLIERS)


@pytest.mark.parametrize(("old", "now"), [("dw14-1", "XH-W1402"), ("fp320-1", "YS-45322")])
def test_two_numbers_were_replaced_three_times(old: str, now: str) -> None:
    """The chains have three steps, each to a part that exists."""
    chain = newest(PartId(old), EDGES)
    assert len(chain) == 4
    assert next(part.number for part in PARTS if part.id == chain[-1]) == now


@pytest.mark.parametrize(
    ("vin", "family", "answered", "fits"),
    [
        # The gearbox changed in the middle of 2021.
        ("0XHSA15H3LA003421", "drain_washer", {}, {"XH-W1402", "HC-11402", "BW.W.14"}),
        ("0XHSA15H2NA061250", "drain_washer", {}, {"XH-W1801", "TB 1801W"}),
        ("0XHSA15H2MB017306", "drain_washer", {}, set()),
        ("0XHSA15H2MB017306", "drain_washer", {"build_date": "2021-06"}, {"XH-W1402", "HC-11402", "BW.W.14"}),
        ("0XHSA15H2MB017306", "drain_washer", {"build_date": "2021-07"}, {"XH-W1801", "TB 1801W"}),
        # The discs are an option, and the pads go with them.
        ("0YST2SY40MA000815", "front_brake_disc", {}, {"YS-43320", "TB 7320", "BW.FD.320"}),
        ("0YST2SY00KA001277", "front_brake_disc", {}, set()),
        (
            "0YST2SY00KA001277",
            "front_brake_disc",
            {"brake_disc_mm": "300"},
            {"YS-43300", "TB 7300", "BW.FD.300"},
        ),
        ("0YST2SY00KA001277", "front_brake_disc", {"brake_disc_mm": "other"}, set()),
        # The electric car has discs of 320 mm too, and they are not the same.
        ("0CEE4SEM4PA000123", "front_brake_disc", {}, {"QC-B0210"}),
        ("0CEE4SEM4PA000123", "atf_fluid", {}, set()),
        ("0XZV1VRB7NC000777", "front_brake_pad", {}, {"XZ-4528R", "BW.FP.28R"}),
        # A car that no table knows.
        ("1HGCM82633A004352", "cabin_filter", {}, set()),
    ],
)
def test_the_traps_catch_nobody(vin: str, family: str, answered: dict[str, str], fits: set[str]) -> None:
    """What fits, written down by hand from the story of each car, is exactly what is offered."""
    assert fitting(vin, family, **answered) == fits
