import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Box } from "../../src/protocol.gen";
import { between, middle, moved, pointIn, resized, SMALLEST } from "../../src/review/rectangle";

const fraction = fc.double({ min: 0, max: 1, noNaN: true });
const point = fc.record({ x: fraction, y: fraction });

function inside(box: Box): void {
  expect(box.x).toBeGreaterThanOrEqual(0);
  expect(box.y).toBeGreaterThanOrEqual(0);
  expect(box.x + box.w).toBeLessThanOrEqual(1 + 1e-9);
  expect(box.y + box.h).toBeLessThanOrEqual(1 + 1e-9);
}

describe("a rectangle that is dragged", () => {
  it("is the same whichever corner the finger began at", () => {
    const box = between({ x: 0.2, y: 0.6 }, { x: 0.5, y: 0.1 });
    expect(box).toEqual(between({ x: 0.5, y: 0.1 }, { x: 0.2, y: 0.6 }));
    expect(box?.x).toBeCloseTo(0.2);
    expect(box?.h).toBeCloseTo(0.5);
  });

  it("lies inside the photo, or is a tap", () => {
    fc.assert(
      fc.property(point, point, (from, to) => {
        const box = between(from, to);
        if (box) inside(box);
        else expect(Math.min(Math.abs(from.x - to.x), Math.abs(from.y - to.y))).toBeLessThan(SMALLEST);
      }),
    );
  });

  it("counts a finger beyond the photo's edge as on the edge", () => {
    const frame = { left: 100, top: 50, width: 400, height: 200 };
    expect(pointIn(frame, { x: 300, y: 150 })).toEqual({ x: 0.5, y: 0.5 });
    expect(pointIn(frame, { x: 0, y: 999 })).toEqual({ x: 0, y: 1 });
  });
});

describe("a rectangle that is driven by the arrow keys", () => {
  it("never leaves the photo and never vanishes, however long a key is held", () => {
    const step = fc.constantFrom(-1, 0, 1);
    const push = fc.record({ size: fc.boolean(), right: step, down: step });
    fc.assert(
      fc.property(fc.array(push, { maxLength: 120 }), (pushes) => {
        let box = middle();
        for (const { size, right, down } of pushes) {
          box = size ? resized(box, right, down) : moved(box, right, down);
          inside(box);
          expect(Math.min(box.w, box.h)).toBeGreaterThanOrEqual(SMALLEST - 1e-9);
        }
      }),
    );
  });

  it("keeps its size while it moves, and its corner while it grows", () => {
    const box = middle();
    expect(moved(box, 1, -1)).toMatchObject({ w: box.w, h: box.h });
    expect(resized(box, 1, 1)).toMatchObject({ x: box.x, y: box.y });
  });
});
