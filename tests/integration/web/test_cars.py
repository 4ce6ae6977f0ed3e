"""The list of cars from which a parts clerk starts."""

from assist.caller import Caller, UserId
from assist.workshop.orders import NewOrder, open_order
from tests.fakes.chain import Chain

HONDA = "1HGCM82633A004352"


async def waiting(chain: Chain, shop: str, plate: str) -> None:
    """A repair order of a shop."""
    place = await chain.shop(shop)
    by = Caller(UserId("u"), place.id, frozenset({"technician"}))
    async with chain.deps.database.transaction() as session:
        new = NewOrder(HONDA, plate, complaint="private words")
        await open_order(session, new, by=by, now=chain.clock(), ports=chain.deps.ports)


async def test_the_clerk_sees_the_cars_of_their_shop(chain: Chain) -> None:
    """VIN, plate and title of the shop's waiting cars, and neither complaint, mileage nor another shop's."""
    await waiting(chain, "North", "演A·10021")
    await waiting(chain, "South", "演B·20388")
    headers = await chain.login("clerk", "parts_clerk")
    answer = await chain.client.get("/api/cars", headers=headers)
    assert answer.status_code == 200
    (car,) = answer.json()["items"]
    assert set(car) == {"vin", "plate", "title"}
    assert (car["vin"], car["plate"]) == (HONDA, "演A·10021")


async def test_the_repair_orders_stay_with_the_workshop(chain: Chain) -> None:
    """The list to start from opens no repair order to the clerk."""
    headers = await chain.login("clerk", "parts_clerk")
    assert (await chain.client.get("/api/repair-orders", headers=headers)).status_code == 403
