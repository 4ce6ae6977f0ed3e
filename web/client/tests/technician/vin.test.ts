import fc from "fast-check";
import { expect, test } from "vitest";
import { checkDigitFits, look, tidy } from "../../src/technician/vin";

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
});

test("sixteen characters are not complete, and an eighteenth is not taken", () => {
  expect(look("1M8GDM9AXKP04278")).toMatchObject({ count: 16, complete: false, doubtful: false });
  expect(look("1M8GDM9AXKP0427889")).toMatchObject({ count: 17, complete: true, doubtful: false });
});

test("whatever is typed, the field says something and never throws", () => {
  fc.assert(
    fc.property(fc.string(), (typed) => {
      const said = look(typed);
      expect(said.count).toBeLessThanOrEqual(17);
      expect(said.complete && said.strange !== null).toBe(false);
    }),
  );
});
