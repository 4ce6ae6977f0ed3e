import { beforeAll, expect, test } from "vitest";
import { loadAreas, setLang } from "../../src/i18n";
import { Problem } from "../../src/problem";
import { MILEAGE_MOST_KM, mileageFault } from "../../src/technician/mileage";

beforeAll(async () => {
  await loadAreas(["technician"]);
  await setLang("zh");
});

test("a mileage beyond any car is told before it is sent, its digits grouped", () => {
  expect(mileageFault("9999999")).toMatch(/9,999,999.*5,000,000/);
});

test.each(["", "0", "58310", String(MILEAGE_MOST_KM)])("a mileage of %j can be sent", (typed) => {
  expect(mileageFault(typed)).toBe("");
});

test.each([
  ["mileage_refused", { field: "mileage_km" }, "mileage_km"],
  ["request_invalid", { field: "body.plate" }, "plate"],
  ["vin_length", { length: "16" }, "vin"],
  ["offline", {}, ""],
])("a refusal of %s names its field", (code, values, field) => {
  expect(new Problem({ status: 422, code, values }).field).toBe(field);
});
