import { expect, test } from "vitest";
import { labelPlace } from "../../src/ui/Photo";

test("a label on the right half ends with its box, and one without room beyond the box stands within", () => {
  expect(labelPlace({ x: 0.8, y: 0.4, w: 0.15, h: 0.1 }, true)).toEqual({ end: true, inside: false });
  expect(labelPlace({ x: 0.1, y: 0.9, w: 0.2, h: 0.1 }, true)).toEqual({ end: false, inside: true });
  expect(labelPlace({ x: 0.1, y: 0.02, w: 0.2, h: 0.1 }, false)).toEqual({ end: false, inside: true });
});
