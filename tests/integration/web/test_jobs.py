"""Starting a job over HTTP."""

from knowledge.procedures import revisions
from tests.fakes.chain import Chain
from tests.fakes.jobs import PROCEDURE

VIN = "LSVAU2180N2183294"
KEY = {"Idempotency-Key": "start"}


async def order(chain: Chain, headers: dict[str, str]) -> str:
    """A repair order of somebody's shop, for which a procedure is approved."""
    async with chain.deps.database.transaction() as session:
        version = await revisions.draft(session, PROCEDURE, by="author", now=chain.clock())
        await revisions.approve(session, version, by="approver", now=chain.clock())
    key = {"Idempotency-Key": "order"}
    answer = await chain.client.post("/api/repair-orders", json={"vin": VIN}, headers={**headers, **key})
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


async def test_who_starts_a_job_holds_it(chain: Chain) -> None:
    """A job that is started on a device is held there by who started it, before any step is shown."""
    headers = {**await chain.login("tech1", "technician")}
    body = {"repair_order": await order(chain, headers), "procedure": PROCEDURE.id, "device": "phone"}
    started = [
        (await chain.client.post("/api/jobs", json=body, headers={**headers, **KEY})).json()["job"]
        for _ in range(2)
    ]
    assert started[0] == started[1]
    view = (await chain.client.get(f"/api/jobs/{started[0]}", headers=headers)).json()
    assert (view["mine"], view["fence"], view["current"]) == (True, 1, PROCEDURE.steps[0].id)

    other = await chain.login("tech2", "technician")
    seen = (await chain.client.get(f"/api/jobs/{started[0]}", headers=other)).json()
    assert (seen["mine"], seen["holder_name"], seen["step"]) == (False, "Tech1", None)


async def test_an_orders_job_names_its_procedure_and_who_is_at_which_step(chain: Chain) -> None:
    """A repair order tells of each of its jobs which procedure it follows, who holds it and where it is."""
    headers = {**await chain.login("tech1", "technician")}
    body = {"repair_order": await order(chain, headers), "procedure": PROCEDURE.id, "device": "phone"}
    await chain.client.post("/api/jobs", json=body, headers={**headers, **KEY})
    path = f"/api/repair-orders/{body['repair_order']}"
    (job,) = (await chain.client.get(path, headers=headers)).json()["jobs"]
    assert (job["procedure"], job["holder_name"], job["current_number"]) == (PROCEDURE.id, "Tech1", 1)


async def test_an_answer_about_the_car_can_be_taken_back(chain: Chain) -> None:
    """What a person said of the car stands with its source until it is taken back; then it is asked again."""
    headers = {**await chain.login("tech1", "technician")}
    path = f"/api/repair-orders/{await order(chain, headers)}/facts"
    said = await chain.client.post(path, json={"fact": "gearbox", "value": "automatic"}, headers=headers)
    assert ("gearbox", "asked") in {(fact["name"], fact["source"]) for fact in said.json()["facts"]}
    other = await chain.login("tech9", "technician", shop="South")
    assert (await chain.client.delete(f"{path}/gearbox", headers=other)).status_code == 404
    for _ in range(2):
        back = await chain.client.delete(f"{path}/gearbox", headers=headers)
        assert "asked" not in {fact["source"] for fact in back.json()["facts"]}


async def test_a_manager_closes_an_order_once_no_job_is_under_way(chain: Chain) -> None:
    """Work under way refuses with the order's number; without any the order is closed, and opened again."""
    headers = {**await chain.login("tech1", "technician")}
    manager = {**await chain.login("boss", "manager", "parts_clerk")}
    body = {"repair_order": await order(chain, headers), "procedure": PROCEDURE.id}
    path = f"/api/repair-orders/{body['repair_order']}"
    assert (await chain.client.post(f"{path}/close", headers=manager)).json()["status"] == "closed"
    assert (await chain.client.get("/api/repair-orders", headers=headers)).json()["items"] == []
    assert (await chain.client.get(path, headers=headers)).status_code == 200
    assert (await chain.client.post(f"{path}/reopen", headers=headers)).json()["status"] == "waiting"
    await chain.client.post("/api/jobs", json=body, headers={**headers, **KEY})
    refused = await chain.client.post(f"{path}/close", headers=headers)
    assert (refused.status_code, refused.json()["code"]) == (409, "repair_order_busy")


async def test_a_job_without_a_device_is_free(chain: Chain) -> None:
    """A job that is started nowhere in particular waits for who claims it."""
    headers = {**await chain.login("tech1", "technician")}
    body = {"repair_order": await order(chain, headers), "procedure": PROCEDURE.id}
    job = (await chain.client.post("/api/jobs", json=body, headers={**headers, **KEY})).json()["job"]
    view = (await chain.client.get(f"/api/jobs/{job}", headers=headers)).json()
    assert (view["phase"], view["holder"], view["fence"]) == ("unclaimed", None, 0)


async def test_a_refused_mileage_names_its_field(chain: Chain) -> None:
    """The problem says which field was refused, and its sentence groups the digits of large numbers."""
    headers = {**await chain.login("tech1", "technician"), "Idempotency-Key": "far", "Accept-Language": "zh"}
    body = {"vin": VIN, "mileage_km": 9_999_999}
    refused = await chain.client.post("/api/repair-orders", json=body, headers=headers)
    assert refused.status_code == 422
    assert refused.json()["values"]["field"] == "mileage_km"
    assert "里程 9,999,999 不合理，应在 0 到 5,000,000 公里之间" in refused.json()["detail"]
