/** Rectangles on a photo, in fractions of its width and height. Pure; every result lies inside the photo. */

import type { Box } from "../protocol.gen";

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Smaller than this, on either side, is a tap and not a rectangle. */
export const SMALLEST = 0.02;
const STEP = 0.02;
const START: Box = { x: 0.35, y: 0.35, w: 0.3, h: 0.3 };

const clamp = (value: number, low: number, high: number): number => Math.min(Math.max(value, low), high);

/** Where a pointer is on the photo's frame. */
export function pointIn(
  frame: { left: number; top: number; width: number; height: number },
  at: Point,
): Point {
  return {
    x: clamp((at.x - frame.left) / frame.width, 0, 1),
    y: clamp((at.y - frame.top) / frame.height, 0, 1),
  };
}

/** The rectangle between two corners, whichever way it was dragged; null for a tap. */
export function between(from: Point, to: Point): Box | null {
  const [left, right] = [Math.min(from.x, to.x), Math.max(from.x, to.x)];
  const [top, bottom] = [Math.min(from.y, to.y), Math.max(from.y, to.y)];
  if (right - left < SMALLEST || bottom - top < SMALLEST) return null;
  return { x: left, y: top, w: right - left, h: bottom - top };
}

/** The rectangle that the keyboard begins with: in the middle. */
export const middle = (): Box => START;

/** The rectangle moved by whole steps, stopped at the photo's edge. */
export function moved(box: Box, right: number, down: number): Box {
  return {
    ...box,
    x: clamp(box.x + right * STEP, 0, 1 - box.w),
    y: clamp(box.y + down * STEP, 0, 1 - box.h),
  };
}

/** The rectangle grown or shrunk at its right and lower edge. */
export function resized(box: Box, wider: number, taller: number): Box {
  return {
    ...box,
    w: clamp(box.w + wider * STEP, SMALLEST, 1 - box.x),
    h: clamp(box.h + taller * STEP, SMALLEST, 1 - box.y),
  };
}
