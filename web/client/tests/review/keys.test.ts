import { describe, expect, it } from "vitest";
import { actionOf, VERDICT_KEYS } from "../../src/review/keys";

const idle = { asking: false, boxed: false, photo: true };
const press = (key: string, more = {}) => ({ key, shift: false, held: false, ...more });

describe("the keys of the review", () => {
  it("give the verdict that stands on the button, in either case", () => {
    for (const [verdict, key] of Object.entries(VERDICT_KEYS)) {
      expect(actionOf(press(key), idle)).toEqual({ do: "verdict", verdict });
      expect(actionOf(press(key.toLowerCase()), idle)).toEqual({ do: "verdict", verdict });
    }
  });

  it("choose a reason by number only while one is asked for", () => {
    expect(actionOf(press("3"), { ...idle, asking: true })).toEqual({ do: "reason", index: 2 });
    expect(actionOf(press("3"), idle)).toBeNull();
    expect(actionOf(press("0"), { ...idle, asking: true })).toBeNull();
  });

  it("move a rectangle by arrows and size it with shift, only while there is one", () => {
    const boxed = { ...idle, boxed: true };
    expect(actionOf(press("ArrowLeft"), boxed)).toEqual({ do: "move", right: -1, down: 0 });
    expect(actionOf(press("ArrowDown", { shift: true }), boxed)).toEqual({ do: "resize", right: 0, down: 1 });
    expect(actionOf(press("ArrowLeft"), idle)).toBeNull();
  });

  it("leave the browser its own: reload, copy, the address line", () => {
    for (const key of ["r", "a", "w", "1"]) {
      expect(actionOf(press(key, { held: true }), { ...idle, asking: true, boxed: true })).toBeNull();
    }
  });

  it("do nothing of a photo where there is none, and every other verdict as ever", () => {
    const bare = { ...idle, photo: false };
    for (const key of ["r", "z", "b", "h"]) expect(actionOf(press(key), bare)).toBeNull();
    for (const key of ["a", "w", "u"]) expect(actionOf(press(key), bare)?.do).toBe("verdict");
  });

  it("mean nothing elsewhere", () => {
    for (const key of ["x", "Enter", " ", "Tab", "F5", "审"]) expect(actionOf(press(key), idle)).toBeNull();
  });

  it("toggle the heat box and the loupe, and go back by Escape", () => {
    expect(["h", "z", "b", "n", "j", "k", "Escape"].map((key) => actionOf(press(key), idle)?.do)).toEqual([
      "heat",
      "zoom",
      "box",
      "note",
      "next",
      "previous",
      "back",
    ]);
  });
});
