import fc from "fast-check";
import { expect, test } from "vitest";
import { checkDigitFits, look, namesOf, tidy } from "../../src/technician/vin";

test("the check digit of published examples agrees", () => {
  expect(checkDigitFits("1M8GDM9AXKP042788")).toBe(true);
  expect(checkDigitFits("11111111111111111")).toBe(true);
  expect(checkDigitFits("1M8GDM9A1KP042788")).toBe(false);
});

test("blanks and hyphens are left out and letters made large", () => {
  expect(tidy(" 1m8-gdm9axkp 042788 ")).toBe("1M8GDM9AXKP042788");
});

test("the first letter that no VIN has is named", () => {
  expect(look("1M8GOM9").strange).toBe("O");
  expect(look("1M8<script>").strange).toBe("<");
  expect(look("1M8🚗").strange).toBe("🚗");
});

test("a character too few, one too many and one that no VIN has are told apart", () => {
  expect(look("1M8GDM9AXKP04278")).toMatchObject({ fault: "short", doubtful: false });
  expect(look("1M8GDM9AXKP0427889")).toMatchObject({ fault: "long", count: 18 });
  expect(look("1M8GDM9AXKPO42788")).toMatchObject({ fault: "strange" });
  expect(look("A".repeat(10_000))).toMatchObject({ fault: "long", count: 10_000 });
  expect(look("")).toMatchObject({ fault: "missing" });
  expect(look("1M8GDM9AXKP042788")).toMatchObject({ fault: null });
  expect(namesOf(look("1M8GDM9AXKP04278"))).toEqual({ count: 16, character: "", difference: 1 });
});

test("a wrong check digit is doubtful and no fault", () => {
  expect(look("1M8GDM9A1KP042788")).toMatchObject({ fault: null, doubtful: true });
});

test("whatever is typed, the field says something and never throws", () => {
  fc.assert(
    fc.property(fc.string(), (typed) => {
      const said = look(typed);
      expect(said.fault === null).toBe(said.count === 17 && said.strange === null);
    }),
  );
});
