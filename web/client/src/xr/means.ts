import type { Means } from "../protocol.gen";

/** The means of a hand's name: a pinch, a controller or a key; a finger on the page is a tap. Pure. */
export function meansOf(hand: string): Means {
  if (hand.startsWith("pinch")) return "pinch";
  if (hand.startsWith("controller")) return "controller";
  return hand === "key" ? "key" : "tap";
}
