import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { change, moment, money, withUnit } from "../../src/ui/format";

describe("money", () => {
  it("stands with its sign, thousands and two places", () => {
    expect(money(128_000, "CNY")).toBe("¥1,280.00");
    expect(money(5, "CNY")).toBe("¥0.05");
    expect(money(-2_550, "CNY")).toBe("−¥25.50");
    expect(money(100, "THB")).toBe("THB\u202f1.00");
  });

  it("loses no minor unit, however large the amount", () => {
    fc.assert(
      fc.property(fc.integer({ min: -1_000_000_000_000, max: 1_000_000_000_000 }), (minor) => {
        const digits = Number(money(minor, "CNY").replace(/\D/g, ""));
        expect(digits).toBe(Math.abs(minor));
      }),
    );
  });

  it("says of each line after the first whether it adds or takes off", () => {
    expect(change(700, "CNY", true)).toBe("¥7.00");
    expect(change(700, "CNY", false)).toBe("+¥7.00");
    expect(change(-700, "CNY", false)).toBe("−¥7.00");
  });
});

describe("a value", () => {
  it("keeps number and unit on one line by a narrow no-break space", () => {
    expect(withUnit("120", "N·m")).toBe("120\u202fN·m");
    expect(withUnit("3", "")).toBe("3");
  });
});

describe("a moment", () => {
  const at = new Date(2026, 4, 6, 9, 5).getTime();

  it("is a time of day today, and has its date on other days", () => {
    expect(moment(at * 1000, "en", at)).toBe("09:05");
    expect(moment(at * 1000, "en", at + 86_400_000)).toBe("6 May 09:05");
    expect(moment(at * 1000, "zh", at + 86_400_000)).toBe("5月6日 09:05");
  });
});
