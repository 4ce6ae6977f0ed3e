import { expect, test } from "vitest";
import type { StepMark } from "../../src/protocol.gen";
import { folded } from "../../src/technician/job/Overview";

const mark = (number: number, reached: boolean): StepMark => ({
  id: `s${number}`,
  number,
  title: reached ? { zh: "步", en: "step" } : null,
  truth: "pending",
  hazards: 0,
  gates: 0,
});

test("steps that were not reached stand in one row, those that were reached each in its own", () => {
  const steps = [mark(1, true), mark(2, true), mark(3, false), mark(4, false), mark(5, true), mark(6, false)];
  expect(folded(steps).map((row) => row.map((step) => step.number))).toEqual([[1], [2], [3, 4], [5], [6]]);
});
