import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rows, sums } from "../../src/parts/breakdown";
import type { PriceLine } from "../../src/protocol.gen";

const line = (driver: string, amount: number): PriceLine => ({
  driver,
  amount,
  label: { zh: driver, en: driver },
});

describe("the breakdown of a price", () => {
  it("lists the drivers in their order, then net, tax and gross", () => {
    const offer = { breakdown: [line("cost", 900), line("loyalty", -100)], net: 800, gross: 904 };
    expect(rows(offer).map((row) => [row.key, row.kind, row.amount])).toEqual([
      ["cost", "driver", 900],
      ["loyalty", "driver", -100],
      ["net", "net", 800],
      ["tax", "tax", 104],
      ["gross", "gross", 904],
    ]);
  });

  it("shows a tax that makes net and gross agree, whatever the rounding was", () => {
    fc.assert(
      fc.property(fc.nat(1_000_000_000), fc.nat(1_000_000_000), (net, tax) => {
        const amounts = rows({ breakdown: [], net, gross: net + tax }).map((row) => row.amount);
        expect(amounts[0]).toBe(net);
        expect((amounts[0] ?? 0) + (amounts[1] ?? 0)).toBe(amounts[2]);
      }),
    );
  });

  it("tells when the drivers do not add up to the net price, even by one minor unit", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -100_000, max: 100_000 }), { maxLength: 8 }), (amounts) => {
        const breakdown = amounts.map((amount, index) => line(`d${index}`, amount));
        const net = amounts.reduce((total, amount) => total + amount, 0);
        expect(sums({ breakdown, net, gross: net })).toBe(true);
        expect(sums({ breakdown, net: net + 1, gross: net + 1 })).toBe(false);
      }),
    );
  });
});
