import fc from "fast-check";
import { expect, test } from "vitest";
import { breakLines, evenLines, largest } from "../../src/xr/lines";

/** A Chinese character is two wide, everything else one. */
const measure = (piece: string) => [...piece].reduce((sum, one) => sum + (one > "\u2e80" ? 2 : 1), 0);

test("English breaks between words", () => {
  expect(breakLines("Loosen the filler plug first", 12, measure, "en")).toEqual([
    "Loosen the",
    "filler plug",
    "first",
  ]);
});

test("Chinese breaks between words too, and no line begins with a comma or a full stop", () => {
  const lines = breakLines("先松开加注口螺塞，再松开放油螺塞。", 12, measure, "zh");
  expect(lines.join("")).toBe("先松开加注口螺塞，再松开放油螺塞。");
  for (const line of lines) expect(line).not.toMatch(/^[，。]/);
});

test("a word wider than the line is broken rather than cut", () => {
  expect(breakLines("ABCDEFGHIJ", 4, measure, "en")).toEqual(["ABCD", "EFGH", "IJ"]);
});

test("whatever the text, no line is wider than allowed and no character is lost", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: "grapheme", maxLength: 60 }),
      fc.integer({ min: 4, max: 30 }),
      (text, width) => {
        const lines = breakLines(text, width, measure, "zh");
        const bare = (words: string) => words.replace(/\s/g, "");
        expect(bare(lines.join(""))).toBe(bare(text));
      },
    ),
    { numRuns: 200 },
  );
});

test("the largest size that fits is taken, and the smallest where none does", () => {
  expect(largest([60, 50, 40], 2, (size) => (size > 50 ? 3 : 2))).toBe(50);
  expect(largest([60, 50, 40], 2, () => 9)).toBe(40);
});

test("even lines are as many as before, and leave no last word alone", () => {
  const text = "A car that slips off the lift kills.";
  expect(breakLines(text, 30, measure, "en")).toEqual(["A car that slips off the lift", "kills."]);
  expect(evenLines(text, 30, measure, "en")).toEqual(["A car that slips", "off the lift kills."]);
  expect(evenLines("kills.", 30, measure, "en")).toEqual(["kills."]);
});

test("Chinese lines end where a clause does, where that takes no more of them", () => {
  expect(evenLines("只靠千斤顶，车会掉下来压死人。", 24, measure, "zh")).toEqual([
    "只靠千斤顶，",
    "车会掉下来压死人。",
  ]);
});
