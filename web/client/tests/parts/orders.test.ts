import { describe, expect, it } from "vitest";
import { newer, secondsLeft, settled } from "../../src/parts/orders";
import type { OrderStatus, OrderView } from "../../src/protocol.gen";

const order = (status: OrderStatus, moments: number): OrderView => ({
  id: "o",
  number: "PO-1",
  status,
  status_label: { zh: "", en: "" },
  supplier: "s",
  lines: [],
  gross: 1,
  net: 1,
  currency: "CNY",
  place: "here",
  cancellable: false,
  placed_at: 1,
  asked_at: null,
  due_at: null,
  answered_at: null,
  arrives_at: null,
  advice: null,
  choices: [],
  history: Array.from({ length: moments }, (_, at) => ({ at, status: "x", note: { zh: "", en: "" } })),
  job: null,
  car: "",
  by_name: "",
  demonstration: true,
});

describe("an order on the screen", () => {
  it("never goes back to an older state when answers overtake each other", () => {
    const confirmed = order("confirmed", 3);
    expect(newer(confirmed, order("asked", 2))).toBe(confirmed);
    expect(newer(order("asked", 2), confirmed)).toBe(confirmed);
  });

  it("takes what it hears first, and a repeat of the same state", () => {
    const asked = order("asked", 2);
    expect(newer(undefined, asked)).toBe(asked);
    expect(newer(order("asked", 2), asked)).toBe(asked);
  });

  it("is followed while a supplier may still change it", () => {
    const open: OrderStatus[] = [
      "placed",
      "asked",
      "reserved",
      "confirmed",
      "unasked",
      "unanswered",
      "contradicted",
    ];
    expect(open.map((status) => settled(order(status, 1)))).not.toContain(true);
    expect(settled(order("cancelled", 1))).toBe(true);
  });
});

describe("when the answer is due", () => {
  it("is told in seconds once it is near, and never as a moment that has passed", () => {
    const now = 1_000_000;
    const at = (s: number) => (now + s * 1000) * 1000;
    expect([600, 90, 12.2, 0, -5].map((s) => secondsLeft(at(s), now))).toEqual([null, 90, 13, 0, 0]);
  });
});
