import { describe, expect, it } from "vitest";
import type { Role } from "../../src/api.gen";
import { find } from "../../src/pages";
import { afterLogin, consoles, landing } from "../../src/start/landing";

const ROLES: readonly Role[] = [
  "technician",
  "foreman",
  "parts_clerk",
  "qa_reviewer",
  "author",
  "approver",
  "manager",
  "administrator",
];

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

  it("is a page that the role may open, and so is every other that a head offers", () => {
    for (const role of ROLES) {
      for (const { path } of consoles([role]))
        expect([role, find(path)?.page.roles]).toEqual([role, expect.arrayContaining([role])]);
    }
  });

  it("offers each console once to a person of many roles", () => {
    expect(consoles(["foreman", "technician", "administrator"]).map((page) => page.path)).toEqual([
      "/technician",
      "/admin",
    ]);
  });
});
