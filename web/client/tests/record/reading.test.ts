import { beforeAll, expect, test } from "vitest";
import { loadAreas, setLang } from "../../src/i18n";
import { causeOf, day, moment, nameIn, peopleOf, span, titleOf } from "../../src/record/reading";

const record = {
  people: [{ id: "u1", name: "Li" }],
  suppliers: [{ id: "s1", name: { zh: "北方", en: "Northern" } }],
};

beforeAll(async () => {
  await loadAreas(["record"]);
  await setLang("en");
});

test("a person is named, and what no person did is the system's", () => {
  expect(nameIn(record, "u1")).toBe("Li");
  expect(nameIn(record, "s1")).toBe("Northern");
  for (const nobody of ["system", "clock"]) expect(nameIn(record, nobody)).toBe("System");
  expect(peopleOf(record)).toEqual(["Li"]);
});

test("why a photo did not pass is said in a word, without the number that the server keeps behind it", () => {
  expect(causeOf("blur")).toBe("blurred");
  expect(causeOf("same_step:3")).toBe("already used for another step");
  expect(causeOf("of a later version")).toBe("of a later version");
});

test("how long a job took is said in hours and minutes, never below nothing", () => {
  expect(span(0, 95 * 60_000_000)).toBe("1 h 35 min");
  expect(span(0, 4 * 60_000_000)).toBe("4 min");
  expect(span(10, 0)).toBe("0 min");
});

test("a moment carries its date, and its seconds where they matter", () => {
  const at = Date.UTC(2026, 10, 23, 12, 34, 56) * 1000;
  expect(day(at)).toMatch(/2026/);
  expect(day(at)).not.toMatch(/:56/);
  expect(day(at, true)).toMatch(/:56/);
});

test("on the day of the job a time stands alone, on any other with its date", () => {
  const job = { started_at: new Date(2026, 10, 23, 8, 0).getTime() * 1000 };
  const later = (days: number) => new Date(2026, 10, 23 + days, 12, 34).getTime() * 1000;
  expect(moment(job, later(0))).toBe("12:34");
  expect(moment(job, later(1))).toMatch(/24 Nov 2026.*12:34/);
});

test("a step that nobody was shown is not called by its title", () => {
  expect(titleOf({ title: { zh: "放油", en: "Drain" } })).toBe("Drain");
  expect(titleOf({ title: null })).toBe("Not begun");
});
