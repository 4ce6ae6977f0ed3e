import { beforeAll, expect, test } from "vitest";
import { loadAreas, setLang } from "../../src/i18n";
import { slotExamples, slotHint } from "../../src/parts/slots";

const slot = (id: string, en: string, quantity: number) => ({
  id,
  name: { zh: `零件${id}`, en },
  quantity,
  order: null,
  order_status: null,
});
const slots = [slot("washer", "Drain plug washer", 1), slot("fluid", "Gearbox fluid 1 L", 5)];

beforeAll(async () => {
  await loadAreas(["parts"]);
  await setLang("en");
});

test("every slot of the step has its own button, in the number that the step needs", () => {
  expect(slotExamples(slots)).toEqual([
    { label: "Drain plug washer × 1", text: "1 pcs Drain plug washer" },
    { label: "Gearbox fluid 1 L × 5", text: "5 pcs Gearbox fluid 1 L" },
  ]);
});

test("the line to type in names a part of the step, and none of another job", () => {
  expect(slotHint(slots)).toBe("Drain plug washer, genuine");
  expect(slotHint([])).toBe("Name a part");
});
