import fc from "fast-check";
import { expect, test } from "vitest";
import { find, match, type Page } from "../src/pages";

const page = (path: string): Page => ({
  path,
  areas: [],
  roles: "anyone",
  look: "console",
  load: () => Promise.resolve({ default: () => null }),
});

test("a place in a path is handed to the page, decoded", () => {
  expect(match("/technician/jobs/:job", "/technician/jobs/a%2Fb")).toEqual({ job: "a/b" });
});

test("a path of another length or other words is not the page's", () => {
  expect(match("/technician/jobs/:job", "/technician/jobs")).toBeNull();
  expect(match("/technician/jobs/:job", "/technician/orders/x")).toBeNull();
});

test("a fixed path wins over one with a place", () => {
  const among = [page("/orders/:order"), page("/orders/new")];
  expect(find("/orders/new", among)?.page.path).toBe("/orders/new");
});

test("any id comes back as it went in", () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1, unit: "grapheme" }), (id) => {
      expect(match("/jobs/:job", `/jobs/${encodeURIComponent(id)}`)).toEqual({ job: id });
    }),
  );
});
