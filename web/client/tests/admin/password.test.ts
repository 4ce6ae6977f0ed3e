import { describe, expect, it } from "vitest";
import { newPassword } from "../../src/admin/password";

describe("a first password", () => {
  it("is three groups without letters or digits that look alike", () => {
    for (let round = 0; round < 200; round += 1) {
      expect(newPassword()).toMatch(/^[a-hjkmnp-z]{5}-[2-9]{5}-[a-hjkmnp-z]{5}$/);
    }
  });

  it("is another one each time", () => {
    expect(new Set(Array.from({ length: 200 }, () => newPassword())).size).toBe(200);
  });

  it("throws away the bytes that would make some letters likelier", () => {
    const bytes = [255, 254, 253, 0];
    let at = 0;
    const random = () => bytes[at++ % bytes.length] ?? 0;
    expect(newPassword(random).startsWith("aaaaa")).toBe(true);
  });
});
