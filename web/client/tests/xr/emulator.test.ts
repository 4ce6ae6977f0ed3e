import { expect, test } from "vitest";
import { looking } from "../../src/xr/emulator";

test("looking straight on is no rotation, and every look is a unit quaternion", () => {
  expect(looking(0, 0).map((part) => part + 0)).toEqual([0, 0, -0, 1].map((part) => part + 0));
  for (const [yaw, pitch] of [
    [30, -20],
    [-170, 60],
  ] as const) {
    expect(Math.hypot(...looking(yaw, pitch))).toBeCloseTo(1);
  }
});

test("a quarter turn to the left is a quarter turn about the upright axis", () => {
  const [x, y, z, w] = looking(90, 0);
  expect([x, z + 0]).toEqual([0, 0]);
  expect(y).toBeCloseTo(Math.SQRT1_2);
  expect(w).toBeCloseTo(Math.SQRT1_2);
});
