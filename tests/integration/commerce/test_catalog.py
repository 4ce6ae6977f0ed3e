"""The catalogue in real databases."""

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from commerce.catalog import fitment, lookup
from commerce.catalog.files import read
from commerce.errors import CatalogFileError, NumberUnreadable
from knowledge.vehicles.vehicle import Vehicle
from knowledge.vehicles.vin import Vin
from tests.fakes.catalogue import CATALOGUE, stocked

CAR = Vehicle(Vin("LY5AA20T6PA000001"), {"model": "Yuanshan"}, {})


async def test_what_fits_is_found_by_family(session: AsyncSession) -> None:
    """Rules survive the database: the newest pad fits, and the disc's size is asked."""
    await stocked(session)
    pads = await fitment.find(session, CAR, "front_brake_pad")
    assert [found.part.number for found in pads.fitting] == ["TB 881", "YS-4520"]
    assert [old.number for old in pads.fitting[1].superseded] == ["YS-4510-A", "YS-4510-B", "YS-4512"]
    discs = await fitment.find(session, CAR, "front_brake_disc")
    assert (discs.fitting, discs.question and discs.question.fact) == ((), "brake_disc_mm")
    assert (await fitment.find(session, CAR, "no_such_family")).fitting == ()


@pytest.mark.parametrize("typed", ["YS-4510-A", "ys4510a", "ys 4510 a"])
async def test_an_old_number_leads_to_the_new_part(session: AsyncSession, typed: str) -> None:
    """Three replacements are followed, however the number is typed."""
    await stocked(session)
    (found,) = await lookup.by_number(session, typed)
    assert [part.number for part in found.chain] == ["YS-4510-A", "YS-4510-B", "YS-4512", "YS-4520"]
    assert found.part.id == "pad-4"
    assert found.replaced


async def test_a_number_that_nobody_bears_finds_nothing(session: AsyncSession) -> None:
    """An unknown number is an empty answer; one that cannot be a number is refused."""
    await stocked(session)
    assert await lookup.by_number(session, "ZZ-9999") == []
    with pytest.raises(NumberUnreadable):
        await lookup.by_number(session, "'; DROP TABLE co_part; --")


async def test_a_number_of_two_makers_finds_both(session: AsyncSession) -> None:
    """The same number at two makers is two parts, not an error."""
    await stocked(session)
    await stocked_twin(session)
    assert {found.part.id for found in await lookup.by_number(session, "tb-881")} == {"pad-eq", "twin"}


async def stocked_twin(session: AsyncSession) -> None:
    from commerce.catalog import store  # noqa: PLC0415 - only this helper writes past the use case
    from commerce.catalog.numbers import normalise  # noqa: PLC0415

    (found,) = await store.by_number(session, normalise("TB 881"))
    twin = type(found)(**{**vars(found), "id": "twin", "maker": "Another"})
    await store.add(session, [(twin, normalise("TB881"))], [])


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        ("tier: equal", "tier: gold", "parts.4.tier"),
        ("fits: small", "fits: tiny", "disc-300.fits"),
        ("replaces: pad-1", "replaces: pad-0", "pad-2.replaces"),
        ("replaces: pad-2", "replaces: pad-1", "pad-1"),
        ("supplies: {swift: {cost: 31000", "supplies: {ghost: {cost: 31000", "pad-4.supplies"),
        ("stock: {shop-1: {pieces: 2}}", "stock: {nowhere: {pieces: 2}}", "disc-300.stock"),
        ("family: drain_washer", "family: washers", "washer.family"),
        ("id: pad-2", "id: pad-1", "pad-3.replaces"),
        ("cost: 333", "cost: 0", "parts.7.cost"),
        ("cost: 333", "cost: 3.33", "parts.7.cost"),
        ("pieces: 40", "pieces: -1", "parts.7.stock.shop-2.pieces"),
        ("number: XH-W14", "number: '<<<'", "washer.number"),
        ("demonstration: true", "demonstration: perhaps", "demonstration"),
        ("families:", "surprise: 1\nfamilies:", "surprise"),
        ("parts:", "parts: [", "file"),
    ],
)
def test_a_wrong_catalogue_names_the_place(old: str, new: str, where: str) -> None:
    """Each fault of a catalogue file is refused at its own place, before anything is written."""
    assert old in CATALOGUE
    with pytest.raises(CatalogFileError) as refused:
        read(CATALOGUE.replace(old, new, 1))
    assert refused.value.values()["where"] == where


@pytest.mark.parametrize("text", ["", "[]", "just words", "\x00"])
def test_what_is_no_catalogue_is_refused(text: str) -> None:
    """An empty file, a list, prose and bytes are refused as a whole."""
    with pytest.raises(CatalogFileError):
        read(text)
