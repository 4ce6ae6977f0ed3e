import { describe, expect, it } from "vitest";
import { afterLogin, consoles, landing } from "../../src/start/landing";

describe("where a person lands", () => {
  it("is the page of their work", () => {
    expect(landing(["technician"])).toBe("/technician");
    expect(landing(["parts_clerk"])).toBe("/parts");
    expect(landing(["qa_reviewer"])).toBe("/review");
    expect(landing(["administrator"])).toBe("/admin");
  });

  it("is the start page where no role of theirs has a page yet", () => {
    expect(landing(["author"])).toBe("/");
    expect(landing([])).toBe("/");
  });

  it("is the page that asked them to sign in", () => {
    expect(afterLogin("?next=%2Ftechnician%2Fjobs%2F1", ["technician"])).toBe("/technician/jobs/1");
  });

  it("is never somebody else's site, and never the sign-in again", () => {
    for (const next of [
      "https://evil.example",
      "//evil.example",
      "/\\evil.example",
      "javascript:x",
      "/login",
    ]) {
      expect(afterLogin(`?next=${encodeURIComponent(next)}`, ["qa_reviewer"])).toBe("/review");
    }
    expect(afterLogin("", ["qa_reviewer"])).toBe("/review");
  });

  it("offers each console once to a person of many roles", () => {
    expect(consoles(["foreman", "technician", "administrator"]).map((page) => page.path)).toEqual([
      "/technician",
      "/admin",
    ]);
  });
});
